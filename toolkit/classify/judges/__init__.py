"""What the rules ask of a change, one question a function.

A judge gives `(model quotation, adopted quotation)` for each time the answer is yes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from toolkit.classify.change import Change

Answer = tuple[str, str]
Judge = Callable[[Change], Iterable[Answer]]
