"""Where a school's substitutions went wrong: half done, overdone, or somebody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.align import Match
from toolkit.document import Clause, Document, Finding
from toolkit.language.gaps import EACH_TIME, find_places
from toolkit.language.grammar import fixed
from toolkit.language.lexicon import GROUPS, NOUNS, listed
from toolkit.language.phrases import find, phrase, times, with_plurals
from toolkit.language.words import fold, is_word, tokens
from toolkit.localise.titles import TITLES
from toolkit.localise.wording import (
    NAME_MARK,
    NAME_TYPES,
    Substitution,
    Wording,
    states_adoption,
)

KINDS_OF_SCHOOL = ("delegated", "maintained", "community", "controlled", "aided")
# "The guidance states:" quotes a source. "The notice states:" lists what a school's own is to say,
# and "the following:" anything.
SAYS = re.compile(
    r"\b(?:(?P<says>states?|says?|reads?)|quoted?|quotation|extract)\b[^.]{0,60}:[\s\-–—]*$",
    re.I,
)
SOURCE = re.compile(
    r"""\b(?i: acts? | laws? | legislation | guidance | guidelines? | regulations? | codes?
        | guides? | booklets? | leaflets? | circulars? | framework | document | publication
        | handbook | standards? | advice | report | inquiry | convention | department
        | government | dfe | ofsted | inspectorate | commissioner | county | council
        | authority ) \b
    | \b(?: 19 | 20 ) \d\d \b | [”’*_"'] \s* $ | (?: \b [A-Z] [a-z]+ \s+ ){3}""",
    re.X,
)
SOURCE_REACH = 200  # Letters before "states" among which its source is named.
FORM = re.compile(r"\d+")
QUOTED = re.compile(r"“[^”]{40,}”|\"[^\"]{40,}\"|(?<!\w)‘[^’]{40,}’(?!\w)")
TITLE = r"[A-Z][\w'’.]*"
OTHER_SCHOOL = re.compile(
    rf"\b({TITLE}(?: (?:of|the|and|&|{TITLE})){{0,5}} "
    r"(?:School|Academy|Federation|College|Nursery))\b"
)
NAMED = re.compile(r"\s+[A-Z][a-z]+\s+[A-Z]")  # "Schools Financial Value Standard"
OWN_BEFORE = re.compile(r"\b(?:our|its|both|these|two|three|[\w]+[’']s?)\s+$", re.I)
ANY_BEFORE = re.compile(r"(?<!\bas )\ban? $", re.I)  # "a concern about a school", any school
ONE_OF_SEVERAL = re.compile(r"\bthis $", re.I)  # "this school", in the policy of a trust of several
DECLARED = re.compile(r"\W*(?:I|We)\b")  # "I agree that …": words to be signed, of no other source
NOT_A_NAME = listed(
    """
    primary high secondary infant junior nursery first middle upper lower special independent
    maintained county model whole all every each this our your their his her safer sunday
    boarding free voluntary healthy extended a an any no many some most other another local
    state new former previous working schools if when where in at for and or of to by with on
    from as is are community foundation academy trust federation church england national british
    english great good better best senior state-funded mainstream faith catholic teaching
    """
)


def findings(adopted: Document, matches: Sequence[Match], wording: Wording) -> tuple[Finding, ...]:
    """Give what looks like a slip of localisation, in the order of the codes."""
    return (
        *_left_over(adopted, matches, wording),
        *_overdone(adopted, matches, wording),
        *_other_schools(adopted, matches, wording),
        *_quoted(adopted, matches, wording),
        *_unfilled(adopted),
    )


def _nouns(wording: Wording) -> list[Substitution]:
    return [s for s in wording.substitutions if s.kind == "noun" and s.model in NOUNS]


def _left_over(adopted: Document, matches: Sequence[Match], wording: Wording) -> Iterator[Finding]:
    """Report the county's word where the school elsewhere wrote its own."""
    cited = _cited(adopted)
    posts = [s for s in wording.substitutions if s.kind == "post"]
    for substitution in (*_nouns(wording), *posts):
        code = "LOC001" if substitution.kind == "noun" else "LOC005"
        message = (
            f"“{substitution.model}” was left here; "
            f"elsewhere this policy says “{substitution.adopted}”."
        )
        advice = f"Write “{substitution.adopted}” or check that it is meant."
        for match in matches:
            for clause in match.adopted if match.model else ():
                if clause.id not in cited and _kept(substitution, clause.text, wording):
                    yield _finding(code, "low", message, clause, advice)


def _kept(substitution: Substitution, text: str, wording: Wording) -> bool:
    """Tell a wording that stands for the school or the post itself, not for schools in general."""
    spans = _spans(substitution.model, text)
    if not spans:
        return False
    posts = [s.adopted for s in wording.substitutions if s.kind == "post"]
    titles = (*(" ".join(name) for name in wording.names), *posts)
    own = [span for title in titles for span in _spans(title, text)]
    for start, end in spans:
        if _several(text, start, end) or _another_post(substitution, text, start):
            continue
        covered = any(first <= start and end <= last for first, last in own)
        opens = re.search(r"(?:^|[.!?:|]\s+)$", text[:start]) and not NAMED.match(text[end:])
        proper = text[start].isupper() and not opens
        if not (covered or proper or _fixed(substitution, text, start, end)):
            return True
    return False


def _fixed(substitution: Substitution, text: str, start: int, end: int) -> bool:
    """Tell a noun of no school of its own, or of one of the several that a trust has."""
    if substitution.kind != "noun":
        return False
    of_several = substitution.adopted in GROUPS and ONE_OF_SEVERAL.search(text[:start])
    return bool(of_several) or _in_general(text, start, end)


def _several(text: str, start: int, end: int) -> bool:
    """Tell a plural that speaks of schools or heads at large: "consulted with headteachers"."""
    plural = text[start:end].lower().endswith("s") and text[end - 2] not in "'’"
    return plural and not OWN_BEFORE.search(text[:start])


def _another_post(substitution: Substitution, text: str, start: int) -> bool:
    """Tell "deputy headteacher", "executive headteacher": the rank makes it another post."""
    return substitution.kind == "post" and bool(fixed.RANK_BEFORE.search(text[:start]))


def _spans(words: str, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _pattern(words).finditer(text)]


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str]:
    pattern = r"\W+".join(re.escape(word) for word in words.split())
    return re.compile(rf"\b{pattern}(?:s|[’']s|s[’'])?\b", re.I)


def _in_general(text: str, start: int, end: int) -> bool:
    """Tell "primary school", "school year", "in school", "after-school": no school of its own."""
    before, after = text[:start], text[end:]
    if fixed.KIND_BEFORE.search(before) or fixed.OTHERS_BEFORE.search(before):
        return True
    if fixed.FIXED_AFTER.match(after) or fixed.HYPHEN_BEFORE.search(before):
        return True
    if ANY_BEFORE.search(before):
        return True
    return bool(fixed.BARE_BEFORE.search(before) and fixed.BARE_AFTER.match(after))


def _without_names(text: str, wording: Wording) -> list[str]:
    """Fold the words of a text, the school's name and longer phrases that hold a noun left out."""
    keys = [fold(token) for token in tokens(text) if is_word(token)]
    for core in wording.names:
        for at in range(len(keys) - len(core), -1, -1):
            if tuple(keys[at : at + len(core)]) == core:
                end = at + len(core)
                while end < len(keys) and keys[end] in NAME_TYPES:
                    end += 1
                keys[at:end] = [NAME_MARK]
    return keys


def _overdone(adopted: Document, matches: Sequence[Match], wording: Wording) -> Iterator[Finding]:
    """Report "delegated federations": the county meant schools in general."""
    cited = _cited(adopted)
    for substitution in _nouns(wording):
        plural = with_plurals(phrase(substitution.adopted))[-1][-1]
        kinds = "|".join(KINDS_OF_SCHOOL)
        general = rf"\b(?:{kinds})\s+{plural}\b" + (
            rf"|\b(?:many|all|most|some)\s+{plural}\b|(?<![’'])\b{plural}\b(?![’'])"
            if substitution.adopted in GROUPS
            else ""
        )
        for match in matches:
            if not re.search(r"\bschools\b", " ".join(c.text for c in match.model), re.I):
                continue
            for clause in match.adopted:
                if clause.id in cited:
                    continue
                if found := re.search(general, QUOTED.sub(" ", clause.text), re.I):
                    message = (
                        f"“{found.group()}”: the model speaks here of schools in general, "
                        f"not of this {substitution.adopted}."
                    )
                    yield _finding(
                        "LOC002",
                        "low",
                        message,
                        clause,
                        "Keep the model's “schools” where schools in general are meant.",
                    )


def _other_schools(
    adopted: Document, matches: Sequence[Match], wording: Wording
) -> Iterator[Finding]:
    """Report the name of a school that is neither this one nor in the model."""
    own = {word for core in wording.names for word in core}
    own |= {fold(word) for word in tokens(adopted.metadata.school or "")}
    ours = " ".join(clause.text for match in matches for clause in match.model)
    for clause in adopted.clauses:
        if clause.kind == "heading" or clause.text.isupper():
            continue
        for found in OTHER_SCHOOL.finditer(clause.text):
            words = [fold(word) for word in tokens(found.group()) if is_word(word)]
            words = _without_titles(words)
            core = [word for word in words if word not in NOT_A_NAME and word not in NAME_TYPES]
            if core and not own & set(core) and own and found.group() not in ours:
                message = f"“{_name_in(found.group())}” is named, which is not this school."
                yield _finding(
                    "LOC003",
                    "high",
                    message,
                    clause,
                    "Check whether another school's policy was copied.",
                    sure=False,
                )


def _without_titles(words: Sequence[str]) -> list[str]:
    """Leave out the titles of posts: "The Head of School" names no school."""
    titles = [hit for hit in find(words, TITLES) if not hit.name.startswith("noun/")]
    held = {at for hit in titles for at in range(hit.start, hit.end)}
    return [word for at, word in enumerate(words) if at not in held]


def _name_in(words: str) -> str:
    """Leave out what stands before a name: "At Oakfield School"."""
    said = words.split()
    start = next((at for at, word in enumerate(said) if fold(word) not in NOT_A_NAME), 0)
    return " ".join(said[start:])


def _quoted(adopted: Document, matches: Sequence[Match], wording: Wording) -> Iterator[Finding]:
    """Report where text quoted from elsewhere was localised: a quotation must stay as it was."""
    cited = _cited(adopted)
    for substitution in _nouns(wording):
        for match in matches:
            for clause in match.adopted:
                text = clause.text if clause.id in cited else " ".join(QUOTED.findall(clause.text))
                if (
                    text
                    and not DECLARED.match(text)
                    and _put_in(substitution, text, match, wording)
                ):
                    yield _finding(
                        "LOC004", "medium", _in_quotation(substitution), clause, RESTORE, sure=False
                    )


RESTORE = "Restore the words of the source."


def _in_quotation(substitution: Substitution) -> str:
    return (
        f"Quoted text was changed: “{substitution.model}” became “{substitution.adopted}” "
        "inside the quotation."
    )


def _put_in(substitution: Substitution, text: str, match: Match, wording: Wording) -> bool:
    """Tell whether the school's noun took the place of the county's in this text."""
    before = [fold(token) for model in match.model for token in tokens(model.text)]
    after = _without_names(text, wording)
    old, new = [with_plurals(phrase(word)) for word in (substitution.model, substitution.adopted)]
    had = any(times(form, before) for form in old)
    return had and any(times(form, after) > times(form, before) for form in new)


@lru_cache(maxsize=1)
def _cited(document: Document) -> frozenset[str]:
    """Give the ids of clauses that quote a source: marked so, or after "the guidance states:"."""
    found = {clause.id for clause in document.clauses if clause.kind == "quote"}
    citing: Clause | None = None
    for clause in document.clauses:
        if citing is not None and _after(citing, clause, document):
            citing = None
        if citing is not None:
            found.add(clause.id)
        elif _cites(clause.text):
            citing = clause
    return frozenset(found)


def _cites(text: str) -> bool:
    found = SAYS.search(text)
    if not found:
        return False
    before = text[max(0, found.start() - SOURCE_REACH) : found.start()]
    return not found["says"] or SOURCE.search(before) is not None


def _after(citing: Clause, clause: Clause, document: Document) -> bool:
    """Tell a clause past the quotation: above it, or the next number of the policy's own."""
    if clause.level < citing.level or _of_one_form(citing, clause):
        return True
    section = next((c.label for c in document.clauses if c.id == citing.parent), None) or ""
    own = section.strip(". ") + "."
    return clause.level == citing.level and len(own) > 1 and (clause.label or "").startswith(own)


def _of_one_form(citing: Clause, clause: Clause) -> bool:
    """Tell the next number after the citing clause's own: "C3" after "C2"."""
    forms = [FORM.sub("1", (each.label or "").casefold()) for each in (citing, clause)]
    return citing.level == clause.level and forms[0] == forms[1] and "1" in forms[0]


def _unfilled(adopted: Document) -> Iterator[Finding]:
    """Report gaps that nobody filled in."""
    for clause in adopted.clauses:
        for place in find_places(clause.text):
            severity = "high" if states_adoption(clause.text) else "medium"
            left = clause.text[place.start : place.end]
            if EACH_TIME.search(left):
                continue
            message = f"A place to fill in was left as it was: “{left}”."
            advice = "Fill it in before the policy is adopted."
            yield _finding("LOC006", severity, message, clause, advice)


def _finding(
    code: str, severity: str, message: str, clause: Clause, advice: str, *, sure: bool = True
) -> Finding:
    quote = clause.text if len(clause.text) <= 200 else clause.text[:197] + "…"
    confidence = "confirmed" if sure else "probable"
    return Finding(code, severity, message, clause.id, clause.page, quote, advice, confidence)  # type: ignore[arg-type]
