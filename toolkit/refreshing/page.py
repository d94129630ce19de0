"""What the governors' page says: one side of A4, in plain English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.document import Clause
from toolkit.drafting.dates import say_date
from toolkit.localise.wording import states_adoption
from toolkit.merge import Decision, Kept
from toolkit.refreshing.policy import Refreshed
from toolkit.refreshing.warning import warnings
from toolkit.structure.dates import find_dates
from toolkit.textdiff import diff

ROOM = 50  # Lines that one side of A4 holds beside its headings; the rest is in the document.
LEAST = 4  # Lines that every heading may keep.
LONGEST = 150  # Characters of an entry.
WIDTH = 105  # Characters of a line as printed.
AROUND = 3  # Words shown on both sides of a change.
FIRST_WORDS = 9  # By which a clause without a number is named.
KIND_OF_PAPER = re.compile(
    r"\b(?:polic(?:y|ies)|procedures?|codes?|plans?|schemes?|statements?|protocols?|guidance)\b",
    re.IGNORECASE,
)
SAID_ALREADY = "the county now says what the school said already."
REWORDED = 0.8  # Share of a text that came or went from which on it is another text.


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines; nothing is printed for a section without lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The governors' page."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    minute: str


def page(result: Refreshed) -> Page:
    """Say what has changed and what the governors are asked to decide."""
    merged, local = result.merged, result.local
    named = _Named(merged.kept)
    decided = merged.decisions
    sections = (
        Section("For decision", tuple(_questions(result))),
        Section("New from the county, and withdrawn", tuple(_come_and_gone(decided, named))),
        Section("What the county has changed", tuple(_changes(decided, named))),
        Section("What the school decided before, and is kept", tuple(_kept_own(result, named))),
        Section("Consultation", tuple(_consultation(result))),
        Section("Equality assessment", tuple(_additions(decided, named))),
        Section("Before it is published", tuple(warnings(result))),
        Section("Next review", (_review(result),)),
    )
    school = local.metadata.school or "the school"
    title = local.metadata.title or result.revised.title
    return Page(
        f"{_sentence(title)}: what is new this year",
        f"For the {_body(result) or 'governors'} of {school}. Last year's policy follows "
        f"{_edition(result, 'base')}; this draft follows {_edition(result, 'revised')}.",
        _fitting([section for section in sections if section.lines]),
        _minute(result, title),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """What clauses are called in the new policy."""

    kept: Sequence[Kept]

    def of(self, decision: Decision) -> str:
        """Give the number of a decision's clause, else its first words."""
        found = next((k.clause for k in self.kept if k.decision is decision), None)
        group = decision.group
        clause = found or (*group.local, *group.revised, *group.base)[0]
        section = self._section(found) if found else ""
        return _name(clause, section)

    def section_of(self, decision: Decision) -> str:
        """Give the number or name of what a decision's clause stands under."""
        found = next((k.clause for k in self.kept if k.decision is decision), None)
        return (self._section(found) or (found.label or "").strip(" .")) if found else ""

    def _section(self, clause: Clause) -> str:
        by_id = {kept.clause.id: kept.clause for kept in self.kept}
        above = by_id.get(clause.parent or "")
        while above is not None and above.kind != "heading" and not _numbered(above):
            above = by_id.get(above.parent or "")
        if above is None or (_numbered(clause) and "." in (clause.label or "").strip(".")):
            return ""
        return (above.label or above.text).strip(" .:")


def _numbered(clause: Clause) -> bool:
    return any(map(str.isdigit, clause.label or ""))


def _name(clause: Clause, section: str) -> str:
    label = (clause.label or "").strip(" .:")
    if label and any(map(str.isalnum, label)):
        return f"{section} {label}".strip() if not label[0].isdigit() else label
    words = clause.text.split()
    said = " ".join(words[:FIRST_WORDS]) + " …" * (len(words) > FIRST_WORDS)
    return f"{section}, “{said}”" if section else f"“{said}”"


def _questions(result: Refreshed) -> Iterator[str]:
    open_ones = [q for q in result.questions if not q.answer]
    for question in open_ones:
        if not question.county:
            what = "the county has withdrawn this; the school had changed it. Keep it?"
        elif not question.school:
            what = "the school left this out; the county asks for it. Agree to have it back?"
        else:
            what = f"county: {_quoted(question.county, question.school)}; " + (
                f"school: {_quoted(question.school, question.county)}. Which?"
            )
        yield _cut(f"{question.clause}: {what}", 2 * LONGEST)


def _quoted(text: str, other: str) -> str:
    """Quote the words of a text that the other does not have."""
    said = [edit.text.strip() for edit in diff(other, text) if edit.op == "insert"]
    shown = " … ".join(part for part in said if part)
    return f"“{_cut(shown or text, 90)}”"


def _come_and_gone(decisions: Iterable[Decision], named: _Named) -> Iterator[str]:
    for decision in decisions:
        group = decision.group
        if decision.outcome == "added" and group.revised and not group.local:
            where = named.section_of(decision) or "At the start"
            yield f"{where}: new: “{_cut(decision.clauses[0].text, LONGEST - 30)}”"
        elif decision.outcome == "dropped" and group.local:
            yield f"Taken out: “{_cut(_said(group.local), LONGEST - 20)}”"


def _changes(decisions: Iterable[Decision], named: _Named) -> Iterator[str]:
    for decision in decisions:
        group = decision.group
        was, now = _said(group.base), _said(group.revised)
        if decision.outcome in ("county", "merged") and was != now and group.base and group.revised:
            same = _said(decision.clauses) == _said(group.local)
            told = SAID_ALREADY if same else _difference(was, now)
            yield _cut(f"{named.of(decision)}: {told}", LONGEST + 20)


def _difference(was: str, now: str) -> str:
    """Say what changed: the first change with the words around it, and how many more there are."""
    edits = diff(was, now)
    places = [n for n, e in enumerate(edits) if e.op != "equal" and _worded(e.text)]
    if not places:
        return "punctuation only"
    if sum(len(edits[n].text) for n in places) > REWORDED * max(len(was), len(now)):
        return f"reworded: “{_cut(now, LONGEST - 20)}”"
    first = places[0]
    before = edits[first - 1].text if first else ""
    last = first + 1 if first + 1 in places else first
    after = edits[last + 1].text if last + 1 < len(edits) else ""
    gone, come = (
        "".join(e.text for e in edits[first : last + 1] if e.op == op)
        for op in ("delete", "insert")
    )
    more = sum(n > last and (n - 1 not in places) for n in places)
    rest = f", and {more} more change{'s' if more > 1 else ''}" if more else ""
    if not gone.strip():
        return f"now also says “{_around(before, come, after)}”{rest}"
    if not come.strip():
        return f"no longer says “{_around(before, gone, after)}”{rest}"
    said, says = (_around(before, words, after) for words in (gone, come))
    return f"“{said}” is now “{says}”{rest}"


def _around(before: str, words: str, after: str) -> str:
    """Give a change between the last words before it and the first after it, as printed.

    >>> _around("All staff must tell the head", " at once", ". They sign it.")
    'tell the head at once.'
    """
    near = re.search(rf"(?:\S+\s+){{0,{AROUND - 1}}}\S*\s*\Z", before)
    next_ = re.match(rf"[^\w\s]+(?=\s|\Z)|\W*(?:\S+\s*){{0,{AROUND}}}", after)
    return f"{near[0] if near else ''}{words}{next_[0] if next_ else ''}".strip(" ,;")


def _worded(text: str) -> bool:
    return any(map(str.isalnum, text))


def _kept_own(result: Refreshed, named: _Named) -> Iterator[str]:
    for decision in result.merged.decisions:
        if decision.outcome in ("school", "merged"):
            if all(_dates_policy(clause, result) for clause in decision.clauses):
                continue  # The date of adoption is the school's, but nothing that it decided.
            yield f"{named.of(decision)}: the school's own wording."
        elif decision.outcome == "dropped" and not decision.group.local and decision.group.revised:
            yield _cut(f"Left out: “{_said(decision.group.revised)}", LONGEST) + "”"


def _dates_policy(clause: Clause, result: Refreshed) -> bool:
    own = {result.local.metadata.adopted_on, result.local.metadata.review_on} - {None}
    return states_adoption(clause.text) and not own.isdisjoint(find_dates(clause.text))


def _consultation(result: Refreshed) -> Iterator[str]:
    outside = [
        verdict
        for verdict in result.merged.school
        if verdict.kind in ("modified", "missing", "added") and not verdict.marked_place
    ]
    if not outside:
        yield "The school has changed nothing but the marked places: no further consultation."
    elif result.revised.adoption in ("marked-places", "verbatim"):
        yield (
            f"In {len(outside)} places the school departs from the model outside its marked "
            "places: staff and unions are to be consulted on those first."
        )


def _additions(decisions: Iterable[Decision], named: _Named) -> Iterator[str]:
    for decision in decisions:
        own = decision.group.local and not decision.group.revised
        is_heading = all(clause.kind == "heading" for clause in decision.clauses)
        if decision.outcome == "added" and own and not is_heading:
            where = named.of(decision)
            text = decision.clauses[0].text
            said = "" if where.endswith("”") else f": “{_cut(text, LONGEST - 20)}”"
            yield where + said


def _review(result: Refreshed) -> str:
    if result.dates.review:
        return f"The policy is due for review by {say_date(result.dates.review)}."
    cycle = result.local.metadata.review_cycle or result.revised.review_cycle
    return f"To be set when the policy is adopted ({cycle or 'no cycle is stated'})."


def _minute(result: Refreshed, title: str) -> str:
    left = sum(not question.answer for question in result.questions)
    when = f" on {say_date(result.dates.adopted)}" if result.dates.adopted else ""
    which = f", having decided the {left} questions above" if left > 1 else ""
    which = ", having decided the question above" if left == 1 else which
    return (
        f"The {_body(result) or 'governing body'} considered {_titled(title)} as brought up to "
        f"{_edition(result, 'revised')}{which}, and RESOLVED to adopt it{when}."
    )


def _body(result: Refreshed) -> str | None:
    """Say what the school calls its governing body, where that is another name."""
    named = (s.adopted for s in result.merged.wording.substitutions if s.model == "governing body")
    return next(named, None)


def _titled(title: str) -> str:
    """Name a policy in a sentence: "the Behaviour Policy", but the policy “Keeping Safe”."""
    said = _sentence(title)
    return f"the {said}" if KIND_OF_PAPER.search(said) else f"the policy “{said}”"


def _edition(result: Refreshed, side: str) -> str:
    model = result.base if side == "base" else result.revised
    edition = model.edition or model.document.metadata.model_edition
    return f"the county's edition of {say_date(edition)}" if edition else f"“{model.name}”"


def _said(clauses: Iterable[Clause]) -> str:
    return " ".join(clause.text for clause in clauses)


def _fitting(sections: list[Section]) -> tuple[Section, ...]:
    """Shorten the longest lists until the page is one side."""
    found = list(sections)
    while sum(map(_height, found)) > ROOM:
        longest = max(range(len(found)), key=lambda n: _height(found[n]))
        lines = found[longest].lines
        if len(lines) <= LEAST:
            break
        found[longest] = replace(found[longest], lines=lines[:-1])
    return tuple(_with_rest(short, whole) for short, whole in zip(found, sections, strict=True))


def _height(section: Section) -> int:
    return 2 + sum(1 + len(line) // WIDTH for line in section.lines)


def _with_rest(short: Section, whole: Section) -> Section:
    more = len(whole.lines) - len(short.lines)
    if not more:
        return whole
    return replace(short, lines=(*short.lines, f"And {more} more, all to be seen in the draft."))


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[:longest].rpartition(" ")[0].rstrip(" ,;:") + " …"


def _sentence(title: str) -> str:
    return title.capitalize() if title.isupper() else title
