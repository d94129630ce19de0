"""What always holds of reading DOCX, whatever is nested in what."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.docx_parts import abstract, cell, docx, level, num, p, run
from toolkit.document import Block, Table
from toolkit.extract.docx import read_docx
from toolkit.extract.options import Options

NUMBERING = abstract(1, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"))
NUMBERING += num(1, 1)
DELETED = '<w:rPr><w:del w:id="1"/></w:rPr>'

LEAF = st.sampled_from(
    [
        lambda word: p(run(word)),
        lambda word: p(run(word), num=(1, 1)),
        lambda word: p(run(word[:3]) + run(word[3:], "<w:b/>")),
        lambda word: p(f"<w:ins w:id='1'>{run(word)}</w:ins>"),
        lambda word: p(f'<w:hyperlink r:id="x">{run(word)}</w:hyperlink>'),
        lambda word: p(f'<w:fldSimple w:instr="REF x">{run(word)}</w:fldSimple>'),
        lambda word: p(run(word) + "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"),
        lambda word: p(run(word + " "), DELETED) + p(),
    ]
)
WRAP = st.sampled_from(
    [
        lambda inner: f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
        lambda inner: f"<w:tbl><w:tr>{cell(inner)}</w:tr></w:tbl>" + p(),
        lambda inner: f"<w:customXml>{inner}</w:customXml>",
        lambda inner: p(f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"),
        lambda inner: (
            f"<mc:AlternateContent><mc:Choice>{inner}</mc:Choice>"
            f"<mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>"
        ),
    ]
)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A body of nested content, and its words in reading order."""
    words = [f"word{order:03}x" for order in range(draw(st.integers(1, 8)))]
    body = ""
    for word in words:
        content = draw(LEAF)(word)
        for wrap in draw(st.lists(WRAP, max_size=4)):
            content = wrap(content)
        body += content
    return body, words


def blocks(body: str) -> list[Block]:
    flat: list[Block] = []
    for block in read_docx(docx(body, numbering=NUMBERING), "policy.docx", Options()).blocks:
        rows = block.rows if isinstance(block, Table) else (((block,),),)
        flat += [each for row in rows for each_cell in row for each in each_cell]
    return flat


@settings(max_examples=120, deadline=None)
@given(bodies())
def test_every_word_is_read_once_and_in_order(drawn: tuple[str, list[str]]) -> None:
    body, words = drawn
    assert " ".join(block.text for block in blocks(body)).split() == words


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=20))
def test_numbers_at_one_level_follow_one_another(levels: list[int]) -> None:
    found = blocks("".join(p("text", num=(1, ilvl)) for ilvl in levels))
    sections = [int(b.label.rstrip(".")) for b in found if b.label and b.style.list_level == 0]
    assert all(b.label for b in found)
    assert sections == list(range(sections[0], sections[0] + len(sections))) if sections else True


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text("ab \t\n", max_size=6), st.booleans()), min_size=1, max_size=8))
def test_marked_places_are_within_the_text_and_say_what_is_there(
    pieces: list[tuple[str, bool]],
) -> None:
    mark = '<w:highlight w:val="yellow"/>'
    body = p("".join(run(text, mark if marked else "") for text, marked in pieces) + run("z"))
    for block in blocks(body):
        for place in block.places:
            shown = block.text[place.start : place.end]
            assert shown.strip() == shown != ""
            assert set(shown) <= set("ab \t")
