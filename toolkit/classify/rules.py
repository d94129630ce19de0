"""The rules that say whether and why a change matters: an ordered table; all answers count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.classify.change import Change
from toolkit.classify.judges import (
    Judge,
    conditions,
    duties,
    meanings,
    names,
    steps,
    substance,
)
from toolkit.classify.judges.measures import measured, reference
from toolkit.classify.verdict import Reason

BECAME = "“{model}” became “{adopted}”"
SIDES = "(model “{model}”, school “{adopted}”)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A stable code, its sentence, the judge that answers, and what the answer means.

    A `material` rule makes the change material. A `reworded` rule is asked also of a text put
    another way throughout, where the words that the others go by say little. A `general` rule
    speaks only of words that no rule before it has quoted.
    """

    code: str
    sentence: str
    judge: Judge
    material: bool = True
    reworded: bool = False
    general: bool = False


RULES: tuple[Rule, ...] = (
    Rule(
        "NEG001",
        f"What was required or allowed is now forbidden, or the reverse: {BECAME}.",
        duties.turned,
        reworded=True,
    ),
    Rule("OBL001", f"The obligation is weaker: {BECAME}.", duties.weaker, reworded=True),
    Rule("OBL002", f"The obligation is stronger: {BECAME}.", duties.stronger, reworded=True),
    Rule("OBL003", "A duty of the model is gone: “{model}”.", duties.dropped),
    Rule("OBL004", "A duty was added: “{adopted}”.", duties.added),
    Rule("NEG002", f"A negation was added or removed {SIDES}.", meanings.negation, reworded=True),
    Rule("OPP001", f"A word was replaced by its opposite: {BECAME}.", substance.opposite),
    Rule("ACT001", f"Somebody else is named: {BECAME}.", meanings.actor, reworded=True),
    Rule(
        "ACT002",
        "Who does what to whom, or what is done with which, was turned round.",
        meanings.turned_round,
    ),
    Rule(
        "ORD001",
        "What is done first and what after was changed.",
        steps.order_of_steps,
        reworded=True,
    ),
    Rule("SCO001", "It no longer covers {model}.", meanings.party_dropped, reworded=True),
    Rule("SCO002", "It now also covers {adopted}.", meanings.party_added, reworded=True),
    Rule("SCO003", f"How far it reaches was changed {SIDES}.", meanings.reach, reworded=True),
    Rule(
        "NUM001",
        f"A period or deadline was changed {SIDES}.",
        measured("period", "deadline"),
        reworded=True,
    ),
    Rule(
        "NUM002", f"How often it happens was changed {SIDES}.", measured("frequency"), reworded=True
    ),
    Rule("NUM003", f"An age was changed {SIDES}.", measured("age"), reworded=True),
    Rule(
        "NUM004",
        f"A number or threshold was changed {SIDES}.",
        measured("number", "threshold"),
        reworded=True,
    ),
    Rule("NUM005", f"A date was changed {SIDES}.", measured("date", "day"), reworded=True),
    Rule(
        "EXC001",
        "An exception or condition was removed: “{model}”.",
        conditions.exception_removed,
        reworded=True,
    ),
    Rule(
        "EXC002",
        "An exception or condition was added: “{adopted}”.",
        conditions.exception_added,
        reworded=True,
    ),
    Rule(
        "CON001",
        "A consequence is no longer stated: “{model}”.",
        conditions.consequence_dropped,
        reworded=True,
    ),
    Rule(
        "CON002",
        "A consequence was added: “{adopted}”.",
        conditions.consequence_added,
        reworded=True,
    ),
    Rule(
        "NAM001",
        f"A named law, document, body or contact was changed: {BECAME}.",
        names.replaced,
        reworded=True,
    ),
    Rule(
        "NAM002",
        "A named law, document, body or contact is gone: “{model}”.",
        names.dropped,
        reworded=True,
    ),
    Rule("NAM003", "A named law, document, body or contact was added: “{adopted}”.", names.added),
    Rule("DEF001", f"A definition was changed {SIDES}.", names.definition, reworded=True),
    Rule(
        "SEN001",
        "A sentence of the model is gone: “{model}”",
        substance.sentence_deleted,
        reworded=True,
    ),
    Rule("SEN002", "A sentence was added: “{adopted}”", substance.sentence_added, reworded=True),
    Rule(
        "LST001",
        "Something listed in the model is gone: “{model}”.",
        substance.item_dropped,
        general=True,
    ),
    Rule(
        "LST002", "Something was added to a list: “{adopted}”.", substance.item_added, general=True
    ),
    Rule(
        "WRD001",
        "Words of substance were taken out: “{model}”.",
        substance.words_dropped,
        general=True,
    ),
    Rule(
        "WRD002",
        "Words of substance were put in: “{adopted}”.",
        substance.words_added,
        general=True,
    ),
    Rule(
        "WRD003",
        f"Words of substance were replaced: {BECAME}.",
        substance.words_replaced,
        general=True,
    ),
    Rule(
        "REF001",
        f"A reference to another clause was renumbered {SIDES}.",
        reference,
        material=False,
        reworded=True,
    ),
)
MATERIAL = frozenset(rule.code for rule in RULES if rule.material)


def reasons_for(change: Change) -> tuple[Reason, ...]:
    """Ask every rule that applies, in order."""
    found: list[Reason] = []
    for rule in RULES:
        if (change.hunks and (rule.reworded or not change.reworded)) or not rule.material:
            found.extend(_answers(rule, change, found))
    return tuple(dict.fromkeys(found))


def _answers(rule: Rule, change: Change, before: list[Reason]) -> Iterator[Reason]:
    for model, adopted in rule.judge(change):
        if not (rule.general and _quoted_before(model, adopted, before)):
            yield Reason(rule.code, _sentence(rule, model, adopted), model, adopted)


def _sentence(rule: Rule, model: str, adopted: str) -> str:
    """Fill in a rule's sentence; a side that says nothing is not quoted."""
    both = rule.sentence
    if not (model and adopted):
        one = " (in the model: “{model}”)" if model else " (in the school's: “{adopted}”)"
        both = both.replace(f" {SIDES}", one if model or adopted else "")
        both = both.replace(BECAME, "no longer “{model}”" if model else "now “{adopted}”")
    return both.format(model=model, adopted=adopted)


def _quoted_before(model: str, adopted: str, before: list[Reason]) -> bool:
    """Tell words that an earlier reason already lays before the officer."""
    said = " ".join((model, adopted)).casefold()
    for reason in before:
        quoted = [text.casefold() for text in (reason.model, reason.adopted) if text]
        if said.strip() in " ".join(quoted) or (all(text in said for text in quoted) and quoted):
            return True
    return False
