"""Any document, however edited: its redline is exact on both sides and by Word's rules."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tests.redline_rare_cases  # noqa: F401 - registers its pairs
from tests.docx_parts import docx, p, part, run, styled, table
from tests.redline_cases import (
    HEADINGS,
    LINK,
    NUMBERS,
    PAIRS,
    PIXEL,
    SITES,
    box,
    picture,
    rows,
    tr,
)
from tests.redline_note_cases import SEPARATORS, contents, control, field, ref
from tests.redline_odd_cases import BREAK, PAGE, RATIO, RUBY, sum_of
from tests.redline_oracle import said
from tests.redline_rules import faults
from toolkit.tracked import redline

WORDS = [
    "staff",
    "must",
    "report",
    "a",
    "concern",
    "to",
    "the",
    "governors",
    "before",
    "each",
    "term",
    "ends",
    "and",
    "keep",
    "it",
    "safe",
]
LOOKS = [
    "",
    "<w:b/>",
    "<w:i/>",
    '<w:rFonts w:ascii="Arial"/><w:b/><w:sz w:val="20"/>',
    '<w:rStyle w:val="Strong"/>',
]
NOTES = 4
# One that holds a chunk is refused beside one that does not.
HAND_MADE = sorted(name for name in PAIRS if "chunk" not in name)
BOOKMARK = '<w:bookmarkStart w:id="{0}" w:name="b{0}"/>{1}<w:bookmarkEnd w:id="{0}"/>'


def held_row(text: str, control_at: int) -> str:
    """A row by itself, in a content control, or with a cell in one."""
    first = f"<w:tc>{p(text)}</w:tc>"
    row = tr(control(first) if control_at == 2 else first, f"<w:tc>{p('x')}</w:tc>")
    return control(row) if control_at == 1 else row


phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
runs = st.builds(run, phrases, st.sampled_from(LOOKS))
inline = st.one_of(
    runs,
    runs,
    runs,
    st.builds(lambda text: LINK.format(run(text)), phrases),
    st.builds(lambda one, two: LINK.format(one + field("PAGE", two)), runs, phrases),
    st.builds(lambda one, two: LINK.format(one + two), runs, st.integers(1, NOTES).map(ref)),
    st.builds(lambda one, two: control(one + control(two)), runs, runs),
    st.builds(lambda n, one: BOOKMARK.format(n, one), st.integers(0, 9), runs),
    st.builds(lambda text: control(run(text)), phrases),
    st.builds(lambda text: field("QUOTE", text), phrases),
    st.builds(lambda text: f'<w:fldSimple w:instr=" PAGE ">{run(text)}</w:fldSimple>', phrases),
    st.builds(lambda text: box(p(text)), phrases),
    st.builds(sum_of, phrases),
    st.builds(RATIO.format, phrases, phrases),
    st.builds(RUBY.format, phrases, phrases),
    st.integers(1, NOTES).map(ref),
    st.sampled_from(
        [picture("rIdA"), picture("rIdB", 2), "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"]
    ),
    st.builds(lambda text: f'<w:dir w:val="rtl">{run(text)}</w:dir>', phrases),
)
content = st.lists(inline, max_size=4).map("".join)
properties = st.sampled_from(
    [
        "",
        "",
        '<w:pStyle w:val="Heading1"/>',
        '<w:pStyle w:val="Quote"/>',
        '<w:keepNext/><w:jc w:val="center"/>',
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
        '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>',
        "<w:rPr><w:b/></w:rPr>",
        BREAK,
    ]
)
paragraphs = st.builds(p, content, properties)
plain = st.builds(p, phrases)
cells = st.lists(
    st.one_of(plain, plain, phrases.map(lambda t: table([t, "x"]) + p())), min_size=1, max_size=2
).map("".join)
tables = st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=3).map(
    lambda t: table(*t)
)
held = st.lists(st.tuples(phrases, st.integers(0, 2)), min_size=1, max_size=4).map(
    lambda lines: rows(*(held_row(text, control_at) for text, control_at in lines))
)
blocks = st.one_of(
    held,
    paragraphs,
    paragraphs,
    paragraphs,
    plain,
    tables,
    st.lists(plain, min_size=1, max_size=2).map(lambda ps: control("".join(ps))),
    st.lists(phrases, min_size=1, max_size=3).map(lambda lines: contents(*lines)),
    st.builds(
        lambda text: rows(tr(f"<w:tc>{p(text)}</w:tc>"), properties='<w:tblStyle w:val="A"/>'),
        phrases,
    ),
    st.builds(lambda text: styled("Heading2", text), phrases),
)
stories = st.lists(blocks, max_size=7)
edits = st.lists(
    st.tuples(
        st.sampled_from(["drop", "add", "swap", "again", "word", "replace"]),
        st.integers(0, 9),
        blocks,
        st.sampled_from(WORDS),
    ),
    max_size=5,
)


def edited(story: list[str], done: list[tuple[str, int, str, str]]) -> list[str]:
    result = list(story)
    for kind, where, block, word in done:
        at = where % (len(result) + 1)
        if kind == "add" or at >= len(result):
            result.insert(at, block)
        elif kind == "drop":
            del result[at]
        elif kind == "swap":
            result[0], result[at] = result[at], result[0]
        elif kind == "again":
            result.append(result[at])
        elif kind == "replace":
            result[at] = block
        else:
            result[at] = (
                result[at].replace(f">{word}", ">nobody", 1).replace(f" {word}", " nobody", 1)
            )
    return result


def document(story: list[str], ending: str) -> bytes:
    notes = "".join(
        f'<w:footnote w:id="{n}">{p(WORDS[n])}</w:footnote>' for n in range(1, NOTES + 1)
    )
    return docx(
        "".join(story) + ending + f"<w:sectPr>{PAGE}</w:sectPr>",
        styles=HEADINGS,
        numbering=NUMBERS,
        parts={
            "word/footnotes.xml": part("footnotes", SEPARATORS + notes),
            "word/media/rIdA.png": PIXEL,
            "word/media/rIdB.png": PIXEL + b"other",
        },
        relationships=[
            *SITES,
            ("rIdN", "footnotes", "footnotes.xml"),
            ("rIdA", "image", "media/rIdA.png"),
            ("rIdB", "image", "media/rIdB.png"),
        ],
    )


def hold(old: bytes, new: bytes) -> None:
    result = redline(old, new, author="Clerk", date="2026-11-20T09:00:00Z")
    assert said(result, "accept") == said(new, "accept")
    assert said(result, "reject") == said(old, "accept")
    own = {*faults(old), *faults(new)}
    assert [fault for fault in faults(result) if fault not in own] == []


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories, edits, plain, plain)
def test_a_document_and_its_edit(
    story: list[str], done: list[tuple[str, int, str, str]], one: str, other: str
) -> None:
    hold(document(story, one), document(edited(story, done), other))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories, stories, st.sampled_from(["", p()]), st.sampled_from(["", p()]))
def test_any_two_documents(one: list[str], other: list[str], end: str, other_end: str) -> None:
    hold(document(one, end), document(other, other_end))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(*(st.tuples(st.sampled_from(HAND_MADE), st.integers(0, 1)) for _ in range(2)))
def test_any_two_of_the_hand_made_documents(one: tuple[str, int], other: tuple[str, int]) -> None:
    hold(*(PAIRS[name]()[side] for name, side in (one, other)))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(stories)
def test_a_document_and_itself_has_no_changes(story: list[str]) -> None:
    data = document(story, p())
    result = redline(data, data, author="Clerk", date="2026-11-20T09:00:00Z")
    assert said(result, "reject") == said(result, "accept") == said(data, "accept")
    for mark in (b"<w:ins ", b"<w:del ", b"Change ", b"<w:moveFrom "):
        assert mark not in _document_part(result)


def _document_part(data: bytes) -> bytes:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")
