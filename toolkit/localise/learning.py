"""Learn from all matched clauses together what a school put for the county's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from toolkit.align import Match
from toolkit.align.sequence import runs
from toolkit.document import Document
from toolkit.language.grammar import fixed
from toolkit.language.lexicon import NOUNS, RESERVED, listed
from toolkit.language.parties import PARTY
from toolkit.language.phrases import Found, Phrase, find
from toolkit.language.words import KEPT, STOPWORDS, fold, is_word, tokens
from toolkit.localise.county import county_names
from toolkit.localise.joint import joint_titles
from toolkit.localise.posts import longer_titles, new_posts
from toolkit.localise.titles import (
    MEANING,
    TITLES,
    Difference,
    differences,
    joined,
    new_titles,
    raw,
    titles_in,
)
from toolkit.localise.wording import (
    AGES,
    MARK,
    NAME_MARK,
    NO_NAME,
    THE_SCHOOL,
    Substitution,
    SubstitutionKind,
    Wording,
    blanked,
    core_of,
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
LONGEST_NAME = 10
LONGEST_LEAD = 8  # Words.
BODIES = ("bodies", "boards")  # A school has one: several are those of all schools.
COUNCILS = ("council", "county", "borough")  # which others form, or which a name stands before
MIN_SIMILARITY = 0.35  # Pairs less alike than this teach nothing.


def learn(model: Document, adopted: Document, matches: Sequence[Match]) -> Wording:
    """Learn from all clauses together what the school calls itself, its posts and its bodies."""
    pairs = [_texts(m) for m in matches if m.similarity >= MIN_SIMILARITY or _leads(m)]
    changed = [(old, new) for old, new in pairs if old != new]
    names = _names(model, adopted, pairs)
    named = wording_of((), _all_names(model, adopted, names))
    keyed = [(_keys(old, named), _keys(new, named)) for old, new in changed]
    same = [words_in(old) for old, new in pairs if old == new] if keyed else []
    if joint := joint_titles(keyed, same):
        table = wording_of(joint)
        keyed = [(marked(old, table), marked(new, table)) for old, new in keyed]
    found = [*names, *joint, *_renamed(keyed, same), *_dates(changed)]
    left = differences(keyed, found)
    if nouns := _own_nouns(keyed, same, left):
        found += nouns
        left = differences(keyed, found)
    titles = new_titles(keyed, same, left, found)
    titles += county_names(left, [text for pair in changed for text in pair], (model, adopted))
    known = {substitution.model for substitution in titles}
    spans = [*left, *joined(left)]
    posts = new_posts(spans, [old for old, _ in keyed], same, [new for _, new in changed])
    titles += [substitution for substitution in posts if substitution.model not in known]
    if titles:
        found += titles
        left = differences(keyed, found)
    if longer := longer_titles(left, found, wording_of(found)):
        found += longer
        left = differences(keyed, found)
    found += [*_named_for_noun(left, names), *_others(keyed, same, left)]
    return wording_of(found, _all_names(model, adopted, found))


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


# ------------------------------------------------------------------------------ names


def _names(model: Document, adopted: Document, pairs: Sequence[Pair]) -> list[Substitution]:
    """Learn the school's name from its metadata, else from what fills the model's places."""
    theirs = adopted.metadata.school or _filled_name(pairs)
    if not theirs:
        return []
    ours = model.metadata.school
    core = core_of(theirs)
    if ours and core_of(ours) == core:
        return []
    count = sum(_contains(words_in(new), core) for _, new in pairs) if core else 0
    return [Substitution("school_name", ours or NO_NAME, theirs, max(count, 1))]


def _named_for_noun(
    left: Sequence[Difference], names: Sequence[Substitution]
) -> Iterator[Substitution]:
    """Learn that a school goes by its name where the model says "the school"."""
    count = sum(place.right == (NAME_MARK,) and _is_noun(raw(place.before)) for place in left)
    if count and names:
        yield Substitution("school_name", THE_SCHOOL, _short(names[0].adopted), count)


def _is_noun(words: Phrase) -> bool:
    return len(words) == 1 and words[0].removesuffix("s") in NOUNS


def _short(name: str) -> str:
    """Write a school's name without its words of type, as it is printed."""
    words = name.split()
    first = 1 if words[0].casefold() == "the" else 0
    return " ".join(words[first : first + len(core_of(name))]) or name


def _filled_name(pairs: Sequence[Pair]) -> str | None:
    """Give the commonest filling of the places marked for the school's name."""
    fillings: Counter[str] = Counter()
    for old, new in pairs:
        if NAME_MARK in old:
            fillings.update(_fillings(old, new))
    return fillings.most_common(1)[0][0] if fillings else None


def _fillings(old: str, new: str) -> Iterator[str]:
    left, right = [word for word in tokens(old) if word != MARK], tokens(new)
    for run in runs([fold(token) for token in left], [fold(token) for token in right]):
        inserted = [token for token in right[run.j1 : run.j2] if is_word(token)]
        while inserted and not inserted[-1][0].isupper():
            inserted.pop()  # "… of Ashgate School we are": only capitals end a name
        capitals = all(word[0].isupper() or fold(word) in STOPWORDS for word in inserted)
        place = NAME_MARK.removeprefix(MARK) in left[run.i1 : run.i2] and not run.equal
        if place and capitals and 0 < len(inserted) <= LONGEST_NAME:
            yield " ".join(inserted)


def _contains(keys: Sequence[str], phrase: Phrase) -> int:
    if phrase[0] not in keys:
        return 0
    size = len(phrase)
    return sum(tuple(keys[at : at + size]) == phrase for at in range(len(keys) - size + 1))


def _all_names(model: Document, adopted: Document, found: Sequence[Substitution]) -> list[str]:
    said = [model.metadata.school, adopted.metadata.school]
    said += [text for s in found if s.kind == "school_name" for text in (s.model, s.adopted)]
    return [name for name in dict.fromkeys(said) if name and name not in (NO_NAME, THE_SCHOOL)]


# ------------------------------------------------------------------------------ nouns and posts

Keyed = Sequence[tuple[Phrase, Phrase]]


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
    keyed: Keyed, same: Sequence[Phrase], left: Sequence[Difference]
) -> list[Substitution]:
    """Learn what a school calls itself that no list has: "campus", "provision"."""
    swapped = Counter(pair for place in left for pair in _noun_pair(place))
    if max(swapped.values(), default=0) < NOUN_COUNT:
        return []
    texts = [*same, *(old for old, _ in keyed)]
    kept = sum((_count(keys) for keys in (*same, *(new for _, new in keyed))), Counter())
    return [
        Substitution("noun", noun, word, count)
        for (noun, word), count in swapped.items()
        if count >= max(NOUN_COUNT, ROLE_SHARE * _places(noun, word, count, kept))
        and not any(_contains(keys, words_in(word)) for keys in texts)
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
    both = any(_contains(old, phrase) and _contains(new, phrase) for old, new in keyed)
    return both or any(_contains(keys, phrase) for keys in same)


def _may_be_renamed(phrase: Phrase) -> bool:
    content = [word for word in phrase if word not in STOPWORDS]
    settled = any(word in RESERVED or word[0] == MARK or word[0].isdigit() for word in phrase)
    return bool(content) and len(phrase) <= LONGEST_RENAMING and not settled
