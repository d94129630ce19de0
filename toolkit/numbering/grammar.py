"""The grammar of printed labels, and `split_label`, which takes one off the start of a text."""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_letters, digits
from typing import Final

# --- the parts of the grammar -------------------------------------------------------------------

NUMBER_WORDS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)

INTEGER = r"(?: [1-9]\d{0,2} )"  # four digits are a year, a leading zero is a date or telephone
PART = r"(?: \d{1,3} )"
ROMAN = r"(?: (?=[ivxlc]) c{0,3} (?:xc|xl|l?x{0,3}) (?:ix|iv|v?i{0,3}) )"
ROMAN_UPPER = r"(?: (?=[IVXLC]) C{0,3} (?:XC|XL|L?X{0,3}) (?:IX|IV|V?I{0,3}) )"
_DOUBLED = "|".join(sign * 2 for sign in ascii_letters)
LETTER = rf"(?: {_DOUBLED} | [a-zA-Z] )"  # "(b)", and "(bb)" after "(z)"
_MARK = rf"(?: {ROMAN} | {ROMAN_UPPER} | {LETTER} | {INTEGER} )"
BRACKETED = rf"(?: \( {_MARK} \) )"
DECIMAL = rf"(?: {INTEGER} (?: \. {PART} )+ )"  # 1.2, 1.2.3

_UNIT = r"""(?: m | cm | mm | km | kg | g | ml | l | litres? | met(?:re|er)s? | miles? | feet | ft
    | hours? | hrs? | minutes? | mins? | seconds? | days? | weeks? | months? | years? | terms?
    | % | percent | per | times | million | billion | thousand | [KkMGT][Bb] | FTE | points?
    | marks? | degrees? | [aApP]\.?[mM] | o['’]clock | noon
    | (?: to | until | till | and | or | [-–—] ) \s* \d )"""
_MONTH = r"""(?: jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july?
    | aug(?:ust)? | sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? )"""
# What divides a document; headings even where nothing but their name shows it.
DIVISIONS: Final = ("Section", "Part", "Chapter", "Article", "Appendix", "Annex", "Schedule")
NAME = rf"(?: {' | '.join(DIVISIONS)} | Annexe )"
STEPS: Final = (
    *("Step", "Stage", "Phase", "Rule", "Standard", "Principle", "Question", "Clause"),
    *("Paragraph", "Para", "Item", "Point"),
)
STEP = rf"(?: {' | '.join(STEPS)} )"
_WORDS = rf"(?: {' | '.join(NUMBER_WORDS)} )"
_NAMED_NUMBER = rf"(?: {INTEGER} (?: \. {PART} )* | {ROMAN_UPPER} | [A-Z] | {_WORDS} )"
DASH = r"[-–—]"

# Bullets that need no space after them; U+F000-F0FF is where symbol fonts keep theirs.
_GLYPHS = "•‣⁃∙·●○◦◉◌■□▪▫◆◇◊❖❑❒❏❍➢➤➔➜►▶▸▹▷✓✔✗✘☐☑☒★☆✦✧✱➣➥➧⮚⇒→»\ue000-\uf8ff"
CIRCLED = "①-⑳❶-❿➀-➓"
# Bullets only before a space: hyphens and dashes, "o", and what Wingdings becomes in a poor
# conversion (§ ▪, Ø ➢, ü ✓).
_SPACED_GLYPHS = r"(?: [-–—−*+>~¾] | o | § (?= \s+\D | \Z) | Ø | ü | \[[ xX]?\] | -- | >> )"

_END = r"(?= \s | \Z )"
# Any arrow, shape, dingbat or emoji before a space, but what announces a telephone or an address.
_PICTURE = rf"(?: (?! [☎✆✉📞📧🌐] ) [←-⇿■-➿⬀-⯿\U0001f300-\U0001faff] \ufe0f? {_END} )"

MARKS: Final = frozenset({"o", "*", ">", "~", "+", "¾", "Ø", "ü", "§"})  # letters and signs too
NOTES: Final = frozenset({"**", "***", *"†‡¹²³⁴⁵⁶⁷⁸⁹"})

# --- the grammar: the first that matches is the label -------------------------------------------

_VERBOSE = re.VERBOSE

_NAMED = re.compile(
    rf"""(?P<label>
        (?: {NAME} | (?i:{NAME}) (?<=[A-Z]) ) \s+
        (?: {_NAMED_NUMBER} | (?i:{_WORDS}) )
        (?: \s* [:.)] (?: \s* {DASH} {_END} )? | \s* {DASH} {_END} | {_END} )
    )""",
    _VERBOSE,
)
_STEPPED = re.compile(  # Step 1: Clause 4.2 – Rule 3. but never "Stage 2 complaints"
    rf"""(?P<label> (?: {STEP} | (?i:{STEP}) (?<=[A-Z]) ) \s+
        (?: {INTEGER} (?: \. {PART} )* | (?i:{_WORDS}) )
        (?: \s* [:.)] {_END} | \s* {DASH} {_END} | \Z )
        | (?: Q \.? \s? | N[oO]\. \s? | \# ) [1-9]\d?   # Q1 Who may apply? "No. 3 Leave" "#2 Pay"
        (?: [.:)] {_END} | (?= \s+ [A-Z‘“] | \Z ) )
        | § \s? {INTEGER} (?: \. {PART} )* [.:)]? {_END} )""",
    _VERBOSE,
)
_COMPOUND = re.compile(  # 4.2(b)(iii), 1(a), (a)(i)
    rf"""(?P<label> (?: {DECIMAL} | {INTEGER} ) {BRACKETED}{{1,6}} [.:]?
        | {BRACKETED}{{2,6}} [.:]? ) {_END}""",
    _VERBOSE,
)
_DOTTED = re.compile(  # 1.2, 1.2.3., 1.2), 4.2a, 1.a.
    rf"""(?P<label> (?: {DECIMAL} (?: \.? [a-z] (?= [\s.):] ) )?
        | {INTEGER} \. [a-z] (?= [\s.)] ) ) [.):]? (?: \s {DASH} (?= \s+ [A-Z] ) )? )
        (?: {_END} | (?= [A-Z][a-z] ) )""",
    _VERBOSE,
)
_CLOSED_NUMBER = re.compile(  # 1. 12) 3: 3A. 1a) 2.- "4 . Purpose" "4/ Purpose"
    rf"""(?P<label> {INTEGER} [a-zA-Z]? (?: [.)] (?: \s? {DASH} {_END} )? | : {_END}
        | (?: \s\. | / ) (?= \s+ [A-Z] ) ) )
        (?: {_END} | (?= [A-Za-z] ) )""",
    _VERBOSE,
)
_BRACKETED_MARK = re.compile(  # (a) (iv) (3) [1]
    rf"""(?P<label> (?: {BRACKETED} [.:]? | \[ {INTEGER} \] ) (?: {_END} | (?= [A-Z] ) )
        | \( (?= [ivx]{{2}} ) {ROMAN} \) (?= [a-z] ) )  # "(iii)will", never "(s)he" """,
    _VERBOSE,
)
_CLOSED_MARK = re.compile(  # a) iv) A. iv.
    rf"""(?P<label> (?: {ROMAN} | {ROMAN_UPPER} | {LETTER} )
        (?: \) (?: {_END} | (?= [A-Za-z] ) ) | [.:] {_END} (?! \s+ \d ) ) )""",
    _VERBOSE,
)
_BARE_NUMBER = re.compile(  # "1 Purpose", "1a All", "2<tab>the use": never "12 pupils", "5 May"
    rf"""(?P<label> 0[1-9] [.)]? | [1-9]\d? (?: [a-h] | \s+ {DASH} (?= \s+ [A-Z] ) )? )
        (?: \t | \Z | \s{{3,}} | \s+ (?! (?i:{_MONTH}) \b ) (?= [A-Z] ) )""",
    _VERBOSE,
)
_BARE_MARK = re.compile(  # "I<tab>Purpose", "II – Purpose", "b - the site manager"
    rf"""(?P<label> (?: {ROMAN} | {ROMAN_UPPER} | [a-zA-Z] ) (?= \t )
        | {ROMAN_UPPER} \s+ {DASH} (?= \s+ [A-Z] )
        | [a-np-z] \s {DASH} {_END} )""",
    _VERBOSE,
)
_LETTERED_NUMBER = re.compile(  # A.1, B2.1: the numbers of an appendix; never "A4 paper"
    rf"""(?P<label> [A-Z] (?: \. \d{{1,2}} | \d{{1,2}} \. \d{{1,2}} ) (?: \. \d{{1,2}} )*
        [.:]? ) {_END}""",
    _VERBOSE,
)
_LETTERED_CLAUSE = re.compile(  # A1, B12: before a capital, a tab or its own mark; never "A4 paper"
    r"""(?P<label> [A-PR-X] [1-9]\d?
        (?: [.:)] (?= \s ) | (?= \t | \Z
            | \s+ (?: [\[{] | [A-Z] (?: [a-z] | \s | [A-Z]+ \s+ [a-z] ) ) ) ) )""",
    _VERBOSE,
)
_BULLET = re.compile(
    rf"""(?P<label> {_PICTURE} | [{_GLYPHS}] | {_SPACED_GLYPHS} {_END} | - (?= [A-Za-z] ) )""",
    _VERBOSE,
)
_CIRCLED = re.compile(rf"(?P<label> [{CIRCLED}] ) (?= \s | [A-Z] | \Z )", _VERBOSE)
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
    _CIRCLED,
    _BULLET,
    _NOTE,
)

_FROM_DIGIT: Final = (_COMPOUND, _DOTTED, _CLOSED_NUMBER, _BARE_NUMBER)
_FROM_BRACKET: Final = (_COMPOUND, _BRACKETED_MARK, _BULLET)
_FROM_LETTER: Final = tuple(r for r in _GRAMMAR if r not in (*_FROM_DIGIT, _BRACKETED_MARK, _NOTE))
_FROM_SIGN: Final = (_BRACKETED_MARK, _NOTE)
_FROM_MARK: Final = (_STEPPED, _CIRCLED, _BULLET, _NOTE)

_QUANTITY = re.compile(
    rf"""(?: {INTEGER} \. \d{{1,2}} ) (?: \s+ {_UNIT} (?! [a-z] ) | \s* % )
    | \d{{1,2}} \. \d{{1,2}} \. (?: \d{{4}} | 0\d ) (?! \d )        # 5.11.2018, 5.11.08
    | {INTEGER} \. 00 {_END}                                       # 9.00, 100.00
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
    if not stripped or _opens_with_word(stripped) or _QUANTITY.match(stripped):
        return "", stripped
    for rule in _rules_from(stripped[0]):
        if match := rule.match(stripped):
            label, rest = match["label"], stripped[match.end("label") :].strip()
            refused = rule is _NAMED and _is_reference(label, rest)
            return ("", stripped) if refused else (label, rest)
    return "", stripped


_NAMES: Final = frozenset(name.lower() for name in (*DIVISIONS, "Annexe", *STEPS))


def _opens_with_word(text: str) -> bool:
    """Tell at once what cannot begin with a label: a word, no name nor number, before a space."""
    word = text.partition(" ")[0]
    if len(word) < 2 or not (word.isascii() and word.isalpha()):
        return False
    return word.lower() not in _NAMES and bool(word.strip("IVXLC"))


@lru_cache(maxsize=512)
def _rules_from(sign: str) -> tuple[re.Pattern[str], ...]:
    """Give the part of the grammar that a text with this first sign can match, in its order."""
    if sign in "([":
        return _FROM_BRACKET
    if sign in digits:
        return _FROM_DIGIT
    if sign in ascii_letters:
        return _FROM_LETTER
    return _FROM_LETTER + _FROM_SIGN if sign.isalnum() else _FROM_MARK


def _is_reference(label: str, rest: str) -> bool:
    """Tell "Part A of the form …", a sentence, from "Part A Introduction", a heading."""
    if not rest or not label[-1].isalnum():
        return False
    is_heading = rest[0].isupper() and not rest.endswith((".", ";", ","))
    return not is_heading or len(rest.split()) > NAMED_HEADING_WORDS
