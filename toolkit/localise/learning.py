"""Learn from all matched clauses together what a school put for the county's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.align import Match
from toolkit.document import Document
from toolkit.language.grammar import fixed
from toolkit.language.lexicon import NOUNS, RESERVED, listed
from toolkit.language.parties import PARTY
from toolkit.language.phrases import Found, Phrase, find, times
from toolkit.language.words import KEPT, STOPWORDS
from toolkit.localise.county import county_names
from toolkit.localise.joint import joint_titles
from toolkit.localise.names import all_names, named_for_noun, school_names
from toolkit.localise.posts import longer_titles, new_posts
from toolkit.localise.titles import (
    MEANING,
    TITLES,
    Difference,
    Keyed,
    differences,
    joined,
    new_titles,
    titles_in,
)
from toolkit.localise.wording import (
    AGES,
    MARK,
    Substitution,
    SubstitutionKind,
    Wording,
    blanked,
    dates_in,
    marked,
    states_adoption,
    wording_of,
    words_in,
)

Pair = tuple[str, str]
Group = tuple[SubstitutionKind, str]

ROLE_SHARE = 0.5  # A post renamed in fewer than half of its places is a change, not a custom.
# Nouns, and what the head is called, are changed more carelessly: what was left becomes a finding.
NOUN_SHARE = 0.3
RANKED = listed(
    "executive acting deputy assistant associate vice co-head co-headteacher co-principal"
)
# "Parents" for "parents and carers" once is somebody left out; throughout, it is a custom.
LEAST_SEEN = {"parent": 3, "employee": 2}
NOUN_COUNT = 3  # A noun outside the list must be put for the county's this often.
OTHER_COUNT = 3  # A renaming outside the known groups must be seen this often, and always.
LONGEST_RENAMING = 5  # Words in either side of one.
LONGEST_LEAD = 8  # Words.
BODIES = ("bodies", "boards")  # A school has one: several are those of all schools.
COUNCILS = ("council", "county", "borough")  # which others form, or which a name stands before
MIN_SIMILARITY = 0.35  # Pairs less alike than this teach nothing.


class Texts(NamedTuple):
    """What is learnt from: the texts that differ, as printed and folded, and those kept.

    `keyed` has the school's name under its mark.
    """

    changed: Sequence[Pair]
    keyed: Keyed
    same: Sequence[Phrase]
    documents: tuple[Document, Document]


def learn(model: Document, adopted: Document, matches: Sequence[Match]) -> Wording:
    """Learn from all clauses together what the school calls itself, its posts and its bodies."""
    pairs = [_texts(m) for m in matches if m.similarity >= MIN_SIMILARITY or _leads(m)]
    found = school_names(model, adopted, pairs)
    texts, joint = _read(pairs, (model, adopted), found)
    found += [*joint, *_renamed(texts.keyed, texts.same), *_dates(texts.changed)]
    left = differences(texts.keyed, found)
    for stage in (_own_nouns, _titles, _longer, _own_name):
        if more := stage(texts, left, found):
            found += more
            left = differences(texts.keyed, found)
    found += _others(texts.keyed, texts.same, left)
    return wording_of(found, all_names(model, adopted, found))


def _read(
    pairs: Sequence[Pair], documents: tuple[Document, Document], names: Sequence[Substitution]
) -> tuple[Texts, list[Substitution]]:
    """Fold the texts, and find first the titles that stand together in them."""
    changed = [(old, new) for old, new in pairs if old != new]
    named = wording_of((), all_names(*documents, names))
    keyed = [(_keys(old, named), _keys(new, named)) for old, new in changed]
    same = [words_in(old) for old, new in pairs if old == new] if keyed else []
    if joint := joint_titles(keyed, same, [new for _, new in changed]):
        table = wording_of(joint)
        keyed = [(marked(old, table), marked(new, table)) for old, new in keyed]
    return Texts(changed, keyed, same, documents), joint


def _titles(
    texts: Texts, left: Sequence[Difference], found: Sequence[Substitution]
) -> list[Substitution]:
    """Learn titles that no list has: of posts, bodies and the authority."""
    printed = [text for pair in texts.changed for text in pair]
    titles = new_titles(texts.keyed, texts.same, left, found)
    titles += county_names(left, printed, texts.documents)
    known = {substitution.model for substitution in titles}
    posts = new_posts(
        [*left, *joined(left)], [old for old, _ in texts.keyed], texts.same, printed[1::2]
    )
    return [*titles, *(post for post in posts if post.model not in known)]


def _longer(
    _: Texts, left: Sequence[Difference], found: Sequence[Substitution]
) -> list[Substitution]:
    return longer_titles(left, found)


def _own_name(
    texts: Texts, left: Sequence[Difference], found: Sequence[Substitution]
) -> list[Substitution]:
    known = all_names(*texts.documents, found)
    return named_for_noun(left, known, [new for _, new in texts.changed])


def _leads(match: Match) -> bool:
    """Tell "The play leader will:" for "The manager will:", whose items were known for the same."""
    texts = [[clause.text for clause in side] for side in (match.model, match.adopted)]
    if [len(side) for side in texts] != [1, 1]:
        return False
    ends = [side[0].split()[-1] for side in texts if len(side[0].split()) <= LONGEST_LEAD]
    return len(ends) == 2 and ends[0] == ends[1] and ends[0].endswith(":")


def _keys(text: str, named: Wording) -> Phrase:
    """Fold the words of a text, the school's names under their mark."""
    return marked(words_in(text), named) if named.names else words_in(text)


def _texts(match: Match) -> Pair:
    old, new = (
        " ".join(blanked(clause) for clause in side) for side in (match.model, match.adopted)
    )
    return old, new


# ------------------------------------------------------------------------------ nouns and posts


def _renamed(keyed: Keyed, same: Sequence[Phrase]) -> list[Substitution]:
    """Count how often each wording gave way to another of its group, and how often it stayed."""
    exchanged: list[tuple[Counter[str], Counter[str]]] = []
    kept: Counter[str] = Counter()
    for old, new in keyed:
        before, after = _count(old), _count(new)
        kept.update(before & after)
        exchanged.append((before - after, after - before))
    swapped = _swapped(exchanged)
    for keys in same if swapped else ():
        kept.update(_count(keys))
    ordered = sorted(swapped.items(), key=lambda item: (-item[1], item[0]))
    seen = _seen(swapped)
    found = [
        _substitution(pair, count)
        for pair, count in ordered
        if seen[_group(pair)] >= LEAST_SEEN.get(_group(pair), 1) and _custom(pair, count, kept)
    ]
    nouns = {(s.model, s.adopted) for s in found if s.model in NOUNS}
    return [s for s in found if _other_noun(s.model, s.adopted) not in nouns]


def _seen(swapped: Counter[Pair]) -> Counter[str]:
    seen: Counter[str] = Counter()
    for pair, count in swapped.items():
        seen[_group(pair)] += count
    return seen


def _group(pair: Pair) -> str:
    return MEANING[pair[0]][0][1]


def _swapped(exchanged: Sequence[tuple[Counter[str], Counter[str]]]) -> Counter[Pair]:
    """Pair what went with what came in its clause, first as most clauses have it."""
    possible = Counter(pair for lost, gained in exchanged for pair in _pairs(lost, gained))
    swapped: Counter[Pair] = Counter()
    for lost, gained in exchanged:
        left, right = Counter(lost), Counter(gained)
        for pair in sorted(_pairs(lost, gained), key=lambda pair: (-possible[pair], pair)):
            count = min(left[pair[0]], right[pair[1]])
            if count > 0:
                swapped[pair] += count
                left[pair[0]] -= count
                right[pair[1]] -= count
    return swapped


def _pairs(lost: Counter[str], gained: Counter[str]) -> list[Pair]:
    """Give every title that went with every title of its group that came."""
    return [(a, b) for a in lost for b in gained if MEANING[a][0] == MEANING[b][0]]


def _custom(pair: Pair, count: int, kept: Counter[str]) -> bool:
    """Tell a consistent renaming from a change in one place, and from another spelling."""
    (_, group), left = MEANING[pair[0]]
    right = MEANING[pair[1]][1]
    respelled = left.replace(" ", "") == right.replace(" ", "")
    if group == "teacher" and (left.endswith(right) or right.endswith(left)):
        return False  # "class teachers" are fewer than teachers
    share = NOUN_SHARE if group == "noun" or _careless(group, left, right, count) else ROLE_SHARE
    return bool(count) and count >= share * (count + kept[pair[0]]) and not respelled


def _other_noun(left: str, right: str) -> Pair | None:
    """Give the nouns by which a "school business manager" and an "academy …" differ."""
    one, other = left.split(), right.split()
    alike = len(one) > 1 and one[1:] == other[1:] and {one[0], other[0]} <= {*NOUNS}
    return (one[0], other[0]) if alike else None


def _careless(group: str, left: str, right: str, count: int) -> bool:
    """Tell "Head of School" for "headteacher" here and there; another rank is another post."""
    return group == "head" and count > 1 and RANKED.isdisjoint((*left.split(), *right.split()))


def _substitution(pair: Pair, count: int) -> Substitution:
    (kind, _), left = MEANING[pair[0]]
    return Substitution(kind, left, MEANING[pair[1]][1], count)


@lru_cache(maxsize=KEPT)
def _count(keys: Phrase) -> Counter[str]:
    """Count the titles of a text, not "school days", "other schools" or "governing bodies".

    What is given is kept: nobody may alter it.
    """
    return Counter(hit.name for hit in titles_in(keys) if not _at_large(keys, hit))


def _at_large(keys: Sequence[str], hit: Found) -> bool:
    if keys[hit.end - 1] in BODIES:
        return keys[hit.start - 1 : hit.start] != ("the",)  # "the governing board's"
    if keys[hit.start : hit.end] == ("team",):
        return keys[hit.start - 1 : hit.start] not in (("the",), ("our",))  # "the crisis team"
    if keys[hit.end - 1].removesuffix("s") in COUNCILS:
        return hit.start > 0 and keys[hit.start - 1] not in STOPWORDS  # "parish council"
    if not hit.name.startswith("noun/"):
        return hit.name.startswith(("head/", "chair/")) and "of" in keys[hit.end : hit.end + 1]
    before, after = keys[hit.start - 1 : hit.start], keys[hit.end : hit.end + 1]
    fixed_after = fixed.FIXED_AFTER.match(f" {' '.join(after)}")
    return bool(fixed_after or fixed.OTHERS_BEFORE.search(f"{' '.join(before)} "))


# ------------------------------------------------------------------------------ dates and others


def _dates(pairs: Sequence[Pair]) -> list[Substitution]:
    """Give the dates of adoption sentences and edition lines that became the school's own."""
    found: Counter[Pair] = Counter()
    for old, new in pairs:
        left, right = dates_in(old), dates_in(new)
        if left and right and states_adoption(old) and states_adoption(new):
            found.update((a, b) for a, b in zip(left, right, strict=False) if a != b)
    return [Substitution("date", a, b, count) for (a, b), count in found.items()]


def _own_nouns(
    texts: Texts, left: Sequence[Difference], _: Sequence[Substitution]
) -> list[Substitution]:
    """Learn what a school calls itself that no list has: "campus", "provision"."""
    swapped = Counter(pair for place in left for pair in _noun_pair(place))
    if max(swapped.values(), default=0) < NOUN_COUNT:
        return []
    model = [*texts.same, *(old for old, _ in texts.keyed)]
    adopted = (*texts.same, *(new for _, new in texts.keyed))
    kept = sum((_count(keys) for keys in adopted), Counter())
    return [
        Substitution("noun", noun, word, count)
        for (noun, word), count in swapped.items()
        if count >= max(NOUN_COUNT, ROLE_SHARE * _places(noun, word, count, kept))
        and not any(times(words_in(word), keys) for keys in model)
    ]


def _places(noun: str, word: str, count: int, kept: Counter[str]) -> int:
    """Count the places where the noun was put otherwise or stayed; "infant school" has it too."""
    return kept[f"noun/{noun}"] + (0 if word.endswith(f" {noun}") else count)


def _noun_pair(place: Difference) -> Iterator[Pair]:
    before, after = place.before, place.after
    if not before and len(after) == 1 and after[0] in AGES and place.head:
        noun = place.head[0].removesuffix("s")
        if noun in NOUNS:
            yield noun, f"{after[0]} {noun}"  # "the school" → "the infant school"
    if len(before) != 1 or len(after) != 1:
        return
    noun = before[0].removesuffix("s")
    word = after[0].removesuffix("s") if before[0] != noun else after[0]
    settled = find((word,), TITLES) or find((word,), PARTY) or word in RESERVED | STOPWORDS
    if noun in NOUNS and word.isalpha() and not settled:
        yield noun, word


def _others(keyed: Keyed, same: Sequence[Phrase], left: Sequence[Difference]) -> list[Substitution]:
    """Learn renamings outside the known groups, seen often and without exception."""
    swapped = Counter(
        (place.left, place.right)
        for place in left
        if _may_be_renamed(place.left) and _may_be_renamed(place.right)
    )
    often = [(pair, count) for pair, count in swapped.items() if count >= OTHER_COUNT]
    return [
        Substitution("other", " ".join(left), " ".join(right), count)
        for (left, right), count in often
        if not _kept_somewhere(left, keyed, same)
    ]


def _kept_somewhere(phrase: Phrase, keyed: Keyed, same: Sequence[Phrase]) -> bool:
    both = any(times(phrase, old) and times(phrase, new) for old, new in keyed)
    return both or any(times(phrase, keys) for keys in same)


def _may_be_renamed(phrase: Phrase) -> bool:
    content = [word for word in phrase if word not in STOPWORDS]
    settled = any(word in RESERVED or word[0] == MARK or word[0].isdigit() for word in phrase)
    return bool(content) and len(phrase) <= LONGEST_RENAMING and not settled
