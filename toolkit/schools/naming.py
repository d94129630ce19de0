"""Schools' names as words: one spelling each, what tells one school from another, what agrees."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.language.kinds import KIND_WORDS, MORE_KINDS
from toolkit.language.lexicon import listed
from toolkit.schools.lookup import normalised
from toolkit.schools.school import School

Name = tuple[str, ...]

# Ways of writing one thing in a school's name, longest first.
SAME = (
    (("church", "of", "england"), "ce"),
    (("c", "of", "e"), "ce"),
    (("cofe",), "ce"),
    (("c", "e"), "ce"),
    (("roman", "catholic"), "rc"),
    (("catholic",), "rc"),
    (("r", "c"), "rc"),
    (("voluntary", "aided"), "va"),
    (("v", "a"), "va"),
    (("voluntary", "controlled"), "vc"),
    (("v", "c"), "vc"),
    (("jnr",), "junior"),
    (("inf",), "infant"),
    (("infants",), "infant"),
    (("juniors",), "junior"),
    (("pri",), "primary"),
    (("sch",), "school"),
    (("federation", "of"), "federation"),
)
SPELLINGS = {
    first: [(written, word) for written, word in SAME if written[0] == first]
    for first in {written[0] for written, _ in SAME}
}
# Words that many schools' names share, so that they tell no school from another.
GENERIC = (
    KIND_WORDS
    | MORE_KINDS
    | listed(
        """
    upper lower comprehensive pre preparatory sixth form ce rc va vc centre and of at in for a c v
    policy learning boys girls
    """
    )
)
SECONDARY = frozenset({"secondary", "high", "upper", "grammar", "comprehensive"})
# Of each of these kinds a school is one, as a rule: another word of the kind is another school's.
KINDS = tuple(
    listed(words)
    for words in ("nursery infant junior primary middle secondary high", "ce rc", "boys girls")
)
# A school's legal form changes, and is left out as often as not. A first school is told by its
# word, but "first draft" and "first aid" stand in any school's file names.
UNTELLING = GENERIC.difference(*KINDS, {"first"})
# Words of policies' file names: a school called only by one of them is not told by it.
COMMON = listed(
    """
    acceptable adopted code confidential conduct copy data draft final general governors head
    media model networking new park policy reporting safeguarding signed social staff the use
    """
)
NEVER = -1
SHORTEST_CORE = 4  # letters: "Oak" would be found in any file name about oak trees


def names_of(school: School) -> list[str]:
    """Return all that it is called; a place put after a comma is often left out."""
    called = [school.name, *filter(None, [school.short_name]), *school.aliases]
    return list(dict.fromkeys([*called, *(name.partition(",")[0] for name in called)]))


def tokens(name: str) -> Name:
    """Fold a text into words, one spelling each, saints without their genitive.

    >>> tokens("St. Mary's C of E Infants") == tokens("Saint Mary Church of England Infant")
    True
    """
    words = _spelled(name)
    before = ("", *words)
    return tuple(
        word.rstrip("s") if saint == "st" else word
        for saint, word in zip(before, words, strict=False)
    )


def _spelled(name: str) -> Name:
    """Fold a text into words, one spelling each."""
    words = normalised(name).split()
    folded: list[str] = []
    at = 0
    while at < len(words):
        written, word = _spelling(words, at)
        folded.append(word)
        at += len(written)
    return tuple(folded)


def run_together(name: str) -> frozenset[str]:
    """Write a name without its spaces, as printed and in one spelling."""
    return frozenset({"".join(normalised(name).split()), "".join(_spelled(name))})


def _spelling(words: Sequence[str], at: int) -> tuple[Name, str]:
    """Return the words written here that are one word of a name, and that word."""
    for written, word in SPELLINGS.get(words[at], ()):
        if tuple(words[at : at + len(written)]) == written:
            return written, word
    return (words[at],), words[at]


def core_of(name: Name) -> Name:
    """Leave out the words that all schools share."""
    return tuple(word for word in name if word not in GENERIC)


def is_telling(core: Name) -> bool:
    """Tell what is left of a name that would be found by chance."""
    return sum(map(len, core)) >= SHORTEST_CORE and not COMMON.issuperset(core)


def fitting(words: Name, called: tuple[School, ...]) -> tuple[School, ...]:
    """Narrow namesakes down: no "RC" for "CE", and of the rest those with most of the words."""
    have = set(words)
    shared = [(_shared(school, have), school) for school in called]
    most = max((count for count, _ in shared), default=NEVER)
    return tuple(school for count, school in shared if count == most != NEVER)


def _shared(school: School, words: set[str]) -> int:
    """Count the telling words that a name of the school shares; `NEVER` where it is another's."""
    telling = words - UNTELLING
    names = [set(tokens(name)) for name in names_of(school)]
    counts = [len(telling & name) for name in names if not _contradicts(name, words)]
    return max(counts, default=NEVER)


def _contradicts(name: set[str], words: set[str]) -> bool:
    pairs = ((kind & _phases(name), kind & _phases(words)) for kind in KINDS)
    return any(one and other and not one & other for one, other in pairs)


def _phases(words: set[str]) -> set[str]:
    """Add that a junior and infant school is a primary school, a high school a secondary one."""
    primary = {"primary"} if {"junior", "infant"} <= words else set()
    return words | primary | ({"secondary", "high"} if words & SECONDARY else set())
