from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.numbering import read_label, roman_value, split_label

LABELLED = """
1. PURPOSE => 1. | PURPOSE
1 Purpose => 1 | Purpose
1 – Purpose => 1 – | Purpose
1: Purpose => 1: | Purpose
1) Purpose => 1) | Purpose
1.Purpose => 1. | Purpose
12. Communication with pupils => 12. | Communication with pupils
3A. Purpose => 3A. | Purpose
1a) where it applies => 1a) | where it applies
1.1 To set out what is expected => 1.1 | To set out what is expected
2.1 to enable staff to work => 2.1 | to enable staff to work
1.1. Scope => 1.1. | Scope
1.10 Staff => 1.10 | Staff
1.2.3 The => 1.2.3 | The
3.1The use of phones => 3.1 | The use of phones
4.2(b)(iii) That => 4.2(b)(iii) | That
(a)(i) that => (a)(i) | that
a) know this => a) | know this
(a) know this => (a) | know this
(bb) know this => (bb) | know this
A. PURPOSE => A. | PURPOSE
a. purpose => a. | purpose
(iv) That => (iv) | That
(i)That => (i) | That
(iii)that => (iii) | that
iv. That => iv. | That
xii) that => xii) | that
I. Introduction => I. | Introduction
[1] See the annex => [1] | See the annex
A.1 Forms => A.1 | Forms
B2 The panel meets => B2 | The panel meets
A3: Forms => A3: | Forms
B2.1 Forms => B2.1 | Forms
Section 1: Introduction => Section 1: | Introduction
SECTION 2 SAFETY => SECTION 2 | SAFETY
Part A => Part A |
Part One: Scope => Part One: | Scope
Appendix B => Appendix B |
Appendix A - Relevant law => Appendix A - | Relevant law
Appendix A Staff agreement => Appendix A | Staff agreement
APPENDIX 2: FORMS => APPENDIX 2: | FORMS
Annex C – Contacts => Annex C – | Contacts
Schedule 2 => Schedule 2 |
Step 1: Tell a teacher => Step 1: | Tell a teacher
Stage 2 – Formal => Stage 2 – | Formal
STAGE TWO: FORMAL => STAGE TWO: | FORMAL
Clause 3: Hirers => Clause 3: | Hirers
Rule 4. Keep left => Rule 4. | Keep left
Q1 Who may apply? => Q1 | Who may apply?
Q12. Who may apply? => Q12. | Who may apply?
§ 3 Records => § 3 | Records
§ 3.1 Records => § 3.1 | Records
3.- Records => 3.- | Records
3) – Records => 3) – | Records
1.a. All staff => 1.a. | All staff
3 . Records => 3 . | Records
3/ Records => 3/ | Records
III - Records => III - | Records
03 Records => 03 | Records
② Records => ② | Records
❸ Records => ❸ | Records
2.b) All staff => 2.b) | All staff
1.2.c All staff => 1.2.c | All staff
2c All staff => 2c | All staff
No. 3 Records => No. 3 | Records
1.1 – Records => 1.1 – | Records
b - the site manager => b - | the site manager
#3 Records => #3 | Records
A2 CCTV is used => A2 | CCTV is used
B2 {{ school.name }} keeps it => B2 | {{ school.name }} keeps it
C3 [name of school] keeps it => C3 | [name of school] keeps it
Para 3: Records => Para 3: | Records
Clause 4.2 – Records => Clause 4.2 – | Records
✅ lead => ✅ | lead
✔️ lead => ✔️ | lead
☞ lead => ☞ | lead
📌 lead => 📌 | lead
• lead => • | lead
•lead => • | lead
· lead => · | lead
▪ lead => ▪ | lead
o lead => o | lead
- lead => - | lead
-lead => - | lead
– lead => – | lead
* lead => * | lead
➢ lead => ➢ | lead
§ lead => § | lead
Ø lead => Ø | lead
☐ lead => ☐ | lead
[ ] lead => [ ] | lead
*(In some cases staff know parents.) => * | (In some cases staff know parents.)
** See above => ** | See above
¹ See above => ¹ | See above
"""

UNLABELLED = """
2018 edition
12 pupils
24 hours
101 Dalmatians
1.5 metres
2.5 million
3.5% of staff
9.30 am to noon
9.30am
9:30 am
12.30 to 1.30 is lunch
10.00 each day
5.11.2018
05.11.2018
05/11/2018
5 November 2018
5 Nov 2018
01524 555123
07 March 2024
1/2 day
I - and nobody else
020 7946 0000
£5.50 a day
1/2 day
50% of staff
No. 10 buses
1.5 – 2 metres
Paragraph 4.2 applies
1st May
1990s
11-16 year olds
2024-06
A pupil
A4 paper
Y6 pupils
B2 bombers
B12 QT
I am
e.g. a phone
i.e. a phone
p. 5
(s)he must
(including phones)
(2018)
one of
mix. of
civil) law
Section 12 of the Act applies.
Section 175 Education Act 2002 places this duty on the governing body of every school.
Part A of the form must be filled in
Annex C Online safety within the national guidance offers further guidance to every school.
section 1: is where it says so
Stage 2 complaints are heard by a panel
Key Stage 2: Mathematics
Q1 results
2nd floor
3D printers
2b or not
☎ 01524 555123
"12. quoted"
--------
... and so on
"""


def _cases(table: str) -> list[tuple[str, str, str]]:
    rows = [line.partition(" => ") for line in table.strip().splitlines()]
    parts = [(text, *expected.partition("|")) for text, _, expected in rows]
    return [(text, label.strip(), rest.strip()) for text, label, _, rest in parts]


@pytest.mark.parametrize(("text", "label", "rest"), _cases(LABELLED))
def test_a_typed_label_is_taken_off(text: str, label: str, rest: str) -> None:
    assert split_label(text) == (label, rest)


@pytest.mark.parametrize("text", UNLABELLED.strip().splitlines())
def test_what_only_looks_like_a_label_stays(text: str) -> None:
    assert split_label(text) == ("", text)


@pytest.mark.parametrize("glyph", ["\uf0b7", "\uf0a7", "\ue000"])
def test_a_private_use_sign_is_a_bullet(glyph: str) -> None:
    assert split_label(f"{glyph}\tlead") == (glyph, "lead")


@pytest.mark.parametrize("text", ["1\tthe use", "I\tthe use", "a\tthe use", "2.1\tthe use"])
def test_a_tab_makes_a_bare_mark_a_label(text: str) -> None:
    mark, _, rest = text.partition("\t")
    assert split_label(text) == (mark, rest)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("(i)", {("(i)", (1,)), ("(a)", (9,))}),
        ("(v)", {("(i)", (5,)), ("(a)", (22,))}),
        ("(c)", {("(i)", (100,)), ("(a)", (3,))}),
        ("(iv)", {("(i)", (4,))}),
        ("b)", {("a)", (2,))}),
        ("3.1", {("1.1", (3, 1))}),
        ("3.1.", {("1.1", (3, 1))}),
        ("4.2(b)(iii)", {("1.1(a)(i)", (4, 2, 2, 3))}),
        ("Appendix B", {("Appendix A", (2,))}),
        ("PART TWO:", {("Part 1", (2,))}),
        ("iv", {("i", (4,))}),
        ("•", {("•", ())}),
        ("o", {("o", ())}),
        ("–", {("–", ())}),
        ("2.0", {("1", (2,))}),
        ("A.2", {("A.1", (1, 2))}),
        ("Q4.", {("Q1", (4,))}),
        ("Step two:", {("Step 1", (2,))}),
        ("§ 4", {("§ 1", (4,))}),
        ("④", {("①", (4,))}),
        ("2.b.", {("1a", (2, 2))}),
        ("Q:", {("A", (17,))}),
        ("No. 4", {("No 1", (4,))}),
        ("Clause 4.2:", {("Clause 1", (4, 2))}),
    ],
)
def test_an_ambiguous_label_keeps_all_its_readings(
    label: str, expected: set[tuple[str, tuple[int, ...]]]
) -> None:
    read = read_label(label)
    assert read is not None
    assert {(reading.scheme, reading.path) for reading in read.readings} == expected


def test_what_is_no_label_has_no_reading() -> None:
    assert read_label("purpose") is None
    assert read_label("") is None


@pytest.mark.parametrize(
    ("label", "firm"), [("2", False), ("J.", False), ("b -", False), ("2.", True)]
)
def test_a_label_that_needs_its_neighbours_is_not_firm(label: str, firm: bool) -> None:
    read = read_label(label)
    assert read is not None
    assert read.firm is firm


@pytest.mark.parametrize(
    ("mark", "value"), [("iv", 4), ("IX", 9), ("xl", 40), ("vx", None), ("iX", None), ("", None)]
)
def test_roman_numbers_are_well_formed(mark: str, value: int | None) -> None:
    assert roman_value(mark) == value


@given(st.text(max_size=60) | st.from_regex(r"\A[(\[]?[\da-z.]{1,6}[)\].]? .{0,20}"))
def test_label_and_rest_are_the_text_and_every_label_can_be_read(text: str) -> None:
    label, rest = split_label(text)
    assert "".join((label + rest).split()) == "".join(text.split())
    read = read_label(label)
    assert not label or (read is not None and read.readings)
