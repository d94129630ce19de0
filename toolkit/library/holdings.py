"""The model policies that are held: finding their files, loading them, naming one."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from toolkit.carried import data_folders
from toolkit.document import Document
from toolkit.errors import Code, InputError, UsageError
from toolkit.extract.markdown import split_front_matter
from toolkit.extract.options import Limits
from toolkit.library import front_matter
from toolkit.library.places import mark_places
from toolkit.library.policy import ModelPolicy
from toolkit.reading import read

MODELS: Final = "model_policies"
MARKDOWN: Final = (".md", ".markdown")
FILES: Final = (*MARKDOWN, ".docx", ".pdf")
WHERE: Final = f"./{MODELS}/<id>/<edition>.md"


# --- loading ------------------------------------------------------------------------------------


def load(folders: Iterable[Path] | None = None) -> tuple[ModelPolicy, ...]:
    """Load every edition below the folders, by id and then from the oldest.

    Where two folders hold the same edition, the earlier folder's stands. Left out, the folders
    are the user's own and the toolkit's.
    Raises InputError for a broken file, naming file, line and remedy.
    """
    held: dict[tuple[str, str], ModelPolicy] = {}
    for folder in data_folders(MODELS) if folders is None else folders:
        for path in _edition_files(Path(folder)):
            model = _load_edition(path)
            held.setdefault((model.id or "", model.edition or ""), model)
    return tuple(model for _, model in sorted(held.items()))


def _edition_files(folder: Path) -> list[Path]:
    """`<id>/<edition>.md`; a README and hidden files are no policies."""
    return sorted(
        path
        for path in folder.glob("*/*.md")
        if path.stem.upper() != "README" and not path.name.startswith((".", "_"))
    )


def _load_edition(path: Path) -> ModelPolicy:
    """Load a file of the library, whose folder and name say which policy and edition it is."""
    data = _bytes(path)
    text = _text(path, data)
    head, body, first_line = _split(text)
    values = front_matter.parse(str(path), head)
    for key, value, place in (
        ("id", values.id, path.parent.name),
        ("edition", values.edition, path.stem),
    ):
        if value != place:
            raise InputError(
                Code.DAMAGED,
                f"{path}: its {key} is {value!r} but it is kept under {place!r}; "
                f"make them the same, as in {WHERE}",
            )
    front_matter.check_body(str(path), body, first_line)
    source = f"{values.id}/{path.name}"
    return _policy(values, body, _document(body, source, data), values.id, values.edition)


def _split(text: str) -> tuple[str, str, int]:
    """Split front matter and body, and give the body's first line number (from 1)."""
    head, body = split_front_matter(text)
    return head, body, len(text.splitlines()) - len(body.splitlines()) + 1


def _policy(
    values: front_matter.FrontMatter,
    body: str,
    document: Document,
    policy_id: str | None,
    edition: str | None,
) -> ModelPolicy:
    return ModelPolicy(
        document=document,
        title=values.title,
        id=policy_id,
        edition=edition,
        authority=values.authority,
        supersedes=values.supersedes,
        adoption=values.adoption,
        statutory=values.statutory,
        review_cycle=values.review_cycle,
        source=values.source,
        text=body,
    )


def _document(body: str, source: str, data: bytes) -> Document:
    document = mark_places(read(body.encode(), name=source))
    return replace(document, sha256=hashlib.sha256(data).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > Limits().file_bytes:
            limit = Limits().file_bytes // 1_000_000
            raise InputError(Code.TOO_LARGE, f"{path}: larger than {limit} MB; is it a policy?")
        return path.read_bytes()
    except OSError as error:
        cause = error.strerror or "it cannot be opened"
        message = f"{path}: {cause}; see that the file is there and may be read"
        raise InputError(Code.PERMISSION, message) from error


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"{path}, line {line}: not UTF-8 text; save the file again as UTF-8"
        raise InputError(Code.GARBLED, message) from error


# --- naming one ---------------------------------------------------------------------------------


def find(reference: str | Path, library: Sequence[ModelPolicy]) -> ModelPolicy:
    """Find the model that the user names: an id (its latest edition), `id@edition`, or a file.

    Raises UsageError with near misses where nothing is held under that name.
    """
    name = str(reference)
    named = [model for model in library if name in (model.id, model.name)]
    if named and not isinstance(reference, Path):
        return max(named, key=lambda model: model.edition or "")
    path = Path(reference)
    if path.is_file():
        return from_file(path)
    if path.is_dir():
        raise UsageError(f"{name}: is a folder; give one file, or a name; {_held(library)}")
    if path.suffix.lower() in FILES:
        raise UsageError(f"{name}: there is no such file; {_held(library)}")
    raise UsageError(_unknown(name, library))


def from_file(path: Path) -> ModelPolicy:
    """Take a model from a DOCX, PDF or Markdown file of its own; its id and edition are None."""
    data = _bytes(path)
    if path.suffix.lower() in MARKDOWN:
        head, body, first_line = _split(_text(path, data))
        front_matter.check_body(str(path), body, first_line)
        if head:
            values = front_matter.parse(str(path), head)
            return _policy(values, body, _document(body, path.name, data), None, None)
        document = _document(body, path.name, data)
        return ModelPolicy(document, document.metadata.title or path.stem, text=body)
    document = mark_places(read(data, name=path.name))
    return ModelPolicy(document, document.metadata.title or path.stem)


def editions(policy_id: str, library: Sequence[ModelPolicy]) -> tuple[ModelPolicy, ...]:
    """Give the held editions of a policy, the oldest first; none where it is not held."""
    held = (model for model in library if model.id == policy_id)
    return tuple(sorted(held, key=lambda model: model.edition or ""))


def latest(policy_id: str, library: Sequence[ModelPolicy]) -> ModelPolicy:
    """Give the newest held edition of a policy. Raises UsageError with near misses."""
    held = editions(policy_id, library)
    if not held:
        raise UsageError(_unknown(policy_id, library))
    return held[-1]


def _unknown(name: str, library: Sequence[ModelPolicy]) -> str:
    near = _near_misses(name, library)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    return f"{name}: no model policy of that name is held; {meant}{_held(library)}"


def _held(library: Sequence[ModelPolicy]) -> str:
    names = ", ".join(model.name for model in library) or "nothing"
    return f"held: {names}; give a file, or put one at {WHERE}"


def _near_misses(name: str, library: Sequence[ModelPolicy]) -> list[str]:
    """Names that a slip of the hand, a title or a part of an edition may have stood for."""
    wanted = "-".join(name.lower().split())
    policy_id, _, edition = wanted.partition("@")
    if edition and (held := editions(policy_id, library)):
        return [model.name for model in held]
    names = {(model.id or ""): model.id for model in library}
    names |= {"-".join(model.title.lower().split()): model.id for model in library}
    close = difflib.get_close_matches(policy_id, names, n=3, cutoff=0.6)
    held_within = [key for key in names if policy_id and policy_id in key]
    found = (names[key] for key in (*close, *held_within))
    return list(dict.fromkeys(policy for policy in found if policy))
