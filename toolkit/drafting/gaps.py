"""Gaps that a model leaves in its text, "[insert school name]": what each asks for, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from toolkit.document import Place, Table
from toolkit.extract.markdown import read_markdown
from toolkit.extract.options import Options
from toolkit.language.gaps import GAP, find_places
from toolkit.language.grammar import article, match_case
from toolkit.library import ModelPolicy
from toolkit.numbering import read_label, split_label

_NOUNS = "school|academy|trust|federation|college|nursery|setting|pre-?school"
_POSTS = {
    "head": r"head ?teacher|head|principal|head of school|executive head ?teacher",
    "chair": r"chair(?: of (?:the )?(?:governors|governing (?:body|board)|trustees))?",
    "dsl": r"dsl|designated safeguarding lead|designated lead",
    "deputy_dsl": r"deputy dsl|deputy designated safeguarding lead",
    "dpo": r"dpo|data protection officer",
    "senco": r"senc?o|special educational needs co-?ordinator",
    "clerk": r"clerk(?: to (?:the )?govern\w+)?",
}
# What a gap asks for → the value that answers it. A pattern is of the gap's words without "insert".
_ASKED: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (rf"(?:{_NOUNS})(?: ?/ ?(?:{_NOUNS}))*(?:['’]?s)? name|names? of (?:\w+ )?(?:{_NOUNS})"
         r"(?: ?/ ?\w+)*|school", "school.name"),
        (rf"(?:{_NOUNS})(?: ?/ ?(?:{_NOUNS}))+|(?:{_NOUNS}) or (?:{_NOUNS})|noun", "school.noun"),
        *((rf"(?:names? of (?:the )?)?(?:{said})(?:['’]?s)?(?: names?)?", f"{post}.name")
          for post, said in _POSTS.items()),
        (r"(?:names? of (?:the )?)?(?:governing (?:body|board)|board of (?:governors|trustees)"
         r"|trust board)(?: ?/ ?.{3,30})?(?: name)?", "governing_body.name"),
        (r"(?:names? of (?:the )?)?(?:local )?(?:education )?(?:authority|la|lea|council"
         r"|county council)(?: name)?", "authority"),
        (r"(?:adoption|approval) date|date (?:of )?(?:adoption|adopted|approved|approval)",
         "adopted_on"),
        (r"(?:next )?review date|date of (?:next )?review", "review_on"),
        (r"(?:dfe|laestab) (?:number|no\.?)", "school.laestab"),
        (r"urn(?: number)?", "school.urn"),
        (r"(?:policy )?title|(?:title|name) of (?:the )?policy", "policy.title"),
    )
)  # fmt: skip
_ORDER = re.compile(
    r"^(?:please\s+)?(?:(?:insert|add|enter|type|give|state|specify|complete)\s+)?"
    r"(?:(?:the|your|our|full|in)\s+)*|\s+here$|\(s\)",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:the )?(?:date|month (?:and|/|&) year|month|term(?: and year)?|dd.mm.yy+)")
# One value for all that ask so little would fill "[number] weeks" and "[number] governors" alike.
_VAGUE = re.compile(
    r"(?:the )?(?:numbers?|names?|title|role|post|person|amount|sum|figure|percentage|time|dates?"
    r"|month|year|term|address|details|text|insert|enter|x+)",
)
# What the text before "[date]" says of it, the nearest word first.
_ACTS = re.compile(
    r"\b(?:(?P<review>review|renew|revis)|(?P<adopt>adopt|approv|ratif|agreed|effect|implement))",
    re.IGNORECASE,
)
REACH: Final = 90  # characters before a date in which its act is named
_DOTTED = re.compile(r"[a-z_]\w*(?:\.\w+)*")


@dataclass(frozen=True, slots=True)
class Filling:
    """`text[start:end]` is a gap; `value` fills it, None where nothing that is known does.

    `name` is the dotted name under which a value could be given.
    """

    start: int
    end: int
    name: str
    value: str | None


def gap_value(said: str, before: str = "") -> str:
    """Give the dotted name that a gap's own words stand for; `before` is the text before it.

    >>> gap_value("insert school name"), gap_value("Insert telephone number")
    ('school.name', 'telephone_number')
    >>> gap_value("date", "It will be reviewed by "), gap_value("date", "Trips on ")
    ('review_on', 'gap')
    """
    words = _words(said)
    if _DOTTED.fullmatch(said) and ("." in said or "_" in said):
        return said
    if _DATE.fullmatch(words) and (named := _dated_by(before)):
        return named
    if _VAGUE.fullmatch(words):
        return GAP
    for pattern, name in _ASKED:
        if pattern.fullmatch(words):
            return name
    return spelt(said)


def spelt(said: str) -> str:
    """Write a gap's own words as the name of a value: "Insert telephone number" is one."""
    words = re.sub(r"\W+", "_", _words(said)).strip("_")
    return GAP if not words.strip("x") else words


def _words(said: str) -> str:
    """Give a gap's words without the order to fill it in."""
    return " ".join(_ORDER.sub("", " ".join(said.split()).lower()).split()).strip(" :.")


def _dated_by(before: str) -> str | None:
    sentence = re.split(r"(?<=[.!?;])\s", before[-REACH:])[-1]
    acts = [match.lastgroup for match in _ACTS.finditer(sentence)]
    return {"review": "review_on", "adopt": "adopted_on"}[acts[-1] or ""] if acts else None


def is_tag(text: str, place: Place) -> bool:
    """Tell a place that the model marks for a value, `{{ head.name }}`, from a gap as printed."""
    return text.startswith("{{", place.start)


def left_open(model: ModelPolicy, values: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """List the gaps that nothing known fills: (where, as printed, the name of a value for it).

    The name is `gap` where a gap says too little of itself for a value. Of one that says nothing,
    the text about it is given.
    """
    found = []
    for where, text, places in _texts(model):
        for gap in fillings(text, places, values):
            if gap.value is None:
                printed = text[gap.start : gap.end]
                silent = not any(map(str.isalpha, printed.strip("Xx")))
                printed = text if silent else printed
                found.append((where, printed, gap.name))
    return tuple(found)


def _texts(model: ModelPolicy) -> Iterator[tuple[str, str, tuple[Place, ...]]]:
    """Give the texts of a model, each with its label or first words, and the places in it.

    A model's own tags are read as gaps too, so a Markdown file is read without them.
    """
    if not model.text:
        for clause in model.document.clauses:
            first = clause.text.partition(" | ")[0][:40]
            yield clause.label or first, clause.text, clause.places
        return
    plain = _TAG.sub("", model.text)
    for block in read_markdown(plain.encode(), model.name, Options()).blocks:
        rows = block.rows if isinstance(block, Table) else (((block,),),)
        for row in rows:
            label = row[0][0].label or split_label(row[0][0].text)[0] if row and row[0] else ""
            first = row[0][0].text[:40] if row and row[0] else "a table"
            where = label if read_label(label) else first
            texts = [each.text for cell in row for each in cell]
            yield from ((where, text, find_places(text)) for text in texts)


_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")


def fillings(text: str, places: Iterable[Place], values: Mapping[str, str]) -> tuple[Filling, ...]:
    """Say what fills each printed gap among the places of a text; tags are no gaps."""
    gaps = (place for place in places if not is_tag(text, place))
    return tuple(_filling(text, place, values) for place in gaps)


def _filling(text: str, place: Place, values: Mapping[str, str]) -> Filling:
    name = gap_value(place.name, text[: place.start])
    value = values.get(name)
    if value is None or name != "school.noun":
        return Filling(place.start, place.end, name, value)
    value = match_case(re.split(r"\W+", place.name)[0], value)
    led = re.search(r"\b[Aa]n? \Z", text[: place.start])
    if led is None:
        return Filling(place.start, place.end, name, value)
    first = match_case(led[0].strip(), article(value)) if led[0][0].isupper() else article(value)
    return Filling(led.start(), place.end, name, f"{first} {value}")
