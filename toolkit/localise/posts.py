"""Titles that no list has, known for a post's or a committee's by their last word.

"The play leader" is "the wraparound leader" where the policy says so throughout. What stands for
it once may be somebody else, as is another post that the lists or the model itself know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.language.lexicon import NOUNS, RESERVED, listed
from toolkit.language.parties import PARTY
from toolkit.language.phrases import Phrase, name_of
from toolkit.language.words import STOPWORDS, fold
from toolkit.localise.titles import PEOPLE, Difference, raw, title_of
from toolkit.localise.wording import MARK, Substitution, marked, wording_of, words_in

POSTS = listed(
    """
    officer manager leader lead coordinator committee panel tutor director rector warden provost
    council board administrator secretary supervisor adviser advisor assistant principal
    headteacher headmaster technician marshal champion coach mentor counsellor nurse cook chef
    caretaker chaplain librarian bursar clerk registrar head governor trustee councillor
    """
)
PLACES = listed("team staff worker playworker practitioner educator group")  # of many people
RANKS = listed("deputy assistant acting vice senior junior line executive associate chief")
# Words within a title that RESERVED keeps out of other renamings.
TITLED = listed(
    """
    staff teacher teachers governor governors governing head headteacher manager managers parent
    parents volunteer volunteers team committee panel
    """
)
# Whom a school has one of; what stands for it throughout, with a capital, is its own title.
OFFICES = listed("head chair senco clerk deputy") | {
    *("governing body", "business manager", "safeguarding lead", "site manager"),
}
CAPITAL = re.compile(r"(?<=[a-z,] )([A-Z][\w’']*)")
SMALL = re.compile(r"\b[a-z][\w’']*")
OFTEN = 2  # Times that a title must have been put, and never left.
LONGEST = 5  # Words in a title.


def new_posts(
    differences: Sequence[Difference],
    texts: Sequence[Phrase],
    same: Sequence[Phrase],
    printed: Sequence[str],
) -> list[Substitution]:
    """Learn the titles put throughout for others.

    `texts` are the model's, `same` what was kept, `printed` the adopted as they stand, whose
    capitals tell a title in another language, or by its initials, from somebody else.
    """
    named = any(title_of(raw(found.before))[0] in OFFICES for found in differences)
    proper = capitals_in(printed) if named else frozenset()
    swapped = Counter(pair for found in differences for pair in _pairs(found, proper))
    times: Counter[tuple[str, Phrase]] = Counter()
    for (left, right), count in swapped.items():
        times[_role(left), right] += count
    return [
        Substitution("post", " ".join(left), " ".join(right), count)
        for (left, right), count in swapped.items()
        if times[_role(left), right] >= OFTEN
        and not _says(same, left)
        and not _says((*texts, *same), right)
    ]


def longer_titles(
    differences: Sequence[Difference], known: Sequence[Substitution]
) -> list[Substitution]:
    """Learn the titles of which a learnt one is the end: "HR and operations manager".

    What stands before it on either side must have been put at least twice.
    """
    posts = [s for s in known if s.kind == "post"]
    table = wording_of(known if posts else ())
    ends = {marked(words_in(s.model), table): s for s in posts}
    swapped = Counter(
        (ends[(found.mark,)], found.before, found.after)
        for found in differences
        if (found.mark,) in ends and all(map(_may_open, (found.before, found.after)))
    )
    return [
        Substitution("post", " ".join((*left, end.model)), " ".join((*right, end.adopted)), count)
        for (end, left, right), count in swapped.items()
        if count >= OFTEN
    ]


def _may_open(words: Phrase) -> bool:
    """Tell what may stand before a title and be part of it, not "each" or "the deputy"."""
    ends = {*words[:1], *words[-2:-1]}
    settled = any(word in RESERVED or word in RANKS or not word.isalpha() for word in words)
    inner = [word for word in words if word in STOPWORDS and word != "and"]
    return len(words) < LONGEST and not settled and not inner and "and" not in ends - {*words[-1:]}


def _says(texts: Sequence[Phrase], words: Phrase) -> bool:
    said = f" {' '.join(words)} "
    return any(said in f" {' '.join(text)} " for text in texts)


def _role(left: Phrase) -> str:
    """Give what a title stands for: "governors" and "governing body" are one."""
    return title_of(left)[0] or " ".join(left)


def capitals_in(texts: Sequence[str]) -> frozenset[str]:
    """Give the words that have a capital within a sentence, and are never without."""
    large = {fold(word) for text in texts for word in CAPITAL.findall(text)}
    return frozenset(large - {fold(word) for text in texts for word in SMALL.findall(text)})


def _pairs(found: Difference, proper: frozenset[str]) -> Iterator[tuple[Phrase, Phrase]]:
    left, right = raw(found.before), raw(found.after)
    if left and right and found.head and found.head[0].removesuffix("s") in POSTS:
        left, right = (*left, *found.head), (*_with_it(found.after, right), *found.head)
    if _may_stand_for(left, right, proper):
        yield _singular(left, right)


def _with_it(after: Phrase, right: Phrase) -> Phrase:
    """Keep the IT of an "IT manager", which folds to a small word."""
    return (*right, "it") if after[-1:] == ("it",) else right


def _may_stand_for(left: Phrase, right: Phrase, proper: frozenset[str]) -> bool:
    if not left or not right or max(len(left), len(right)) > LONGEST:
        return False
    known_office = title_of(left)[0] in OFFICES and _is_name(right, proper)
    if not (known_office or (_is_title(left) and _is_title(right))):
        return False
    if _of_rank(left) != _of_rank(right):
        return False
    known = _party(left), _party(right)
    respelled = "".join(left) == "".join(right)
    return not respelled and (not known[1] or known[0] == known[1])


def _is_title(words: Phrase) -> bool:
    """Tell a title, listed or not, that no number, duty or extent is part of."""
    if any(word in RESERVED and word not in TITLED for word in words):
        return False
    role = title_of(words)[0]
    words = _without_field(words)
    last = "head" if words[:2] == ("head", "of") else words[-1].removesuffix("s")
    return (bool(role) and role not in (*PEOPLE, "noun", "authority")) or (
        (last in POSTS or last in PLACES) and not any(word[0] == MARK for word in words)
    )


def _without_field(words: Phrase) -> Phrase:
    """Take "for wellbeing" off a "link governor for wellbeing"."""
    at = words.index("for") if "for" in words[1:-1] else len(words)
    return words[:at]


def _is_name(words: Phrase, proper: frozenset[str]) -> bool:
    """Tell "Pennaeth" or "HT": no word of ours, and capitals wherever it stands."""
    said = [word for word in words if word not in STOPWORDS]
    known = RESERVED | {*NOUNS}
    return bool(said) and all(
        word not in known and not proper.isdisjoint({word, word.removesuffix("s")}) for word in said
    )


def _of_rank(words: Phrase) -> frozenset[str]:
    return RANKS & frozenset(words[:-1])  # a "canteen assistant" is no lesser "canteen"


def _party(words: Phrase) -> str:
    """Give the party that words are as a whole, or behind a noun: an "academy site manager"."""
    return name_of(words, PARTY) or (name_of(words[1:], PARTY) if words[0] in NOUNS else "")


def _singular(left: Phrase, right: Phrase) -> tuple[Phrase, Phrase]:
    if not (left[-1].endswith("s") and right[-1].endswith("s")):
        return left, right
    return (*left[:-1], left[-1].removesuffix("s")), (*right[:-1], right[-1].removesuffix("s"))
