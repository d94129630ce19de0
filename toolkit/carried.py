"""The folders that the toolkit carries, model policies and templates, and the user's own before."""

from __future__ import annotations

from pathlib import Path

from toolkit.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Give the folder that the toolkit carries: in the wheel, or beside the package in a checkout.

    Raises UsageError where the installation lacks it.
    """
    checkout = _PACKAGE.parent
    beside = checkout / name if (checkout / "pyproject.toml").is_file() else None
    for folder in (_PACKAGE / "data" / name, beside):
        if folder and folder.is_dir():
            return folder
    raise UsageError(f"the folder {name} is missing from this installation; install it again")


def data_folders(name: str) -> tuple[Path, ...]:
    """Give the user's own folder of that name, where the current folder has one, then ours."""
    own, carried = Path.cwd() / name, data_folder(name)
    return (own, carried) if own.is_dir() and own.resolve() != carried.resolve() else (carried,)
