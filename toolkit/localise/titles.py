"""Titles of posts and bodies: those that schools are known to use, and a school's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from toolkit.align.sequence import runs
from toolkit.language.lexicon import NOUNS, RESERVED, listed
from toolkit.language.phrases import Found, Lookup, Phrase, by_first, find, name_of
from toolkit.language.roles import ROLES
from toolkit.language.words import KEPT, STOPWORDS
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


@lru_cache(maxsize=KEPT)
def titles_in(keys: Phrase) -> tuple[Found, ...]:
    """Find the titles of a text, whose names `MEANING` explains."""
    return tuple(find(keys, TITLES))


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs at one place of a clause: under marks (`left`, `right`), and as it stands.

    `head` is the word of both behind it, the "leader" of what is led, or `mark` the mark there.
    `gap` holds the word or two between it and the difference before it in the same clause.
    """

    left: Phrase
    right: Phrase
    before: Phrase
    after: Phrase
    head: Phrase = ()
    mark: str = ""
    gap: Phrase = ()


def differences(keyed: Keyed, known: Sequence[Substitution]) -> list[Difference]:
    """Find what the known substitutions leave to be explained, clause by clause."""
    table = wording_of(known, [s.adopted for s in known if s.kind == "school_name"])
    return [found for old, new in keyed for found in _of_pair(old, new, table)]


def _of_pair(old: Phrase, new: Phrase, table: Wording) -> Iterator[Difference]:
    sides = neutral(old, table), neutral(new, table)
    left, right = (tuple([key for key, _, _ in side]) for side in sides)
    last = -1
    for run in runs(left, right) if left != right else ():
        if not run.equal:
            hits = sides[0][run.i1 : run.i2], sides[1][run.j1 : run.j2]
            before, after = (
                text[of[0][1] : of[-1][2]] if of else ()
                for text, of in zip((old, new), hits, strict=True)
            )
            gap = left[last : run.i1] if 0 <= last >= run.i1 - LONGEST_BETWEEN else ()
            yield Difference(
                left[run.i1 : run.i2],
                right[run.j1 : run.j2],
                before,
                after,
                *_behind(left[run.i2 : run.i2 + 1]),
                gap,
            )
            last = run.i2


def _behind(keys: Phrase) -> tuple[Phrase, str]:
    """Tell the word behind a difference from a mark there."""
    marked = bool(keys) and keys[0][0] == MARK
    return ((), keys[0]) if marked else (keys, "")


def joined(differences: Sequence[Difference]) -> Iterator[Difference]:
    """Put together differences with the words of a title between them: "staff wellbeing lead"."""
    for first, second in pairwise(differences):
        if second.gap and all(map(_may_be_titled, second.gap)):
            yield replace(
                second,
                left=(*first.left, *second.gap, *second.left),
                right=(*first.right, *second.gap, *second.right),
                before=(*first.before, *second.gap, *second.before),
                after=(*first.after, *second.gap, *second.after),
            )


def _may_be_titled(word: str) -> bool:
    return word[0] != MARK and word.isalpha() and word not in STOPWORDS


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
        before, after = (Counter(hit.name for hit in titles_in(keys)) for keys in (old, new))
        kept.update({MEANING[name][1]: count for name, count in (before & after).items()})
    for keys in same:
        kept.update(MEANING[hit.name][1] for hit in titles_in(keys))
    return kept
