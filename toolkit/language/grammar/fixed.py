"""Expressions with "school" in them that are not the school's own name for itself."""

from __future__ import annotations

import re

# Kinds of school and whose they are: "primary school", "Sunday school", "another school".
KINDS = """
    aided academic boarding church community comprehensive controlled day drama driving elementary
    faith first forest foundation free grammar high independent infant infants junior law lower
    maintained medical middle mainstream night nursery old prep preparatory primary private public
    residential secondary senior special stage state studio summer sunday upper virtual voluntary
    business catholic
"""
OTHERS = """
    all another any both certain chosen county's current delegated different each every feeder few
    former future general local many most nearby neighbouring new next numerous other our's partner
    previous receiving sending several similar some sponsor various
"""
# What follows where "school" means schooling or a custom of all schools: "school year".
FOLLOWED_BY = """
    age aged attendance\\ order bus buses census child children crossing day days holiday holidays
    hour hours
    leaver leavers leaving life meal meals milk nurse nurses nursing phobia pupil pupils readiness
    refusal refuser refusers run term terms transport week weeks work year years improvement
"""
# "in school", "out of school": where no article stands before it, school is a time and a place.
BARE_BEFORE = re.compile(
    r"\b(?:in|at|from|to|into|of|outside|off|through|after|before|during|within|around|beyond"
    r"|leav(?:e|es|ing)|left|attend(?:s|ed|ing)?|start(?:s|ed|ing)?|miss(?:es|ed|ing)?)\s+$",
    re.IGNORECASE,
)
NO_NOUN = """
    after again all alone also and as at because before but by can during each early every for from
    has have if in instead is late may must today together too
    begins comes ends matters starts
    on once only or should so than that then to unless when where which while who will with without
"""
# Only these hyphened beginnings go with the noun: "whole-school"; never "pre-school".
PREFIXES = "whole|in|non|cross|multi|all"


def _either(words: str) -> str:
    return "|".join(re.escape(word) for word in re.findall(r"(?:\\ |\S)+", words))


BARE_AFTER = re.compile(rf"\s*(?:[.,;:)?!\]–—/]|$)|\s+(?:{_either(NO_NOUN)})\b", re.IGNORECASE)
KIND_BEFORE = re.compile(rf"\b(?:{_either(KINDS)})(?:[\s-]+|\s*[/,]\s*)$", re.IGNORECASE)
OTHERS_BEFORE = re.compile(
    rf"\b(?:{_either(OTHERS)})(?:\s+(?:of\s+)?(?:the\s+)?(?:county['’]s\s+)?)$", re.IGNORECASE
)
FIXED_AFTER = re.compile(rf"(?:\s+|-)(?:{_either(FOLLOWED_BY)}|based\s+learning)\b", re.IGNORECASE)
HYPHEN_BEFORE = re.compile(rf"(?:^|[^\w-])(?!(?:{PREFIXES})-)\w+(?:-\w+)*-$", re.IGNORECASE)
# Ranks beside the post that is renamed: a deputy headteacher need not be a deputy principal.
RANK_BEFORE = re.compile(
    r"\b(?:deputy|assistant|vice|acting|executive|associate|interim)[\s-]+$", re.IGNORECASE
)


def of_kinds(new_forms: str) -> re.Pattern[str]:
    """Match what follows where kinds of school are told apart: "the school is an academy"."""
    verbs = r"(?:is|was|were|are|be|being|becomes?|became|converts?|has\s+become|forms?)"
    return re.compile(
        rf"\s+{verbs}\s+(?:not\s+)?(?:to\s+|part\s+of\s+)?(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,2}}?"
        rf"(?:{new_forms}|academy|academies|federation|maintained|trust)\b"
        rf"|\s*(?:/|,|\band\b|\bor\b)\s*(?:an?\s+|the\s+)?(?:{new_forms})\b",
        re.IGNORECASE,
    )
