"""One match → its verdict: the lightest kind that explains the difference, then the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from toolkit.align import Match
from toolkit.classify import terms
from toolkit.classify.change import Change, as_printed, change_of
from toolkit.classify.labelling import joined, with_labels_alike
from toolkit.classify.obligation import obligations
from toolkit.classify.quantity import quantities
from toolkit.classify.rules import MATERIAL, reasons_for
from toolkit.classify.verdict import Reason, Verdict
from toolkit.document import Clause
from toolkit.language.gaps import places_of
from toolkit.language.phrases import find
from toolkit.language.words import fold, is_word, tokens
from toolkit.library import Adoption
from toolkit.localise.wording import Wording
from toolkit.textdiff import Edit, diff

Leads = Mapping[str, str]  # The adopted policy's texts by clause id.

LIGHTLY = "Only punctuation, capitals, spelling or a word of the same meaning differs."
SMALL_WORDS = (
    "The same words stand in another order or are said again, or only small words differ, or the "
    "word for pupils."
)
LONGEST_JUDGED = 3_000  # Words; the longest clause of a real policy has some 900.
NEAR = 3  # Words between somebody and what he or she will do.
# What will be done to somebody, which no statement of values says of a school's children.
BEFALLS = re.compile(
    r"\bwill\s+(?:not\s+|also\s+|always\s+|normally\s+|usually\s+|only\s+)*be\s+(?:asked|required|expected|"
    r"told|charged|sent|refused|removed|invoiced|billed|fined|reported|referred|contacted|informed|"
    r"confiscated|excluded|suspended|marked|recorded|deducted|withheld|cancelled|returned|searched|"
    r"destroyed|deleted|locked|escorted|turned\s+away|collected|checked|reviewed|held|kept|paid|"
    r"withdrawn|invited|considered|treated|made|issued|published|stored|monitored|logged)\b",
    re.I,
)
# What may be so, or may have been so, permits and forbids nothing.
UNSURE = re.compile(
    r"""\b (?: may | might | could ) (?: \s+ not )? (?: \s+ already )? \s+ have \s+
        (?: been | done | gone | seen | heard | had | left | lost | taken | made | \w+ed )\b
    | \b (?: if | when | whenever | where | because ) \s (?: [^\s,.;:]+ \s ){1,6}
        (?: cannot | can \s not )\b
    | \b (?: many | some | most | few | those ) \s (?: [^\s,.;:]+ \s ){1,7}
        (?: cannot | can \s not )\b
    | \b (?: may | might ) \s+ not (?: \s+ always )? \s+ (?: know | realise | understand
        | be \s+ (?: able (?: \s to )? | aware | possible | appropriate | suitable | obvious
        | enough | sufficient | necessary | available | visible | true | practicable )) \b""",
    re.I | re.X,
)
WITHIN = re.compile(r"\bwithin\b", re.I)


def judge(name: str, match: Match, wording: Wording, adoption: Adoption, leads: Leads) -> Verdict:
    """Judge one match."""
    if not match.adopted:
        return _missing(name, match, adoption)
    if not match.model:
        return _added(name, match, leads)
    return _compared(name, match, wording, adoption)


def _missing(name: str, match: Match, adoption: Adoption) -> Verdict:
    reasons, material = _absence(match.model, adoption)
    return Verdict(
        name, match, "missing", material, reasons=reasons, edits=diff(joined(match.model), "")
    )


def _absence(model: Sequence[Clause], adoption: Adoption) -> tuple[tuple[Reason, ...], bool]:
    text = joined(model)
    permissions = {clause.permission for clause in model}
    if permissions == {"optional"}:
        return (
            Reason("PER001", "The model marks this clause as optional: it may be left out.", text),
        ), False
    if permissions == {"local"}:
        return (
            Reason(
                "PER002",
                "The model leaves this place to the school: nothing is required here.",
                text,
            ),
        ), False
    if all(clause.kind == "heading" for clause in model):
        return (
            Reason("MIS002", "The heading is gone; what stood under it is judged by itself.", text),
        ), False
    return (
        Reason("MIS001", "The adopted policy has nothing that says this.", text),
        *_regime(adoption),
    ), True


def _regime(adoption: Adoption) -> tuple[Reason, ...]:
    """Say what the model's terms of adoption ask of a change outside its marked places."""
    if adoption == "verbatim":
        return (
            Reason(
                "PER003",
                "This model is adopted as it stands: a change needs the authority's agreement.",
            ),
        )
    if adoption == "marked-places":
        return (
            Reason(
                "PER004",
                "This is outside the model's marked places: the change needs consultation first.",
            ),
        )
    return ()


def _added(name: str, match: Match, leads: Leads) -> Verdict:
    text = joined(match.adopted)
    material = any(clause.kind != "heading" and _bound(clause, leads) for clause in match.adopted)
    code = "ADD001" if material else "ADD002"
    message = (
        "The school added text that obliges, permits or forbids something."
        if material
        else "The school added text that puts no duty on anybody."
    )
    return Verdict(
        name,
        match,
        "added",
        material,
        reasons=(Reason(code, message, "", text),),
        edits=diff("", text),
    )


def _bound(clause: Clause, leads: Leads) -> bool:
    """Tell a clause that binds somebody, by itself or as an item of "Staff must:"."""
    lead = leads.get(clause.parent or "", "").rstrip(" -–—")
    return _binds(clause.text) or (lead.endswith(":") and bool(obligations(lead)))


def _binds(text: str) -> bool:
    """Tell text that lays down a duty, a permission, a prohibition or a consequence."""
    text = UNSURE.sub(" ", text)
    keys = [fold(token) for token in tokens(text) if is_word(token)]
    firm = any(duty.text.casefold() not in ("will", "can", "could") for duty in obligations(text))
    consequence = bool(find(keys, terms.CONSEQUENCE)) or BEFALLS.search(text) is not None
    return firm or consequence or _timed(text) or _promises(keys)


def _timed(text: str) -> bool:
    """Tell "reports it on the same day": what has a deadline is somebody's duty."""
    kinds = {quantity.kind for quantity in quantities(text)}
    return "deadline" in kinds or bool("period" in kinds and WITHIN.search(text))


def _promises(keys: Sequence[str]) -> bool:
    """Tell "the headteacher will report" from "every child will thrive"."""
    parties = [hit for hit in find(keys, terms.PARTY) if hit.name != "pupils"]
    return any("will" in keys[hit.end : hit.end + NEAR] for hit in parties)


def _compared(name: str, match: Match, wording: Wording, adoption: Adoption) -> Verdict:
    old, new = joined(match.model), joined(match.adopted)
    edits = diff(old, new)
    if old == new:
        return Verdict(name, match, "unchanged", edits=edits)
    alike = with_labels_alike(match)
    if _same_but_for_space(alike):
        return Verdict(name, match, "unchanged", edits=edits)
    change = change_of(alike, wording)
    if as_printed(change):
        return _filled(name, match, edits)
    if not change.hunks:
        reasons = reasons_for(change) or (Reason("EDT001", LIGHTLY),)
        return Verdict(name, match, "editorial", reasons=reasons, edits=edits)
    return _modified(name, match, change, adoption, edits)


def _filled(name: str, match: Match, edits: tuple[Edit, ...]) -> Verdict:
    """Judge a match in which only substitutions and marked places differ."""
    if not _has_places(match):
        return Verdict(name, match, "localised", edits=edits)
    reason = Reason("PER005", "Only what the model invites the school to fill in was changed.")
    return Verdict(name, match, "localised", marked_place=True, reasons=(reason,), edits=edits)


def _same_but_for_space(match: Match) -> bool:
    return _spaced_once(joined(match.model)) == _spaced_once(joined(match.adopted))


def _spaced_once(text: str) -> str:
    return " ".join(text.replace("\u00ad", " ").replace("\u200b", " ").split())


def _has_places(match: Match) -> bool:
    return any(places_of(clause) for clause in match.model)


def _modified(
    name: str, match: Match, change: Change, adoption: Adoption, edits: tuple[Edit, ...]
) -> Verdict:
    if {clause.permission for clause in match.model} == {"local"}:
        reason = Reason(
            "PER002", "The model leaves this place to the school: any wording is permitted."
        )
        return Verdict(name, match, "localised", marked_place=True, reasons=(reason,), edits=edits)
    headings = all(clause.kind == "heading" for clause in (*match.model, *match.adopted))
    if headings and change.substance:
        reason = Reason(
            "HDG001", "The heading was reworded; what stands under it is judged by itself."
        )
        return Verdict(name, match, "modified", reasons=(reason,), edits=edits)
    if max(len(change.old), len(change.new)) > LONGEST_JUDGED:
        reason = Reason("WRD020", "The text is too long to judge word by word: please read it.")
        return Verdict(name, match, "modified", True, reasons=(reason,), edits=edits)
    reasons = reasons_for(change)
    material = any(reason.code in MATERIAL for reason in reasons)
    if material:
        return Verdict(
            name, match, "modified", True, reasons=(*reasons, *_regime(adoption)), edits=edits
        )
    if not change.substance:
        reason = Reason("EDT002", SMALL_WORDS)
        return Verdict(name, match, "editorial", reasons=(*reasons, reason), edits=edits)
    judged = Reason(
        "WRD010", "Reworded: the same people, duties, numbers, exceptions and names are stated."
    )
    return Verdict(
        name, match, "modified", reasons=(*reasons, judged, *_regime(adoption)), edits=edits
    )
