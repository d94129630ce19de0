"""Edits as a person would mark them: whole words, no confetti, old and new whole where apart."""

from __future__ import annotations

import pytest

from tests.docx_parts import docx, p
from tests.redline_package import open_package, w
from toolkit.tracked import redline

CASES = [
    (
        "Staff should report a concern at once.",
        "Staff must report a concern at once.",
        "Staff [-should-]{+must+} report a concern at once.",
    ),
    (
        "The form is kept for six years.",
        "The form is kept for seven years.",
        "The form is kept for [-six-]{+seven+} years.",
    ),
    (
        "It goes to the head of the school within two days by letter.",
        "It goes to the chair of the board within two days by letter.",
        "It goes to the [-head-]{+chair+} of the [-school-]{+board+} within two days by letter.",
    ),
    (
        "Visitors sign in at the office.",
        "Pupils bring their own lunch.",
        "[-Visitors sign in at the office.-]{+Pupils bring their own lunch.+}",
    ),
    ("PURPOSE", "1.\tPURPOSE", "{+1.+}{+\t+}PURPOSE"),
    ("Ends here", "Ends here, today", "Ends here{+, today+}"),
    ("Réunion d’été", "Réunions d’été", "[-Réunion-]{+Réunions+} d’été"),
]


def marked(old: str, new: str) -> str:
    """The paragraph as read: [-deleted-], {+inserted+}."""
    result = redline(docx(p(old)), docx(p(new)), author="Clerk", date="2026-11-20T09:00:00Z")
    package = open_package(result)
    said = ""
    for element in package.root(package.main).iter(w("t"), w("delText"), w("tab")):
        above = [a.tag for a in element.iterancestors()]
        text = "\t" if element.tag == w("tab") else element.text or ""
        if not text:
            continue
        if w("ins") in above:
            text = f"{{+{text}+}}"
        elif w("del") in above:
            text = f"[-{text}-]"
        said += text
    return said


@pytest.mark.parametrize(("old", "new", "wanted"), CASES)
def test_an_edit_reads_as_a_person_would_mark_it(old: str, new: str, wanted: str) -> None:
    assert marked(old, new) == wanted
