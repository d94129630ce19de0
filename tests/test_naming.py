"""A school is told from its namesakes however its name is written, and never taken for one."""

from __future__ import annotations

import pytest

from toolkit.schools import School
from toolkit.schools.attribution import attribute, directory

NAMES = (
    "St Hilda's Church of England Voluntary Controlled Primary School, Marlow Bottom",
    "St Hilda's Church of England Primary School, Upper Tew",
    "Holy Trinity CofE (C) Primary School",
    "Our Lady & St Chad Catholic Academy",
    "The King's School",
    "Kings Norton Boys' School",
    "Marlbury High School for Girls",
    "Marlbury High School for Boys",
    "St Mary and St Hilda's CofE Academy",
    "Queen Edith's Grammar School, Marlbury",
    "St. Bede's Catholic Junior School",
    "St Bede's Catholic Infant School",
    "Nettlebed Infant School",
    "Oakfield First School",
    "Oakfield Middle School",
    "Thornhill Primary School",
)
REGISTER = directory([School(name, urn=str(920000 + at)) for at, name in enumerate(NAMES)])


def named(stated: str | None = None, file: str = "policy.docx") -> str | None:
    school = attribute("", stated, file, REGISTER).school
    return school.name if school else None


@pytest.mark.parametrize(
    ("stated", "start"),
    [
        ("St Hilda's C of E VC Primary School, Marlow Bottom", NAMES[0]),
        ("St. Hilda's CE Primary School (Upper Tew)", NAMES[1]),
        ("Holy Trinity Church of England Controlled Primary School", NAMES[2]),
        ("Kings Norton School", NAMES[5]),
        ("Marlbury Girls' High School", NAMES[6]),
        ("Queen Edith's Grammar School", NAMES[9]),
        ("St Bede's RC Junior School", NAMES[10]),
        ("St Bede Catholic Infants’ School", NAMES[11]),
        ("Oakfield First", NAMES[13]),
    ],
)
def test_the_name_it_states_is_known(stated: str, start: str) -> None:
    assert named(stated) == start


@pytest.mark.parametrize(
    ("file", "start"),
    [
        ("StHildasMarlowBottom_Whistleblowing.pdf", NAMES[0]),
        ("Upper Tew St Hildas.docx", NAMES[1]),
        ("HolyTrinityCEPrimary_AUP.docx", NAMES[2]),
        ("Our Lady & St Chads.docx", NAMES[3]),
        ("Kings Norton social networking.docx", NAMES[5]),
        ("St Mary and St Hildas AUP.pdf", NAMES[8]),
        ("St Bedes Juniors AUP.docx", NAMES[10]),
        ("stbedescatholicinfantschool.pdf", NAMES[11]),
        ("Thornhill first aid.docx", NAMES[15]),
    ],
)
def test_the_name_of_its_file_is_known(file: str, start: str) -> None:
    assert named(file=file) == start


@pytest.mark.parametrize(
    "stated",
    [
        "St Hilda's School",
        "Marlbury High School",
        "Nettlebed Junior School",  # the register has the infants alone
        "St Bede's Church of England School",
        "Oakfield School",
    ],
)
def test_a_namesake_is_not_taken_for_it(stated: str) -> None:
    assert named(stated) is None


def test_infants_and_juniors_together_are_a_primary_school() -> None:
    assert named("Thornhill Junior and Infant School") == "Thornhill Primary School"
