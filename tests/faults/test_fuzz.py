"""Files spoilt at random: each is read or refused in words, within its bounds."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.hostile import good_docx, good_pdf
from toolkit.commands.isolated import ExtractAsked
from toolkit.errors import Code, InputError
from toolkit.extract.options import Options
from toolkit.isolation.supervise import Bounds, Failure, run

SEED = 20261120
MUTANTS = 60
BOUNDS = Bounds(seconds=20, memory_mb=800)
FAULTS = frozenset({Code.INTERNAL, Code.WORKER_DIED, Code.TIMEOUT, Code.MEMORY})


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Change a few bytes, or cut, double or blank out a stretch."""
    changed = bytearray(data)
    at = chance.randrange(len(changed))
    length = chance.choice((1, 4, 64, 1_000))
    match chance.randrange(5):
        case 0:
            for _ in range(length):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
        case 1:
            del changed[at : at + length]
        case 2:
            changed[at:at] = changed[at : at + length]
        case 3:
            changed[at : at + length] = bytes(length)
        case _:
            del changed[at:]
    return bytes(changed)


def spoilt_inside(data: bytes, chance: random.Random) -> bytes:
    """Spoil one part of a package, and pack it soundly again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        victim = chance.choice([n for n in old.namelist() if n.endswith((".xml", ".rels"))])
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, spoilt(part, chance) if name == victim else part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("ending", "make", "spoil"),
    [
        (".pdf", good_pdf, spoilt),
        (".docx", good_docx, spoilt),
        (".docx", good_docx, spoilt_inside),
    ],
    ids=["pdf", "docx", "docx-inside"],
)
def test_a_spoilt_file_is_read_or_refused_in_words(
    tmp_path: Path,
    ending: str,
    make: Callable[[], bytes],
    spoil: Callable[[bytes, random.Random], bytes],
) -> None:
    chance, sound = random.Random(SEED), make()
    for number in range(MUTANTS):
        (tmp_path / f"{number}{ending}").write_bytes(spoil(sound, chance))
    files = sorted(map(str, tmp_path.iterdir()))
    asked = ExtractAsked("json", Options())
    outcomes = run(
        "toolkit.commands.single:extract",
        files,
        shared=asked,
        bounds=BOUNDS,
        name=lambda f: Path(f).name,
    )
    for file, outcome in outcomes:
        if isinstance(outcome, Failure):
            assert isinstance(outcome.error, InputError), outcome.error
            assert outcome.error.code not in FAULTS, f"{outcome.error} [{outcome.detail}]"
            assert str(outcome.error).startswith(Path(file).name)
