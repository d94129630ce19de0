"""What schools' names say of their kind, from which each room makes the list that it needs."""

from __future__ import annotations

from typing import Final

from toolkit.language.lexicon import listed

# Words that any list of kinds has,
KIND_WORDS: Final = listed(
    """
    school academy college federation trust nursery infant junior primary secondary high special
    community foundation church voluntary aided controlled multi
    """
)
# those that a line with nothing but a kind seldom has,
MORE_KINDS: Final = listed("schools academies first middle grammar free partnership")
# and what a church school adds to them.
OF_A_CHURCH: Final = listed("england c e ce roman catholic rc va vc")
