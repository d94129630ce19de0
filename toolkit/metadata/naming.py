"""What the policy and its school are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from toolkit.metadata.school_lines import SEPARATOR, own_name, schools_in
from toolkit.metadata.sentences import ADOPTED_BY, BY_SCHOOL, BY_WHOM
from toolkit.structure import Field
from toolkit.structure.dates import read_date
from toolkit.structure.identity import is_school, is_title
from toolkit.structure.labels import FieldName, is_unfilled

# The end of a title that dates it: "(JAN 2018)", "– 3rd Edition June 2015", "May 2020".
EDITION = re.compile(
    r"""[(\[] \s* (?: version | edition | issued? | dated | updated | revised )? \s*
            [^()\[\]]{4,30} [)\]] \s* $
        | [\s,–-]* (?: \d+ (?: st | nd | rd | th ) \s+ )? (?: edition | version | dated | issued )
            [\s:,]* (?: \w+ \s+ )? \d{4} \s* $
        | [\s,–-]* \b (?: jan | feb | mar | apr | may | jun | jul | aug | sep | oct | nov
            | dec ) [a-z]*
            \s+ \d{4} \s* $
        | (?<! \d ) \s* [-–,] \s* \d{4} \s* $""",
    re.VERBOSE | re.IGNORECASE,
)


_TERM = re.compile(r"\s+ (?: spring | summer | autumn ) (?: \s+ term )? \s+ \d{4} \s* $",
    re.VERBOSE | re.IGNORECASE)  # fmt: skip
_COLLECTIVE = re.compile(r"(?:trust|partnership)$")  # a school of it is meant before it


def school_of(facts: list[Field], sentences: list[str], running: list[str]) -> str | None:
    """Weigh what names the school; the best-supported name in its best-supported form wins.

    A school is named before the trust that it belongs to.
    """
    votes, forms = Counter[str](), dict[str, Counter[str]]()
    for weight, name in _school_names(facts, sentences, running):
        plain = tidy(name)
        core = re.sub(r"\W+|^the\s", "", plain.lower().removeprefix("the "))
        if not core:
            continue
        votes[core] += weight
        mixed = 0 if plain.isupper() else weight
        forms.setdefault(core, Counter())[plain] += mixed + (1 if plain[:1].isupper() else 0)
    if not votes:
        return None
    core = max(votes, key=lambda name: (votes[name], not _COLLECTIVE.search(name)))
    return forms[core].most_common(1)[0][0]


# A line that names a school outweighs one that names it among other things.
_WEIGHTS: Final[Mapping[FieldName, int]] = {
    "school": 3,
    "title": 2,
    "other": 2,
    "dated": 2,
    "model_source": 2,
}


def _school_names(
    facts: list[Field], sentences: list[str], running: list[str]
) -> Iterator[tuple[int, str]]:
    for fact in facts:
        if fact.name == "school" and fact.label:
            yield 8, own_name(fact.value)
        elif fact.source != "look" and not fact.label and fact.name in _WEIGHTS:
            yield from ((_WEIGHTS[fact.name], name) for name in schools_in(fact.value))
    for text in running:
        yield from ((3, name) for name in schools_in(text))
    for sentence in sentences:
        for named in BY_SCHOOL.finditer(sentence):
            name = _TERM.sub("", named["school"])
            if is_school(name):
                yield 4, name
        match = ADOPTED_BY.search(sentence) or BY_WHOM.match(sentence)
        if match and match["school"] and not is_unfilled(match["school"]):
            name = re.sub(r"^the\s+", "", match["school"].strip(" ,"))
            if _looks_named(name):
                yield 4, name


def _looks_named(name: str) -> bool:
    words = [word for word in name.split() if word[:1].isalpha()]
    return (
        1 < len(words) <= 10
        and words[0][0].isupper()
        and not name.lower().startswith(("this ", "our "))
    )


def tidy(name: str) -> str:
    """Take the punctuation off both ends, and needless space."""
    return " ".join(name.strip(" .,;:–—-'’‘\"“”*").split())


def title_of(
    facts: list[Field], running: list[str], school: str | None, own: str | None
) -> str | None:
    """Take the stated title, else the cover's, a running line's, the file's own, or a look's."""
    titles = [fact for fact in facts if fact.name == "title"]
    stated = [fact.value for fact in titles if fact.label]
    cover = [fact.value for fact in titles if not fact.label and fact.source != "look"]
    shown = [fact.value for fact in titles if fact.source == "look"]
    if cover and all(map(_GENERAL.fullmatch, cover)):
        shown = [fact.value for fact in facts if fact.name == "school" and fact.source == "look"]
    found = (
        *stated,
        *cover,
        *_running_titles(running),
        *([own] if own and is_title(own) else []),
        *shown,
    )
    for value in sorted(found, key=lambda value: bool(_GENERAL.fullmatch(value))):
        plain = tidy(without_edition(_without_school(_GAP.sub("", value), school)))
        if plain:
            return plain
    return None


# "Model Policy for Schools (2024)": the title of any; what the policy is on stands elsewhere.
_GENERAL = re.compile(
    r"""(?: (?: model | county | council | la | whole | draft | school s? | academ (?: y | ies )
        | trust | staff | polic (?: y | ies ) | procedures? | document | template | for | the | of
        | and | all | & | in | maintained | january | february | march | april | may | june | july
        | august | september | october | november | december | version | edition | autumn | spring
        | summer | term | v? [\d./–-]+ ) \b [\s,.:()–-]* )+""",
    re.VERBOSE | re.IGNORECASE,
)
_GAP = re.compile(  # "[Name of school] Pay Policy"
    r"""[\[<{(] [^\[\]<>{}()]{0,40} \b (?: school | academy | trust | setting | nursery ) \b
        [^\[\]<>{}()]{0,40} [\]>})] (?: [’']s )? \s*""",
    re.VERBOSE | re.IGNORECASE,
)


def _running_titles(running: list[str]) -> Iterator[str]:
    for text in running:
        for part in re.split(SEPARATOR, re.sub(r"\bPage\b.*$", "", text), flags=re.VERBOSE):
            if is_title(part):
                yield part


_JOINED = re.compile(r"\s+ (?: for | of | at ) (?: \s+ the )? \s* $", re.VERBOSE | re.IGNORECASE)


def _without_school(title: str, school: str | None) -> str:
    """Take the school's name off a title, and the dash that joined them."""
    if not school or not (
        match := re.search(re.escape(school) + r"(?:[’']s?)?", title, re.IGNORECASE)
    ):
        return title
    rest = _JOINED.sub("", title[: match.start()]) + title[match.end() :]
    rest = rest.strip(" –—-:|,.")
    return rest if len(rest.split()) >= 1 and is_title(rest) else title


def without_edition(title: str) -> str:
    """Take the edition off the end of a title."""
    match = EDITION.search(title)
    return title[: match.start()] if match and read_date(match[0]) else title
