"""References to a policy's own clauses ("see 4.2", "paragraph 3.1(ii)"): found, held, let go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.document import Clause, Document
from toolkit.language.grammar.protection import QUOTATION, protected_spans

# While texts are compared, a reference is one word that names its target: a clause may be
# renumbered by either side without its references changing. No policy uses this letter.
SIGN = "ꙮ"
HELD = re.compile(rf"{SIGN}(\d+)(x?){SIGN}")

_NUMBER = r"\d{1,3}(?:\.\d{1,3})*[a-z]?(?:\s?\((?:[a-z]{1,5}|\d{1,2})\))*"
_NAMED = r"(?:[A-Z]|[IVX]{1,5}|\d{1,2})"
_MARK = r"\((?:[a-z]{1,5}|\d{1,2})\)"
_KIND = r"(?:sub-?)?(?:sections?|paragraphs?|paras?\.?|clauses?|points?|items?|parts?|rules?)"
_LEAD = r"""(?: see(?:\ also)? | cf\.? | set\ out\ (?:in|at) | described\ in
    | listed\ (?:in|at|under) | given\ in | referred\ to\ in | mentioned\ in | defined\ in
    | in\ accordance\ with | in\ line\ with | subject\ to | as\ in | under | in | at )"""
_JOIN = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to|–|-)\s+|\s*[–-]\s*)"
# "see 4.2 and 4.3", "section 5", "paragraphs 3.1(ii) to 3.1(iv)"
_OWN = re.compile(
    rf"""\b (?: (?P<kind> {_KIND} ) \s+ | (?P<lead> {_LEAD} ) \s+ (?= \d+\.\d ) )
        (?P<numbers> {_NUMBER} (?: {_JOIN} {_NUMBER} )* )""",
    re.VERBOSE | re.IGNORECASE,
)
_MARKED = re.compile(rf"\b{_KIND}\s+(?P<numbers>{_MARK}(?:{_JOIN}{_MARK})*)", re.IGNORECASE)
_TITLED = re.compile(
    rf"\b(?P<word>Appendix|Appendices|Annexe?|Schedule|Part|Section)\s+"
    rf"(?P<numbers>{_NAMED}(?:(?:\s+and\s+|\s*,\s*|\s+to\s+){_NAMED})*)\b"
)
_UNIT = re.compile(
    r"""\s*(?: % | per\ ?cent\b | (?:a|p)\.?m\b | o['’]clock | hours?\b | minutes?\b
    | metres?\b | miles?\b | in\ the\ (?:morning|afternoon|evening) | MB\b | GB\b
    | million\b )""",
    re.VERBOSE | re.IGNORECASE,
)
_PAPER = r"""(?: Acts? | Regulations? | Orders? | [Cc]ode | [Gg]uidance | KCSIE | Keeping
    | [Hh]andbook | [Dd]ocument | Standards | Framework | [Pp]rocedures? | [Pp]olic(?:y|ies)
    | Directive | Convention | Statute | Scheme | Charter | Agreement | contract | booklet
    | circular | report )"""
_OTHER_AFTER = re.compile(
    rf"""\s* (?: of | to ) \s+
        (?! (?:this|the\s+present) \b
          | the \s+ (?:policy|code|procedure|document)
            \s* (?: [.,;:)] | \Z | above | below | and | or | is | are | applies ) )
        (?= [\w“‘"'*] )
      | \s* ,? \s* (?: in | under | from ) \s+ (?! this \b )
        (?: [\w'’“‘*()-]+ \s+ ){{0,9}}? {_PAPER} \b
      | \s* [,(]? \s* (?: [A-Z][\w'’]* \s+ (?: (?:and|of|for|the) \s+ )* ){{1,8}}
        (?: Act | Regulations | Order | Code ) \b""",
    re.VERBOSE,
)
_OTHER_BEFORE = re.compile(
    rf"""(?: {_PAPER} (?: \s+ (?:of|for|on) (?: \s+ [A-Z][\w'’]* )+ )?
            (?: \s+ \(? (?:19|20)\d\d \)? )? [,:]? \s*
            (?: (?:at|in|see|under|says\ in) \s+ )?
        | [‘“"'*] [^‘“"']{{3,120}} [’”"'*] ,? \s* (?: (?:at|in|see) \s+ )? ) \Z""",
    re.VERBOSE,
)
_OWN_BEFORE = re.compile(
    r"(?:\bthis|\bthe|\bour)\s+(?:policy|code|procedure|document)[,:]?\s*"
    r"(?:(?:at|in|see|under)\s+)?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """`text[start:end]` is a number that names a clause of the same document.

    `beside` tells the last part of a number alone, "(b)", that means a neighbour.
    """

    start: int
    end: int
    target: str
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """A document's clauses by full number ("4.2(b)") and by named heading ("appendix a")."""

    by_number: Mapping[str, str]
    clauses: Mapping[str, Clause]


def labels_of(document: Document) -> Labels:
    """Index a document's clauses by what refers to them; a number printed twice means its first."""
    clauses = {clause.id: clause for clause in document.clauses}
    found: dict[str, str] = {}
    for clause in document.clauses:
        for key in _keys(full_number(clause, clauses)):
            found.setdefault(key, clause.id)
    return Labels(found, clauses)


def full_number(clause: Clause, clauses: Mapping[str, Clause]) -> str:
    """Give the number by which a clause is referred to: "(ii)" under 3.1 is "3.1(ii)"."""
    own = bare(clause.label)
    if not own or not any(map(str.isalnum, own)):
        return ""
    if not own.startswith("("):
        lettered = re.fullmatch(r"([a-z]{1,5})\)?|(\d{1,2})\)", own)
        if not lettered or clause.kind == "heading":
            return own
        own = f"({lettered[1] or lettered[2]})"
    above = clauses.get(clause.parent or "")
    while above is not None and not bare(above.label):
        above = clauses.get(above.parent or "")
    return (full_number(above, clauses) if above else "") + own


def bare(label: str | None) -> str:
    """Take the punctuation off a label: "4.2." is "4.2", "(iv)" stays; a bullet is "".

    >>> bare("4.2."), bare("iv)"), bare("(iv)"), bare("•"), bare("Appendix A:")
    ('4.2', 'iv', '(iv)', '', 'Appendix A')
    """
    core = re.sub(r"[\s.:–—-]+$", "", (label or "").strip())
    if not any(map(str.isalnum, core)):
        return ""
    return core.rstrip(")") if core.endswith(")") and "(" not in core else core


def _keys(number: str) -> Iterator[str]:
    if number:
        yield _folded(number)
        if number.lower().startswith("section "):
            yield _folded(number[8:])
        if number.endswith(".0"):
            yield _folded(number[:-2])


def _folded(number: str) -> str:
    return re.sub(r"\s+", "", number).casefold()


def find_references(clause: Clause, text: str, labels: Labels) -> list[Reference]:
    """Find the references to the document's own clauses in a clause's text, in order."""
    if clause.kind == "quote" or not re.search(r"\d|\([a-z]|[A-Z]\b", text):
        return []
    quoted = [s for s in protected_spans(text) if s.why == QUOTATION]
    found: list[Reference] = []
    for pattern, find in ((_OWN, _own), (_MARKED, _beside), (_TITLED, _titled)):
        for match in pattern.finditer(text):
            inside = any(s.start < match.end() and match.start() < s.end for s in quoted)
            overlaps = any(r.start < match.end() and match.start() < r.end for r in found)
            if not inside and not overlaps and not _of_another(text, match):
                found += find(match, clause, labels)
    return sorted(found, key=lambda reference: reference.start)


def _of_another(text: str, match: re.Match[str]) -> bool:
    """Tell "section 7 of the guidance" and "Education Act 2002, section 175"."""
    before, after = text[: match.start()], text[match.end() :]
    if _UNIT.match(after) or _OTHER_AFTER.match(after):
        return True
    return bool(_OTHER_BEFORE.search(before)) and not _OWN_BEFORE.search(before)


def _own(match: re.Match[str], _: Clause, labels: Labels) -> Iterator[Reference]:
    for number in re.finditer(_NUMBER, match["numbers"], re.IGNORECASE):
        yield from _to(match, number, number[0], labels)


def _titled(match: re.Match[str], _: Clause, labels: Labels) -> Iterator[Reference]:
    word = re.sub(r"ices$", "ix", match["word"])
    for number in re.finditer(_NAMED, match["numbers"]):
        yield from _to(match, number, f"{word} {number[0]}", labels)


def _to(
    match: re.Match[str], number: re.Match[str], key: str, labels: Labels
) -> Iterator[Reference]:
    target = labels.by_number.get(_folded(key))
    if target:
        start = match.start("numbers")
        yield Reference(start + number.start(), start + number.end(), target)


def _beside(match: re.Match[str], clause: Clause, labels: Labels) -> Iterator[Reference]:
    """Resolve "paragraph (b) above" among the clause's neighbours, then its own items."""
    for number in re.finditer(_MARK, match["numbers"]):
        for parent in (clause.parent, clause.id):
            above = labels.clauses.get(parent or "")
            prefix = full_number(above, labels.clauses) if above else ""
            target = labels.by_number.get(_folded(prefix + number[0]))
            if target:
                start = match.start("numbers")
                yield Reference(start + number.start(), start + number.end(), target, True)
                break


# --- holding and letting go ---------------------------------------------------------------------


def hold(text: str, references: Sequence[Reference], number_of: Callable[[str], int]) -> str:
    """Put a sign for each reference; `number_of` gives its target's group."""
    for reference in reversed(references):
        beside = "x" if reference.beside else ""
        sign = f"{SIGN}{number_of(reference.target)}{beside}{SIGN}"
        text = text[: reference.start] + sign + text[reference.end :]
    return text


def release(text: str, number_of: Callable[[int, bool], str]) -> str:
    """Put each sign's number back; `number_of` gives what its group is now called.

    The second argument asks for the last part of the number alone.
    """
    return HELD.sub(lambda match: number_of(int(match[1]), bool(match[2])), text)


def held(text: str) -> list[int]:
    """List the groups that a text refers to."""
    return [int(match[1]) for match in HELD.finditer(text)]
