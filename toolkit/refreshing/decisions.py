"""The governors' answers: a TOML file that is written for them, filled in, and read again."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from toolkit.document import Clause, Document
from toolkit.errors import UsageError
from toolkit.merge import Decision, Merged
from toolkit.merge.decide import text_of

ANSWERS: Final = ("county", "school", "text")
FIRST_WORDS = 8  # By which a clause is named.
HEAD = """\
# Decisions for this year's policy. For each, write after `answer =` one of
#   "county"  the county's text stands (or the clause goes, where the county withdrew it)
#   "school"  the school's text stands (or the clause stays out, where the school left it out)
#   "text"    the words that you write after `text =` stand
# and run the same command again.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to decide: its clause, both texts, and the mark by which its answer is known.

    `county` or `school` is "" where that side leaves the clause out.
    """

    clause: str
    mark: str
    why: str
    county: str
    school: str
    answer: str = ""
    text: str = ""


Answers = Mapping[str, Question]
About = tuple[tuple[str, ...], tuple[str, ...]]  # ids of the school's and the county's clauses


def read_answers(text: str, name: str) -> dict[str, Question]:
    """Read the answers by their marks. Raises UsageError naming the entry and the remedy."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: not a TOML file ({error}); mend that line") from error
    entries = values.get("decision", [])
    if not isinstance(entries, list):
        raise UsageError(f"{name}: its decisions are to stand each under [[decision]]")
    found = [_answer(entry, name) for entry in entries]
    return {question.mark: question for question in found if question.answer}


def _answer(entry: object, name: str) -> Question:
    if not isinstance(entry, dict) or not isinstance(entry.get("mark"), str):
        raise UsageError(f"{name}: a decision has no mark; leave the lines as they were written")
    said = {key: str(entry.get(key, "")) for key in ("clause", "why", "county", "school", "text")}
    answer = str(entry.get("answer", "")).strip().lower()
    if answer and answer not in ANSWERS:
        raise UsageError(
            f"{name}: {said['clause']}: “{answer[:40]}” is no answer; write one of "
            f"{', '.join(ANSWERS)}"
        )
    if answer == "text" and not said["text"].strip():
        raise UsageError(f"{name}: {said['clause']}: write the words after text = as well")
    return Question(mark=entry["mark"], answer=answer, **said)


def write_questions(questions: Iterable[Question]) -> str:
    """Write the file to fill in; what has been answered keeps its answer."""
    parts = [HEAD]
    for question in questions:
        lines = [
            "[[decision]]",
            *(
                f"{key} = {_quoted(getattr(question, key))}"
                for key in ("clause", "why", "county", "school", "mark", "answer", "text")
            ),
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _quoted(text: str) -> str:
    """Write a TOML basic string: JSON's escapes are TOML's, save for the control DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


# --- which answer is meant for which decision ---------------------------------------------------


@dataclass(slots=True)
class Chooser:
    """Answers as they are applied: `asked` gathers every question, by what it is about."""

    answers: Answers
    local: Mapping[str, Clause]
    revised: Mapping[str, Clause]
    asked: dict[About, Question]


def chooser(answers: Answers, local: Document, revised: Document) -> Chooser:
    """Prepare the answers for one refresh of these documents."""
    return Chooser(
        answers, {c.id: c for c in local.clauses}, {c.id: c for c in revised.clauses}, {}
    )


def choose(decision: Decision, held: Chooser) -> Decision:
    """Let an answer settle what is open; keep the question where there is none."""
    if decision.outcome not in ("conflict", "reinstated"):
        return decision
    question = _question(decision, held)
    answer = held.answers.get(question.mark)
    if answer is not None:
        question = replace(question, answer=answer.answer, text=answer.text)
    held.asked[_about(decision)] = question
    return _settled(decision, question) if question.answer else decision


def _question(decision: Decision, held: Chooser) -> Question:
    ours = [held.local[c.id] for c in decision.group.local]
    theirs = [held.revised[c.id] for c in decision.group.revised]
    school, county = text_of(ours), text_of(theirs)
    mark = hashlib.sha256(f"{school}\x00{county}".encode()).hexdigest()[:12]
    first = (ours or theirs)[0]
    return Question(_name(first), mark, decision.reason, county, school)


def _about(decision: Decision) -> About:
    group = decision.group
    return tuple(c.id for c in group.local), tuple(c.id for c in group.revised)


def asked_of(held: Chooser, merged: Merged) -> tuple[Question, ...]:
    """Give the questions in the order, the words and the numbers of the new policy.

    The mark is that of both sides' own texts: an answer outlives a change of numbers.
    """
    stands = {id(kept.decision): kept.clause for kept in reversed(merged.kept)}
    found: list[Question] = []
    for decision in merged.decisions:
        question = held.asked.get(_about(decision))
        if question is not None:
            group = decision.group
            first = stands.get(id(decision)) or (*group.local, *group.revised)[0]
            county, school = text_of(group.revised), text_of(group.local)
            found.append(replace(question, clause=_name(first), county=county, school=school))
    return tuple(found)


def _name(clause: Clause) -> str:
    """Name a clause by its label and its first words."""
    words = clause.text.split()
    said = " ".join(words[:FIRST_WORDS]) + " …" * (len(words) > FIRST_WORDS)
    return f"{clause.label} “{said}”" if clause.label else f"“{said}”"


def _settled(decision: Decision, question: Question) -> Decision:
    group = decision.group
    if question.answer == "text":
        source = group.revised or group.local
        clauses = (replace(source[0], text=question.text),)
        side = "revised" if group.revised else "local"
        return Decision("merged", group, side, clauses, "The words that the governors chose.")  # type: ignore[arg-type]
    if question.answer == "county":
        outcome = "county" if group.revised else "dropped"
        reason = "The governors chose the county's text."
        return Decision(outcome, group, "revised", group.revised, reason)  # type: ignore[arg-type]
    outcome = "school" if group.local else "dropped"
    reason = "The governors chose to keep the school's text."
    if not group.local:
        reason = "The governors chose to leave this out."
    return Decision(outcome, group, "local", group.local, reason)  # type: ignore[arg-type]


def require_current(held: Chooser, name: str) -> None:
    """Raise UsageError that names an answer whose text has changed since it was given."""
    asked = {question.mark for question in held.asked.values()}
    stale = [answer for mark, answer in held.answers.items() if mark not in asked]
    if stale:
        names = "; ".join(answer.clause for answer in stale[:5])
        raise UsageError(
            f"{name}: the text of {names} has changed since it was decided on, so that answer is "
            "not used; take the entry out, and decide on the new text"
        )
