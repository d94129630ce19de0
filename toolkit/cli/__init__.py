"""The command line: its words and options. What the commands do is in `commands`, `auditing`."""

from toolkit.cli import drafts, folder, held, policy, register, word, yearly
from toolkit.cli.group import main

__all__ = ["drafts", "folder", "held", "main", "policy", "register", "word", "yearly"]
