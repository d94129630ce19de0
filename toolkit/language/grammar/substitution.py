"""One noun or post title for another, sentence by sentence, every case accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from toolkit.language.grammar.fixed import (
    BARE_AFTER,
    BARE_BEFORE,
    FIXED_AFTER,
    HYPHEN_BEFORE,
    KIND_BEFORE,
    OTHERS_BEFORE,
    RANK_BEFORE,
    of_kinds,
)
from toolkit.language.grammar.inflection import (
    SMALL_WORDS,
    TO_PLURAL,
    TO_SINGULAR,
    article,
    is_plural,
    match_case,
    plural,
    possessive,
)
from toolkit.language.grammar.protection import FIXED, NAME, OTHERS, Span, covering, protected_spans


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the model's and what the school says for it, both as singular and plural.

    `one` and `many` are the same where the school's word is a plural already (co-headteachers).
    """

    kind: Literal["noun", "post"]
    old_one: str
    old_many: str
    one: str
    many: str
    proper: bool = False


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The text in the school's words: what was replaced (old, new), what was kept (word, why)."""

    text: str
    replaced: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


def noun_term(old: str, new: str) -> Term:
    """Let the school's noun stand for the model's: "academy" for "school"."""
    return Term("noun", old, plural(old), new.lower(), plural(new.lower()))


# Words a post or a body may be called by; a title with any other word in it is somebody's name.
TITLE_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        academy acting and assistant associate board body bursar business centre chair chairman
        chairperson chairs chairwoman chief clerk co college committee council deputy director
        directors executive federation for governance governing governor governors group head
        headmaster headmistress heads headteacher headteachers interim lay lead leader leaders local
        manager master member members mistress nursery of officer officers president principal
        principals school schools teacher teachers team the to trust trustee trustees vice
        """,
    )
)


def post_term(old: str, new: str) -> Term:
    """Let the school's title stand for the model's: "Principal" for "headteacher"."""
    words = re.findall(r"\w+", new.lower())
    proper = not set(words) <= TITLE_WORDS
    return Term("post", old, plural(old), new, new if proper else plural(new), proper)


def substitute(text: str, term: Term, protected: Iterable[str] = ()) -> Rewritten:
    """Replace the term wherever it means the school itself, and mend the words around it.

    `protected` are phrases (the school's name, given values) never to be altered.
    """
    if term.old_one.split()[0][:-1].lower() not in text.lower():
        return Rewritten(text)
    spans = protected_spans(text, protected)
    pieces: list[str] = []
    replaced: list[tuple[str, str]] = []
    kept: list[tuple[str, str]] = []
    done = 0
    for match in _pattern(term).finditer(text):
        why = _reason_to_keep(text, match, term, spans)
        if why:
            kept.append((_with_context(text, match), why))
            continue
        old, new = match.group(), _replacement(match, term)
        pieces += [text[done : match.start()], new]
        replaced.append(_without_verb(old, new, match["verb"]))
        done = match.end()
    return Rewritten("".join([*pieces, text[done:]]), tuple(replaced), tuple(kept))


def agree(text: str, noun: str) -> str:
    """Mend article and plural beside a noun that was filled in: "a academy", "academys".

    >>> agree("A academy and other academys", "academy")
    'An academy and other academies'
    """

    def mend(match: re.Match[str]) -> str:
        before = match["article"] or ""
        word = plural(match["noun"]) if match["s"] else match["noun"]
        return (_article_before(before, word) if before else "") + word

    return re.sub(rf"{ARTICLE}(?P<noun>\b{re.escape(noun)})(?P<s>s?)\b", mend, text, flags=re.I)


INNER_CAPITAL = re.compile(r"[A-Z]{2}[a-z]|[a-z][A-Z]")  # "SENDCo" for "SENCO"
ARTICLE = r"(?P<article>\b[Aa][Nn]?\s+)?"


@cache
def _pattern(term: Term) -> re.Pattern[str]:
    """Match the term with its article before, and its ending and verb after.

    A verb is taken in only where number may change with the word.
    """
    many, one = (re.escape(form).replace(r"\ ", r"\s+") for form in (term.old_many, term.old_one))
    verbs = "|".join({**TO_PLURAL, **TO_SINGULAR})
    adverb = r"(?:also|always|normally|usually|then|therefore|only|never|still)"
    return re.compile(
        rf"{ARTICLE}(?<!\w)(?P<word>{many}|{one})(?P<either>\(s\))?(?!\w)"
        rf"(?P<owner>['’]s(?!\w))?(?P<verb>\s+(?:{adverb}\s+)?(?:{verbs})(?![\w-]))?",
        re.IGNORECASE,
    )


def _reason_to_keep(
    text: str, match: re.Match[str], term: Term, spans: Iterable[Span]
) -> str | None:
    start, end = match.span("word")
    span = covering(spans, start, end)
    if span:
        return span.why
    before, after = text[max(0, start - 80) : start], text[end : end + 120]
    if term.kind == "post":
        # "Recommendations to governing bodies": several are never the school's own.
        if match["word"].lower() == term.old_many.lower() != term.old_one.lower():
            return OTHERS
        return FIXED if RANK_BEFORE.search(before) else None
    if _is_bare(match, before, after, term):
        return FIXED
    if KIND_BEFORE.search(before) or HYPHEN_BEFORE.search(before) or FIXED_AFTER.match(after):
        return FIXED
    if OTHERS_BEFORE.search(before) or _of_kinds(term).match(after) or _beside_new(before, term):
        return OTHERS
    return NAME if _is_name(text, start, end) else None


def _is_bare(match: re.Match[str], before: str, after: str, term: Term) -> bool:
    """Tell "in school" from "in schools", "in the school" and "in school policies"."""
    word = match["word"]
    if word != term.old_one or match["owner"] or match["either"]:
        return False
    return bool(BARE_BEFORE.search(before) and BARE_AFTER.match(after))


@cache
def _of_kinds(term: Term) -> re.Pattern[str]:
    return of_kinds(f"{re.escape(term.one)}|{re.escape(term.many)}")


def _beside_new(before: str, term: Term) -> bool:
    """Tell whether both nouns stand side by side: "academy or school", "academies and schools"."""
    forms = f"{re.escape(term.one)}|{re.escape(term.many)}"
    return bool(
        re.search(rf"\b(?:{forms})\s*(?:/|,|\band|\bor)\s*(?:the\s+|an?\s+)?$", before, re.I)
    )


SENTENCE_END = re.compile(r"(?:^|[.!?:;•–—(]['’”\")]*\s*)$")
PREVIOUS = re.compile(r"(?P<word>[\w’'-]+)\s+$")
# Words that may stand before "School" with a capital without making it a name.
DETERMINERS = frozenset(
    re.findall(
        r"\S+",
        """
        the this our your a an its their that such whole within as if when where while should
        outside during after before under non-
        """,
    )
)
PREPOSITIONS = frozenset(
    {"in", "of", "for", "at", "by", "to", "from", "and", "or", "with", "on", "into", "about"}
)


def _is_name(text: str, start: int, end: int) -> bool:
    """Tell by its capitals whether the word is part of a proper name or of a title."""
    word = text[start:end]
    before, after = text[:start], text[end:]
    if word.isupper() or SENTENCE_END.search(before):
        return not word.isupper() and _capital_follows(after) and not _is_titled(text)
    previous = PREVIOUS.search(before)
    if not previous:
        return False
    beside = previous["word"]
    if beside.lower() in DETERMINERS:
        return word[0].isupper() and _capital_follows(after) and not _is_titled(text)
    if word[0].islower():
        return beside[0].isupper() and not SENTENCE_END.search(before[: previous.start()])
    if beside.lower() in PREPOSITIONS:
        return not _is_titled(text) and _ends_title(before)
    return beside[0].isupper() or (_capital_follows(after) and not _is_titled(text))


def _capital_follows(after: str) -> bool:
    return bool(re.match(r"\s+[A-Z]", after))


def _ends_title(before: str) -> bool:
    """Tell whether capitals and small words lead up to here: "Technology and the Adult in "."""
    words = re.findall(r"[\w’'-]+", re.split(r"[.!?:;,(]", before[-80:])[-1])
    small = SMALL_WORDS | PREPOSITIONS
    for word in reversed(words):
        if word.lower() not in small:
            return bool(word[0].isupper())
    return False


def _is_titled(text: str) -> bool:
    """Tell whether the whole text is a heading in capitals, so that a capital says nothing."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    return not text.rstrip().endswith(".") and all(word[0].isupper() for word in words)


def _replacement(match: re.Match[str], term: Term) -> str:
    word = re.sub(r"\s+", " ", match["word"])
    was_many = word.lower() == term.old_many.lower() != term.old_one.lower()
    new = _cased(word, term.many if was_many else term.one, term)
    now_many = is_plural(new)
    before = match["article"] or ""
    if now_many:
        new = new[:1].upper() + new[1:] if before[:1] == "A" else new
        before = "" if not was_many else before
    elif before:
        before = _article_before(before, new)
    return before + _ended(new, match, term) + _verb(match["verb"], was_many, now_many)


def _cased(old: str, new: str, term: Term) -> str:
    if term.proper:
        return new.upper() if old.isupper() and not INNER_CAPITAL.search(new) else new
    return match_case(old, new)


def _article_before(before: str, new: str) -> str:
    word = article(new)
    if before.strip().isupper() and new.isupper():
        word = word.upper()
    elif before[:1].isupper():
        word = word.capitalize()
    return word + before[len(before.rstrip()) :]


def _ended(new: str, match: re.Match[str], term: Term) -> str:
    """Put back "'s" or "(s)" in the form that the new word takes."""
    if match["owner"]:
        return possessive(new, match["owner"][0])
    if match["either"]:
        many = _cased(match["word"], term.many, term)
        return f"{new}(s)" if many == f"{new}s" else f"{new}/{many}"
    return new


def _verb(verb: str | None, was_many: bool, now_many: bool) -> str:
    if not verb or was_many == now_many:
        return verb or ""
    forms = TO_PLURAL if now_many else TO_SINGULAR
    head, last = verb[: len(verb.rstrip()) - len(verb.split()[-1])], verb.split()[-1]
    return head + forms.get(last, last)


def _without_verb(old: str, new: str, verb: str | None) -> tuple[str, str]:
    """Leave a verb that stays the same out of the log."""
    if verb and new.endswith(verb):
        return old.removesuffix(verb), new.removesuffix(verb)
    return old, new


def _with_context(text: str, match: re.Match[str]) -> str:
    """Give the word with its neighbours, for the log."""
    before = re.search(r"(?:\S+\s+){0,2}\S*$", text[: match.start("word")][-80:])
    after = re.match(r"\S*(?:\s+\S+){0,2}", text[match.end("word") :])
    return f"{before[0] if before else ''}{match['word']}{after[0] if after else ''}"
