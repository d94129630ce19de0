"""Other nouns and post titles in running text, with the grammar that follows them."""

from toolkit.language.grammar.inflection import article, match_case, plural
from toolkit.language.grammar.substitution import (
    Rewritten,
    Term,
    agree,
    noun_term,
    post_term,
    substitute,
)

__all__ = [
    "Rewritten",
    "Term",
    "agree",
    "article",
    "match_case",
    "noun_term",
    "plural",
    "post_term",
    "substitute",
]
