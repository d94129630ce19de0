"""Printed labels: what "4.2(b)(iii)", "Section 1:" or "•" at the start of a text means.

A leaf: `split_label` takes a typed label off a text, `read_label` says what a label can mean. An
ambiguous label ("(i)", "(v)", "(c)") keeps all its readings; `structure` settles them from the
neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters, digits
from typing import Final, Literal

Family = Literal["decimal", "letter", "roman", "word", "bullet", "note"]

# --- the parts of the grammar -------------------------------------------------------------------

_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_NUMBER_WORDS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)

_INTEGER = r"(?: [1-9]\d{0,2} )"  # four digits are a year, a leading zero is a date or telephone
_PART = r"(?: \d{1,3} )"
_ROMAN = r"(?: (?=[ivxlc]) c{0,3} (?:xc|xl|l?x{0,3}) (?:ix|iv|v?i{0,3}) )"
_ROMAN_UPPER = r"(?: (?=[IVXLC]) C{0,3} (?:XC|XL|L?X{0,3}) (?:IX|IV|V?I{0,3}) )"
_DOUBLED = "|".join(sign * 2 for sign in ascii_letters)
_LETTER = rf"(?: {_DOUBLED} | [a-zA-Z] )"  # "(b)", and "(bb)" after "(z)"
_MARK = rf"(?: {_ROMAN} | {_ROMAN_UPPER} | {_LETTER} | {_INTEGER} )"
_BRACKETED = rf"(?: \( {_MARK} \) )"
_DECIMAL = rf"(?: {_INTEGER} (?: \. {_PART} )+ )"  # 1.2, 1.2.3

_UNIT = r"""(?: m | cm | mm | km | kg | g | ml | l | litres? | met(?:re|er)s? | miles? | feet | ft
    | hours? | hrs? | minutes? | mins? | seconds? | days? | weeks? | months? | years? | terms?
    | % | percent | per | times | million | billion | thousand | [KkMGT][Bb] | FTE | points?
    | marks? | degrees? | [aApP]\.?[mM] | o['’]clock | noon
    | (?: to | until | till | and | or | [-–—] ) \s* \d )"""
_MONTH = r"""(?: jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july?
    | aug(?:ust)? | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? )"""
# What divides a document; headings even where nothing but their name shows it.
DIVISIONS: Final = ("Section", "Part", "Chapter", "Article", "Appendix", "Annex", "Schedule")
_NAME = rf"(?: {' | '.join(DIVISIONS)} | Annexe )"
_STEP = r"(?: Step | Stage | Phase | Rule | Standard | Principle | Question | Clause )"
_WORDS = rf"(?: {' | '.join(_NUMBER_WORDS)} )"
_NAMED_NUMBER = rf"(?: {_INTEGER} (?: \. {_PART} )* | {_ROMAN_UPPER} | [A-Z] | {_WORDS} )"
_DASH = r"[-–—]"

# Bullets that need no space after them; U+F000-F0FF is where symbol fonts keep theirs.
_GLYPHS = "•‣⁃∙·●○◦◉◌■□▪▫◆◇◊❖❑❒❏❍➢➤➔➜►▶▸▹▷✓✔✗✘☐☑☒★☆✦✧✱➣➥➧⮚⇒→»\ue000-\uf8ff"
# Bullets only before a space: hyphens and dashes, "o", and what Wingdings becomes in a poor
# conversion (§ ▪, Ø ➢, ü ✓).
_SPACED_GLYPHS = r"(?: [-–—−*+>~¾] | o | § (?=\s+\D) | Ø | ü | \[[ xX]?\] | -- | >> )"

_END = r"(?= \s | \Z )"
# Any arrow, shape, dingbat or emoji before a space, but what announces a telephone or an address.
_PICTURE = rf"(?: (?! [☎✆✉📞📧🌐] ) [←-⇿■-➿⬀-⯿\U0001f300-\U0001faff] \ufe0f? {_END} )"

_MARKS: Final = frozenset({"o", "*", ">", "~", "+", "¾", "Ø", "ü", "§"})  # letters and signs too
_NOTES: Final = frozenset({"**", "***", *"†‡¹²³⁴⁵⁶⁷⁸⁹"})

# --- the grammar: the first that matches is the label -------------------------------------------

_VERBOSE = re.VERBOSE

_NAMED = re.compile(
    rf"""(?P<label>
        (?: {_NAME} | (?i:{_NAME}) (?<=[A-Z]) ) \s+
        (?: {_NAMED_NUMBER} | (?i:{_WORDS}) )
        (?: \s* [:.)] (?: \s* {_DASH} {_END} )? | \s* {_DASH} {_END} | {_END} )
    )""",
    _VERBOSE,
)
_STEPPED = re.compile(  # Step 1: Stage 2 – Rule 3. but never "Stage 2 complaints"
    rf"""(?P<label> (?: {_STEP} | (?i:{_STEP}) (?<=[A-Z]) ) \s+
        (?: {_INTEGER} | (?i:{_WORDS}) )
        (?: \s* [:.)] {_END} | \s* {_DASH} {_END} | \Z )
        | Q \.? \s? [1-9]\d? (?: [.:)] {_END} | (?= \s+ [A-Z‘“] ) )   # Q1 Who may apply?
        | § \s? {_INTEGER} (?: \. {_PART} )* [.:)]? {_END} )""",
    _VERBOSE,
)
_COMPOUND = re.compile(  # 4.2(b)(iii), 1(a), (a)(i)
    rf"""(?P<label> (?: {_DECIMAL} | {_INTEGER} ) {_BRACKETED}{{1,6}} [.:]?
        | {_BRACKETED}{{2,6}} [.:]? ) {_END}""",
    _VERBOSE,
)
_DOTTED = re.compile(  # 1.2, 1.2.3., 1.2), 4.2a, 1.a.
    rf"""(?P<label> (?: {_DECIMAL} (?: \.? [a-z] (?= [\s.):] ) )?
        | {_INTEGER} \. [a-z] (?= [\s.)] ) ) [.):]? ) (?: {_END} | (?= [A-Z][a-z] ) )""",
    _VERBOSE,
)
_CLOSED_NUMBER = re.compile(  # 1. 12) 3: 3A. 1a) 2.-
    rf"""(?P<label> {_INTEGER} [a-zA-Z]? (?: [.)] (?: \s? {_DASH} {_END} )? | : {_END} ) )
        (?: {_END} | (?= [A-Za-z] ) )""",
    _VERBOSE,
)
_BRACKETED_MARK = re.compile(  # (a) (iv) (3) [1]
    rf"""(?P<label> (?: {_BRACKETED} [.:]? | \[ {_INTEGER} \] ) (?: {_END} | (?= [A-Z] ) )
        | \( (?= [ivx]{{2}} ) {_ROMAN} \) (?= [a-z] ) )  # "(iii)will", never "(s)he" """,
    _VERBOSE,
)
_CLOSED_MARK = re.compile(  # a) iv) A. iv.
    rf"""(?P<label> (?: {_ROMAN} | {_ROMAN_UPPER} | {_LETTER} )
        (?: \) (?: {_END} | (?= [A-Za-z] ) ) | [.:] {_END} (?! \s+ \d ) ) )""",
    _VERBOSE,
)
_BARE_NUMBER = re.compile(  # "1 Purpose", "1a All", "2<tab>the use": never "12 pupils", "5 May"
    rf"""(?P<label> [1-9]\d? (?: [a-h] | \s+ {_DASH} (?= \s+ [A-Z] ) )? )
        (?: \t | \Z | \s{{3,}} | \s+ (?! (?i:{_MONTH}) \b ) (?= [A-Z] ) )""",
    _VERBOSE,
)
_BARE_MARK = re.compile(rf"(?P<label> {_ROMAN} | {_ROMAN_UPPER} | [a-zA-Z] ) \t", _VERBOSE)
_LETTERED_NUMBER = re.compile(  # A.1, B2.1: the numbers of an appendix; never "A4 paper"
    rf"""(?P<label> [A-Z] (?: \. \d{{1,2}} | \d{{1,2}} \. \d{{1,2}} ) (?: \. \d{{1,2}} )*
        [.:]? ) {_END}""",
    _VERBOSE,
)
_LETTERED_CLAUSE = re.compile(  # A1, B12: before a capital, a tab or its own mark; never "A4 paper"
    r"""(?P<label> [A-PR-X] [1-9]\d?
        (?: [.:)] (?= \s ) | (?= \t | \Z | \s+ [A-Z] (?: [a-z] | \s ) ) ) )""",
    _VERBOSE,
)
_GENERATED = re.compile(  # what Word may print before a paragraph: Q1, (1.2), Rule 3, 1-1, SN.4
    r"(?P<before> [^\d]{0,20}? ) (?P<numbers> \d{1,6} (?: [.\-/] \d{1,6} ){0,8} ) [^\w]{0,4}",
    _VERBOSE,
)
_BULLET = re.compile(
    rf"""(?P<label> {_PICTURE} | [{_GLYPHS}] | {_SPACED_GLYPHS} {_END} | - (?= [A-Za-z] ) )""",
    _VERBOSE,
)
_NOTE = re.compile(r"(?P<label> \*{1,3} | [†‡¹²³⁴⁵⁶⁷⁸⁹] ) (?= \s* [\w(‘“'\"] )", _VERBOSE)

_GRAMMAR: Final = (
    _NAMED,
    _STEPPED,
    _COMPOUND,
    _LETTERED_NUMBER,
    _LETTERED_CLAUSE,
    _DOTTED,
    _CLOSED_NUMBER,
    _BRACKETED_MARK,
    _CLOSED_MARK,
    _BARE_NUMBER,
    _BARE_MARK,
    _BULLET,
    _NOTE,
)

_FROM_DIGIT: Final = (_COMPOUND, _DOTTED, _CLOSED_NUMBER, _BARE_NUMBER)
_FROM_BRACKET: Final = (_COMPOUND, _BRACKETED_MARK, _BULLET)
_FROM_LETTER: Final = tuple(r for r in _GRAMMAR if r not in (*_FROM_DIGIT, _BRACKETED_MARK, _NOTE))
_FROM_SIGN: Final = (_BRACKETED_MARK, _NOTE)

_QUANTITY = re.compile(
    rf"""(?: {_INTEGER} \. \d{{1,2}} ) (?: \s+ {_UNIT} (?! [a-z] ) | \s* % )
    | \d{{1,2}} \. \d{{1,2}} \. (?: \d{{4}} | 0\d ) (?! \d )        # 5.11.2018, 5.11.08
    | {_INTEGER} \. 00 {_END}                                       # 9.00, 100.00
    """,
    _VERBOSE,
)
NAMED_HEADING_WORDS: Final = 12  # "Part A" before more words than a heading has is a reference


@lru_cache(maxsize=1024)
def split_label(text: str) -> tuple[str, str]:
    """Take a typed label off the start of `text`: its printed form, and the rest.

    The label is "" where there is none; label and rest hold every character of `text` but the
    white space around them.

    >>> split_label("4.2(b)(iii) That they do not")
    ('4.2(b)(iii)', 'That they do not')
    >>> split_label("1.5 metres apart")
    ('', '1.5 metres apart')
    """
    stripped = text.strip()
    if not stripped or _QUANTITY.match(stripped):
        return "", stripped
    for rule in _rules_from(stripped[0]):
        if match := rule.match(stripped):
            label, rest = match["label"], stripped[match.end("label") :].strip()
            refused = rule is _NAMED and _is_reference(label, rest)
            return ("", stripped) if refused else (label, rest)
    return "", stripped


@lru_cache(maxsize=512)
def _rules_from(sign: str) -> tuple[re.Pattern[str], ...]:
    """Give the part of the grammar that a text with this first sign can match, in its order."""
    if sign in "([":
        return _FROM_BRACKET
    if sign in digits:
        return _FROM_DIGIT
    return _FROM_LETTER if sign in ascii_letters else _FROM_LETTER + _FROM_SIGN


def _is_reference(label: str, rest: str) -> bool:
    """Tell "Part A of the form …", a sentence, from "Part A Introduction", a heading."""
    if not rest or not label[-1].isalnum():
        return False
    is_heading = rest[0].isupper() and not rest.endswith((".", ";", ","))
    return not is_heading or len(rest.split()) > NAMED_HEADING_WORDS


# --- what a label means -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a label: `path` its numbers, `scheme` how it is printed, without its numbers.

    Labels of one sequence share a scheme: "(a)" for "(b)", "1.1" for "3.2", "Appendix A" for
    "Appendix C". A bullet has no numbers.
    """

    family: Family
    scheme: str
    path: tuple[int, ...]

    @property
    def number(self) -> int:
        """The last number of the path; 0 for a bullet."""
        return self.path[-1] if self.path else 0


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed with all that it can mean, the likeliest first.

    `firm` is false where only its neighbours can show that it is a label ("2 Governors",
    "J. Smith").
    """

    text: str
    readings: tuple[Reading, ...]
    firm: bool = True


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label | None:
    """Read a label on its own ("(iv)", "Section 1:", "•"); None for no label."""
    stripped = text.strip()
    label, rest = split_label(stripped)
    if label and not rest:
        return Label(label, _readings(label), _is_firm(label))
    return _read_odd(stripped)


def _read_odd(text: str) -> Label | None:
    """Read what is a label only where it stands alone ("iv"), before a text ("-"), or generated."""
    if text and split_label(f"{text} x") == (text, "x"):
        return Label(text, _readings(text), _is_firm(text))
    if re.fullmatch(rf"{_ROMAN} | {_ROMAN_UPPER} | {_LETTER}", text, _VERBOSE):
        return Label(text, _mark_readings(text, "{}"))
    if generated := _GENERATED.fullmatch(text):
        numbers = tuple(int(number) for number in re.findall(r"\d+", generated["numbers"]))
        scheme = generated["before"] + ".".join("1" for _ in numbers)
        return Label(text, (Reading("decimal", scheme, numbers),))
    return None


def _is_firm(label: str) -> bool:
    bare_number = re.fullmatch(rf"\d+ (?: [a-h] | \s+ {_DASH} )?", label, _VERBOSE)
    initial = re.fullmatch(r"[A-Z]\. | [A-Z]\d\d?", label, _VERBOSE)
    return not (bare_number or initial or label in _MARKS)


def _readings(label: str) -> tuple[Reading, ...]:
    if label in _MARKS or label in "-–—":
        return (Reading("note" if label in _NOTES else "bullet", label, ()),)
    if named := re.match(rf"(?i: {_NAME} | {_STEP} )\s+ | Q\.?\s? | §\s?", label, _VERBOSE):
        return _named_readings(named[0].strip(" .").title(), label[named.end() :])
    core = label.rstrip(".:-–— ")
    if decimal := re.fullmatch(rf"({_INTEGER}(?:\.{_PART})*)\.?([a-zA-Z]?)\)?", core, _VERBOSE):
        return (_decimal(decimal[1], decimal[2], ")" if core.endswith(")") else ""),)
    if compound := re.fullmatch(rf"({_DECIMAL}|{_INTEGER})?({_BRACKETED}{{1,6}})", core, _VERBOSE):
        return _compound_readings(compound[1] or "", compound[2])
    if lettered := re.fullmatch(r"([A-Z])([\d.]+)", core):
        numbers = tuple(int(number) for number in re.findall(r"\d+", lettered[2]))
        path = (ord(lettered[1]) - 64, *numbers)
        return (Reading("decimal", ".".join(("A", *("1" for _ in numbers))), path),)
    if mark := re.fullmatch(r"(\[?)(\w{1,7})([\])]?)", core):
        closing = mark[3] or ("." if label.endswith(".") else "")
        return _mark_readings(mark[2], f"{mark[1]}{{}}{closing}")
    return (Reading("note" if label in _NOTES else "bullet", label, ()),)


def _named_readings(name: str, rest: str) -> tuple[Reading, ...]:
    mark = re.match(r"[\w.]*\w", rest)
    value = mark[0] if mark else ""
    scheme = f"{name}1" if name == "Q" else f"{name} 1"
    if value.lower() in _NUMBER_WORDS:
        return (Reading("word", scheme, (_NUMBER_WORDS.index(value.lower()) + 1,)),)
    if value and value[0].isdigit():
        return (Reading("decimal", scheme, tuple(int(part) for part in value.split("."))),)
    return _mark_readings(value, f"{name} {{}}")


def _decimal(numbers: str, letter: str, closing: str) -> Reading:
    path = tuple(int(part) for part in numbers.removesuffix(".0").split("."))
    scheme = ".".join("1" for _ in path) + closing
    if letter:
        return Reading("decimal", scheme + "a", (*path, ord(letter.lower()) - 96))
    return Reading("decimal", scheme, path)


def _compound_readings(decimal: str, brackets: str) -> tuple[Reading, ...]:
    marks = re.findall(r"\((\w+)\)", brackets)
    if not decimal and len(marks) == 1:
        return _mark_readings(marks[0], "({})")
    head = _decimal(decimal, "", "") if decimal else Reading("decimal", "", ())
    inner = [_mark_readings(mark, "({})") for mark in marks]
    path = (*head.path, *(readings[0].number for readings in inner[:-1]))
    scheme = head.scheme + "".join(readings[0].scheme for readings in inner[:-1])
    return tuple(
        Reading(last.family, scheme + last.scheme, (*path, last.number)) for last in inner[-1]
    )


def _mark_readings(mark: str, wrapping: str) -> tuple[Reading, ...]:
    """Read a letter, a roman number or both; romans first where the mark has two signs or is i."""
    if mark.isdecimal():
        return (Reading("decimal", wrapping.format("1"), (int(mark),)),)
    found: list[Reading] = []
    upper = mark.isupper()
    if value := roman_value(mark):
        found.append(Reading("roman", wrapping.format("I" if upper else "i"), (value,)))
    if re.fullmatch(_LETTER, mark, _VERBOSE):
        number = (len(mark) - 1) * 26 + ord(mark[0].lower()) - 96
        found.append(Reading("letter", wrapping.format("A" if upper else "a"), (number,)))
    if len(mark) == 1 and mark.lower() != "i":
        found.reverse()
    return tuple(found)


def roman_value(mark: str) -> int | None:
    """Give the value of a well-formed roman number below 400; None for anything else.

    >>> roman_value("xiv"), roman_value("vx")
    (14, None)
    """
    lower = mark.lower()
    if not re.fullmatch(_ROMAN, lower, _VERBOSE) or mark not in {lower, lower.upper()}:
        return None
    values = [_ROMAN_VALUES[sign] for sign in lower]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
