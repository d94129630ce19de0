"""Number formats: 4 → "iv", "d", "4th", "Four" (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_ONES = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    **{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"},
    **{"nine": "ninth", "twelve": "twelfth"},
}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_CHICAGO = "*†‡§"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_GREATEST = 32_767  # Word's greatest list number
_LONGEST = 30  # letters: Word gives up lettering after 780


def format_number(value: int, kind: str, pattern: str | None = None) -> str:
    """Return `value` in Word's number format `kind`; decimal where the format is not known.

    `pattern` is the sample of a custom format: "001, 002, 003, ...".

    >>> [format_number(28, kind) for kind in ("lowerRoman", "lowerLetter", "ordinal")]
    ['xxviii', 'bb', '28th']
    """
    if kind == "custom":
        return _padded(value, pattern or "")
    if not 0 <= value <= _GREATEST:
        return str(value)
    return _FORMATS.get(kind, str)(value)


def _roman(value: int) -> str:
    parts = []
    for size, sign in _ROMAN:
        parts.append(sign * (value // size))
        value %= size
    return "".join(parts)


def _letters(value: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """Return a, b … z, aa, bb: Word repeats the letter, it does not count in base 26."""
    if value < 1:
        return ""
    times, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (times + 1) if times < _LONGEST else str(value)


def _ordinal(value: int) -> str:
    teens = value % 100 in {11, 12, 13}
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _words(value: int) -> str:
    if value >= 1000:
        rest = f" {_words(value % 1000)}" if value % 1000 else ""
        return f"{_words(value // 1000)} thousand{rest}"
    if value >= 100:
        rest = f" {_words(value % 100)}" if value % 100 else ""
        return f"{_ONES[value // 100]} hundred{rest}"
    if value >= 20:
        return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    return _ONES[value] or "zero"


def _cardinal(value: int) -> str:
    return _words(value).capitalize()


def _ordinal_words(value: int) -> str:
    start, mark, last = _words(value).rpartition("-")
    if not mark:
        start, mark, last = _words(value).rpartition(" ")
    ending = last[:-1] + "ieth" if last.endswith("y") else _ORDINALS.get(last, last + "th")
    return (start + mark + ending).capitalize()


def _circled(value: int) -> str:
    if 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    return str(value)


def _in_brackets(value: int) -> str:
    if 1 <= value <= 20:
        return chr(0x2474 + value - 1)
    return str(value)


def _with_stop(value: int) -> str:
    if 1 <= value <= 20:
        return chr(0x2488 + value - 1)
    return str(value)


def _chicago(value: int) -> str:
    if value < 1:
        return ""
    times, place = divmod(value - 1, len(_CHICAGO))
    return _CHICAGO[place] * (times + 1) if times < _LONGEST else str(value)


def _padded(value: int, pattern: str) -> str:
    return str(value).zfill(len(pattern.partition(",")[0].strip()))


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "ordinal": _ordinal,
    "cardinalText": _cardinal,
    "ordinalText": _ordinal_words,
    "hex": "{:X}".format,
    "chicago": _chicago,
    "numberInDash": "- {} -".format,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _in_brackets,
    "decimalEnclosedFullstop": _with_stop,
    "decimalFullWidth": lambda value: "".join(chr(ord(d) - 0x30 + 0xFF10) for d in str(value)),
    "russianLower": lambda value: _letters(value, _RUSSIAN),
    "russianUpper": lambda value: _letters(value, _RUSSIAN).upper(),
    "none": lambda _value: "",
}
