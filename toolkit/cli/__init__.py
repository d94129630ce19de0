"""The command line: its words and options, a file for each command; the work is in `commands`."""

from toolkit.cli import (
    audit,
    compare,
    draft,
    extract,
    model,
    redline,
    refresh,
    register,
    template,
)
from toolkit.cli.group import main

__all__ = [
    "audit",
    "compare",
    "draft",
    "extract",
    "main",
    "model",
    "redline",
    "refresh",
    "register",
    "template",
]
