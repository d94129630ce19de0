"""Runs of words that differ and yet say the same: compounds, measures, abbreviations."""

from __future__ import annotations

from typing import NamedTuple

from toolkit.classify.contacts import NAMED
from toolkit.classify.quantity import quantities
from toolkit.classify.wordlist import LIGHT, Word, Words, said
from toolkit.language.lexicon import GROUPS, NOUNS, RESERVED
from toolkit.language.parties import PARTY
from toolkit.language.phrases import find, phrase, with_plurals
from toolkit.language.roles import ROLES
from toolkit.language.words import fold, folded
from toolkit.localise.titles import title_of
from toolkit.localise.wording import MARK, NAME_MARK

JOINTS = frozenset({"and"})
MEASURED = frozenset({"day", "days", "week", "weeks", "hours", "year", "years"})  # "school days"
EACH = frozenset({"a", "an", "per", "each", "every"})  # "45p a mile", "45p per mile"
PARENTS = frozenset({"parent", "parents"})
CARERS = frozenset({"carer", "carers", "guardian", "guardians"})
NOUN_WORDS = frozenset(
    f"{mark}{noun}{ending}" for noun in NOUNS for mark in ("", MARK) for ending in ("", "s")
)
ONE_SCHOOL = frozenset(NOUNS) - GROUPS
PUPILS = frozenset(
    " ".join(word for word in form if word not in LIGHT)
    for title in (*ROLES["pupil"], "children", "young people")
    for form in with_plurals(phrase(title))
)
FAMILIES = PARENTS | {"family", "families", "parents carers", "parent carer", "familys"}
WE = frozenset({"we", "us", "our", "ours"})
LONGEST_RUN_IN = 4  # Words.
RUN_IN_ENDS = (".", ":")
BODY = frozenset({"governing", "board", "governors", "trustees"})
DUTIES = frozenset({"must", "shall", "will", "should"})
PRONOUNS = frozenset({"it", "this"})
POLICY = frozenset({"policy", "procedure", "code", "document", "scheme", "statement", "plan"})
OTHER_WAYS = ({"by", "to"}, {"to", "from"}, {"by", "from"}, {"by", "for"}, {"above", "below"})
ARTICLES = frozenset({"the", "a", "an"})
AGREEING = (
    *({"is", "are"}, {"was", "were"}, {"has", "have"}, {"does", "do"}, {"its", "their"}),
    *({"it", "they"}, {"it", "them"}, {"on", "in"}, {"goes", "go"}),
)
LONGEST_TITLE = 5  # Words: "special educational needs co-ordinator".
LONGEST_MEASURE = 6  # Words: "by the end of the day".
# What makes one sentence of two that say the same apart.
JOINING = frozenset({"except that", "save that", "but that"})
CONTRACTED = {
    f"{verb}nt": f"{verb}not"
    for verb in (
        *("is", "are", "was", "were", "do", "does", "did", "has", "have", "had"),
        *("must", "should", "could", "would", "need", "might"),
    )
} | {"cant": "cannot", "wont": "willnot", "shant": "shallnot"}


class Around(NamedTuple):
    """What stands before and after a hunk on the left side, and on the right."""

    before: Words
    after: Words
    beside: Words
    behind: Words

    def turned(self) -> Around:
        """Give the same, seen from the right."""
        return Around(self.beside, self.behind, self.before, self.after)


def same_said(left: Words, right: Words, around: Around) -> bool:
    """Tell a hunk that is no difference: compounds, abbreviations introduced, light words."""
    before, after = around.before, around.after
    if _letters(left) == _letters(right) or _same_measure(left, right):
        return True
    if _stands_for(left, right, around) or _stands_for(right, left, around.turned()):
        return True
    if (not left or not right) and after and _abbreviation((*left, *right), after, (), ()):
        return True
    if left and right and all(word.key in EACH for word in (*left, *right)):
        return True
    if _other_kind(left, right) or (not left and _mere_addition(right, around.beside)):
        return True
    if _another_way(left, right):
        return False
    if all(word.key in LIGHT for word in (*left, *right)) or _parents_too(left, right, before):
        return True
    if left and right and same_people(left, right):
        return True
    return _mere_joint(left, right) and not (after and after[0].key in MEASURED)


def _stands_for(left: Words, right: Words, around: Around) -> bool:
    """Tell what the right says otherwise, or says while the left need not."""
    return (
        _joins(left, right, around.after)
        or _abbreviation(left, right, around.before, around.beside)
        or _for_school(left, right)
        or _for_policy(left, right)
        or _always_so(left, right, around.beside)
        or _full_body(left, right, around.behind)
    )


def _mere_addition(said: Words, beside: Words) -> bool:
    """Tell words that the school put in and that change nothing: a heading, a name, "will:"."""
    return (
        _runs_in(said, beside)
        or _leads_on(said)
        or _holds_post(said, beside)
        or _names_authority(said, beside)
    )


def said_again(opening: Words, other: Words, text: Words) -> bool:
    """Tell the subject that a sentence cut in two needs again: "and rings" → "The driver rings".

    `opening` came where `other` stood in the `text` of the other side.
    """
    if not opening or not opening[0].opens:
        return False
    if any(word.content and word.key not in JOINTS for word in other):
        return False
    have = {word.sense for word in text}
    return all(word.sense in have for word in opening if word.content or word.marked)


def follows(left: Words, right: Words) -> bool:
    """Tell what a substitution brings along: "the governing body meets" → "governors meet"."""
    old, new = ([word.text for word in side] for side in (left, right))
    if not old or not new:
        return all(word.casefold() in ARTICLES for word in (*old, *new))
    if _for_school(left, right) or _for_school(right, left):
        return True
    return len(old) == len(new) and all(map(_agree, old, new))


def _agree(one: str, other: str) -> bool:
    """Tell two forms of a verb or a pronoun."""
    pair = {one, other}
    return pair in AGREEING or any(pair == {word, f"{word}s"} for word in pair)


def same_people(left: Words, right: Words) -> bool:
    """Tell "children" from "pupils", once: in a school's policy they are the same."""
    titles = {
        " ".join(word.key for word in side if word.key not in LIGHT) for side in (left, right)
    }
    return titles <= PUPILS or titles <= FAMILIES


def _joins(apart: Words, together: Words, after: Words) -> bool:
    """Tell "except that" between what are two sentences on the other side, which opens `after`."""
    opens = bool(after) and after[0].opens
    return opens and not apart and said(together).casefold() in JOINING


def _another_way(left: Words, right: Words) -> bool:
    """Tell "paid to the school" from "paid by the school", small as the words are."""
    return {left[0].key, right[0].key} in OTHER_WAYS if left and right else False


def _for_school(spoken: Words, named: Words) -> bool:
    """Tell "we", or its name, for "the school": a policy may speak for the school, or of it."""
    said, stands = (frozenset(map(_folded, side)) for side in (spoken, named))
    speaks = (said - LIGHT) | (said & WE)
    own = bool(speaks) and (speaks <= WE or speaks == {NAME_MARK})
    return own and bool(stands - LIGHT) and stands - LIGHT <= NOUN_WORDS


def _other_kind(left: Words, right: Words) -> bool:
    """Tell "the academy's computers" from "the school's": what it is called, one place or all."""
    sides = [[_folded(word).removesuffix("s") for word in side] for side in (left, right)]
    return all(len(side) == 1 and side[0].removeprefix(MARK) in ONE_SCHOOL for side in sides)


def _for_policy(spoken: Words, named: Words) -> bool:
    """Tell "it" from "this policy", which speaks of itself."""
    said, stands = ({word.key for word in side} - LIGHT for side in (spoken, named))
    pronoun = {word.key for word in spoken} & PRONOUNS
    return bool(pronoun) and not said - PRONOUNS and bool(stands) and stands <= POLICY


def _runs_in(said: Words, beside: Words) -> bool:
    """Tell "Facts first." put before a text as its heading: a few words that say nothing by it."""
    short = 0 < len(said) <= LONGEST_RUN_IN and not beside and said[-1].tail in RUN_IN_ENDS
    return short and all(word.key not in RESERVED and word.text.isalpha() for word in said)


def _leads_on(said: Words) -> bool:
    """Tell "The head will:" from "The head:", above what the head does."""
    return [word.key for word in said] in (["will"], ["shall"]) and said[-1].tail == ":"


def _full_body(absent: Words, said: Words, behind: Words) -> bool:
    """Tell "full" put before the governing body, which it is."""
    alone = not absent and [word.key for word in said] == ["full"] and bool(behind)
    return alone and (behind[0].marked or behind[0].key in BODY)


def _holds_post(named: Words, beside: Words) -> bool:
    """Tell "Mrs Hall" put behind the post that she holds, where the model names others."""
    person = NAMED.fullmatch(" ".join(word.text for word in named))
    post = beside[-1:] and (beside[-1].marked or _ends_title(beside))
    return person is not None and bool(post)


def _names_authority(named: Words, beside: Words) -> bool:
    """Tell "the LA (Example County Council)": its name behind what the model calls it."""
    words = [part for word in named for part in word.text.split()]
    proper = all(word[0].isupper() or word in ("of", "and") for word in words)
    council = bool(words) and words[0][0].isupper() and words[-1] in ("Council", "Authority")
    called = bool(beside) and title_of(folded(beside[-1].text))[0] == "authority"
    return proper and council and called


def _ends_title(words: Words) -> bool:
    keys = [word.key for word in words[-LONGEST_TITLE:]]
    return any(hit.end == len(keys) for hit in find(keys, PARTY))


def _always_so(absent: Words, said: Words, beside: Words) -> bool:
    """Tell "always" put behind a verb of duty, which holds at all times anyhow."""
    alone = not absent and [word.key for word in said] in (["always"], ["at", "all", "times"])
    return alone and bool(beside) and beside[-1].key in DUTIES


def _folded(word: Word) -> str:
    return word.key if word.marked else fold(word.key)


def _same_measure(left: Words, right: Words) -> bool:
    """Tell "48 hours" for "two days"."""
    if not left or not right or max(len(left), len(right)) > LONGEST_MEASURE:
        return False
    sides = [quantities(said(words)) for words in (left, right)]
    keys = [[quantity.key for quantity in side] for side in sides]
    texts = [" ".join(quantity.text for quantity in side) for side in sides]
    whole = texts == [said(left), said(right)]
    return whole and keys[0] == keys[1] and bool(keys[0])


def _letters(words: Words) -> str:
    """Join the letters of a run: a compound, or an address broken over lines, is no difference."""
    return "".join(filter(str.isalnum, "".join(_full(word.key) for word in words)))


def _full(key: str) -> str:
    """Write a folded contraction out: "mustnt" says "must not"."""
    return CONTRACTED.get(key, key)


def _mere_joint(left: Words, right: Words) -> bool:
    """Tell an "and" that comes or goes, or the noun in "the school governors"."""
    if left and right:
        return False
    keys = {word.key for word in (*left, *right)}
    if keys & JOINTS and keys & (NOUN_WORDS | {"from"}):
        return False  # "checked by the agency and by the school", "to and from the office"
    return keys <= LIGHT | JOINTS | NOUN_WORDS


def _parents_too(left: Words, right: Words, before: Words) -> bool:
    """Tell "and carers" put after "parents", whom the law counts among them anyhow."""
    more = {word.key for word in right} - {"and", "or"}
    if left or not more or not more <= CARERS:
        return False
    if right[-1].key in ("and", "or") and before and before[-1].key in ("and", "or"):
        before = before[:-1]  # "parents and [carers and] pupils"
    return bool(before) and _last(before) in PARENTS | CARERS


def _last(words: Words) -> str:
    return words[-1].text.split()[-1].casefold()


def _abbreviation(long: Words, short: Words, before: Words, beside: Words) -> bool:
    """Tell "LADO" standing for, or put after, "Local Authority Designated Officer".

    `beside` stands before it on its own side, `before` on the other.
    """
    if len(short) != 1 or not short[0].text.isupper() or len(short[0].text) < len("LA"):
        return False
    sides = (long,) if long else (before[-10:], beside[-10:])
    return any(_initials_of(side, short[0].key, bool(long)) for side in sides)


def _initials_of(words: Words, short: str, whole: bool) -> bool:
    """Tell whether letters are those that words begin with, all of them or the last."""
    spelled = " ".join(word.text for word in words).split()
    for letters in ([part for part in spelled if part[0].isupper()], spelled):
        initials = "".join(part[0] for part in letters).casefold()
        if initials == short or (not whole and initials.endswith(short)):
            return True
        if letters and _with_more(initials, letters[-1].casefold(), short):
            return True
    return False


def _with_more(initials: str, last: str, short: str) -> bool:
    """Tell "SENCO", which takes two letters of its last word."""
    rest = short.removeprefix(initials[:-1])
    enough = len(initials) > 2 and short.startswith(initials[:-1])
    return enough and len(rest) > 1 and last.startswith(rest)
