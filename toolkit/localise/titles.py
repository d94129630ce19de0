"""Titles of posts and bodies: those that schools are known to use, and a school's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.align.sequence import runs
from toolkit.language.lexicon import NOUNS, RESERVED, ROLES, listed
from toolkit.language.phrases import Lookup, Phrase, by_first, find, name_of
from toolkit.language.words import STOPWORDS
from toolkit.localise.wording import (
    MARK,
    Substitution,
    SubstitutionKind,
    Wording,
    neutral,
    plurals,
    wording_of,
    words_in,
)

Group = tuple[SubstitutionKind, str]
Neutral = list[tuple[str, int, int]]
Keyed = Sequence[tuple[Phrase, Phrase]]

# What a title of the role begins or ends with where no list has it: "federation board", "head of
# campus". What was put for it now and then may be another post: it must be seen throughout.
TITLE_WORDS: dict[str, frozenset[str]] = {
    "head": listed("principal head headteacher headmaster headmistress manager leader executive"),
    "governing body": listed("board trustees directors corporation governors members councillors"),
    "governor": listed("member members trustee trustees director directors councillor councillors"),
    "chair": listed("chair chairman chairwoman chairperson convener"),
}
OF_MEMBERS = ("governor", "governing body")  # "governors" may become plain "members".
LOOSE = listed("manager leader member members")  # Titles only of a school: "nursery manager".
PEOPLE = ("pupil", "parent", "employee")  # Whom a school calls by a name of its own: no post.
LONGEST_TITLE = 4
LONGEST_BETWEEN = 2  # Words that stay within a title of which the rest was put another way.
OFTEN = 2  # Times that a title of the school's own must be seen.


def _titles() -> tuple[Lookup, dict[str, tuple[Group, str]]]:
    """Give all wordings of nouns and roles in one table, and what each stands for."""
    table: dict[Phrase, str] = {}
    meaning: dict[str, tuple[Group, str]] = {}
    groups: dict[str, tuple[SubstitutionKind, tuple[str, ...]]] = {"noun": ("noun", NOUNS)}
    for role, titles in ROLES.items():
        groups[role] = (_kind(role), titles)
    for group, (kind, titles) in groups.items():
        for title in titles:
            name = f"{group}/{title}"
            meaning[name] = ((kind, group), title)
            phrase = words_in(title)
            table.update({form: name for form in (phrase, *plurals(phrase)) if form not in table})
    return by_first(table), meaning


def _kind(role: str) -> SubstitutionKind:
    if role in PEOPLE:
        return "noun"
    return "authority" if role == "authority" else "post"


TITLES, MEANING = _titles()


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs at one place of a clause: under marks (`left`, `right`), and as it stands.

    `head` is the word of both behind it, the "leader" of what is led, or `mark` the mark there.
    """

    left: Phrase
    right: Phrase
    before: Phrase
    after: Phrase
    head: Phrase = ()
    mark: str = ""


Span = tuple[int, int, int, int]  # Of runs: from and to on the left, from and to on the right.


def differences(keyed: Keyed, known: Sequence[Substitution]) -> list[Difference]:
    """Find what the known substitutions leave to be explained, clause by clause."""
    table = wording_of(known)
    return [found for old, new in keyed for found in _of_pair(old, new, table)]


def _of_pair(old: Phrase, new: Phrase, table: Wording) -> Iterator[Difference]:
    sides = neutral(old, table), neutral(new, table)
    left, right = (tuple([key for key, _, _ in side]) for side in sides)
    for run in runs(left, right) if left != right else ():
        if not run.equal:
            yield _difference((old, new), sides, (run.i1, run.i2, run.j1, run.j2))


def joined(keyed: Keyed, known: Sequence[Substitution]) -> Iterator[Difference]:
    """Find differences with the words of a title between them: "staff wellbeing lead"."""
    table = wording_of(known)
    for old, new in keyed:
        sides = neutral(old, table), neutral(new, table)
        keys = [key for key, _, _ in sides[0]]
        found = [run for run in runs(keys, [key for key, _, _ in sides[1]]) if not run.equal]
        for first, second in pairwise(found):
            between = keys[first.i2 : second.i1]
            if len(between) <= LONGEST_BETWEEN and all(map(_may_be_titled, between)):
                yield _difference((old, new), sides, (first.i1, second.i2, first.j1, second.j2))


def _may_be_titled(word: str) -> bool:
    return word[0] != MARK and word.isalpha() and word not in STOPWORDS


def _difference(
    texts: tuple[Phrase, Phrase], sides: tuple[Neutral, Neutral], at: Span
) -> Difference:
    """Give what stands at a span of runs on both sides, and what both have behind it."""
    hits = sides[0][at[0] : at[1]], sides[1][at[2] : at[3]]
    left, right = (tuple([key for key, _, _ in side]) for side in hits)
    before, after = (
        text[of[0][1] : of[-1][2]] if of else () for text, of in zip(texts, hits, strict=True)
    )
    behind = sides[0][at[1]][0] if at[1] < len(sides[0]) else ""
    marked = behind[:1] == MARK
    head = (behind,) if behind and not marked else ()
    return Difference(left, right, before, after, head, behind if marked else "")


def new_titles(
    keyed: Keyed,
    same: Sequence[Phrase],
    differences: Sequence[Difference],
    known: Sequence[Substitution],
) -> list[Substitution]:
    """Learn titles that no list has, where they took a known title's place throughout.

    Once is enough for the members of a body that is `known` to have another name.
    """
    swapped: Counter[tuple[str, str]] = Counter()
    for difference in differences:
        swapped.update(_title_pair(raw(difference.before), raw(difference.after)))
    kept = _kept(keyed, same) if swapped else Counter()
    least = {"governors": 1} if _has_members(known) else {}
    return [
        Substitution("post", left, right, count)
        for (left, right), count in swapped.items()
        if count >= least.get(left, OFTEN) and count >= kept[left]
    ]


def _has_members(known: Sequence[Substitution]) -> bool:
    """Tell a school whose governing body goes by another name; a trust's members are others."""
    bodies = [s.adopted for s in known if title_of(words_in(s.adopted))[0] == "governing body"]
    return any("trust" not in body for body in bodies)


def raw(said: Phrase) -> Phrase:
    """Leave out the small words at either end."""
    words = list(said)
    while words and words[0] in STOPWORDS:
        words.pop(0)
    while words and words[-1] in STOPWORDS:
        words.pop()
    return tuple(words)


def _title_pair(left: Phrase, right: Phrase) -> Iterator[tuple[str, str]]:
    role, title = title_of(left)
    if not right or not _may_title(role, right):
        return
    yield title, bare(right, left, title)


def bare(words: Phrase, beside: Phrase, title: str) -> str:
    """Take the ending of a plural or possessive off words that stand `beside` a title with one."""
    inflected = beside[-1].endswith("s") and not title.endswith("s")
    last = words[-1].removesuffix("s") if inflected else words[-1]
    return " ".join((*words[:-1], last))


def title_of(words: Phrase) -> tuple[str, str]:
    """Give the role and the title that words are, or nothing."""
    name = name_of(words, TITLES)
    if not name:
        return "", ""
    (_, role), title = MEANING[name]
    return role, title


def _may_title(role: str, words: Phrase) -> bool:
    """Tell a title of this role that no list has from somebody else's."""
    said = TITLE_WORDS.get(role, frozenset())
    listed_titles = [hit for hit in find(words, TITLES) if not hit.name.startswith("noun/")]
    if len(words) > LONGEST_TITLE or not {words[0], words[-1]} & said or listed_titles:
        return False
    others = [word for word in words if word not in said and word not in STOPWORDS]
    loose = {words[0], words[-1]} & said <= LOOSE
    of_school = all(word in NOUNS for word in others) and (bool(others) or role in OF_MEMBERS)
    return of_school if loose else not any(word in RESERVED for word in others)


def _kept(keyed: Keyed, same: Sequence[Phrase]) -> Counter[str]:
    """Count how often the known titles stayed as they were."""
    kept: Counter[str] = Counter()
    for old, new in keyed:
        before, after = (Counter(hit.name for hit in find(keys, TITLES)) for keys in (old, new))
        kept.update({MEANING[name][1]: count for name, count in (before & after).items()})
    for keys in same:
        kept.update(MEANING[hit.name][1] for hit in find(keys, TITLES))
    return kept
