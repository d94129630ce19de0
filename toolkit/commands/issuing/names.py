"""File names that every system takes, one for each school."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from toolkit.schools import School

FORBIDDEN = re.compile(r'[<>:"/\\|?*]')  # on Windows; "/" everywhere
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # on Windows
LONGEST = 100  # bytes of UTF-8; most systems take 255 of a name, Windows 260 of a whole path


def file_names(schools: Sequence[School], policy: str, suffix: str) -> tuple[str, ...]:
    """Give each school's file: "Oakfield School - social-networking.docx".

    Schools of one name are told apart by URN, else by their row.
    """
    stems = [safe_name(school.name) for school in schools]
    often = Counter(stem.casefold() for stem in stems)
    ending = f" - {safe_name(policy)}{suffix.lower()}"
    return tuple(
        f"{stem} ({_number(school)}){ending}" if often[stem.casefold()] > 1 else f"{stem}{ending}"
        for stem, school in zip(stems, schools, strict=True)
    )


def policy_name(reference: str) -> str:
    """Give a model's short name: its id, or its file's name.

    >>> policy_name("social-networking@2024-06"), policy_name("county/Model Policy.docx")
    ('social-networking', 'Model Policy')
    """
    path = Path(reference)
    return path.stem if path.suffix else path.name.partition("@")[0]


def safe_name(text: str) -> str:
    r"""Make a text a name that is no path, no hidden file and no device.

    >>> safe_name("St Mary's: C/E\n School."), safe_name("../.."), safe_name("CON")
    ("St Mary's- C-E School", 'school', '_CON')
    """
    printable = "".join(
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in unicodedata.normalize("NFC", text)
        if unicodedata.category(char) not in {"Cf", "Cs", "Cn", "Co"}
    )
    plain = " ".join(FORBIDDEN.sub("-", printable).split())
    short = plain.encode()[:LONGEST].decode(errors="ignore").strip(" .-")
    name = short or "school"
    return f"_{name}" if RESERVED.fullmatch(name) else name


def _number(school: School) -> str:
    return f"URN {school.urn}" if school.urn else f"row {school.row}"
