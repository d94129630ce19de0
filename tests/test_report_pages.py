"""The pages: well formed, complete without scripts, closed to the network, sound in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.example import AUDIT, COMPARISON, RECORDS, TODAY, audit_file, identical, saying
from tests.test_report_formats import HOSTILE
from toolkit.batch.records import Audit
from toolkit.comparison.result import Comparison
from toolkit.report import html, overview

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """What a test wants to know of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self.feed(source)
        self.close()
        self.words = " ".join(" ".join(self.said).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += attrs
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.said.append(data)


def page(value: Comparison | Audit) -> str:
    if isinstance(value, Audit):
        return audit_file("index.html", value).decode()
    return html.render(value, today=TODAY, overview="../index.html")


def hostile_audit(text: str) -> Audit:
    line = replace(RECORDS[0].lines[0], section=text, label=text, text=text, reasons=(text,))
    records = tuple(
        replace(
            record, file=f"{number}{text}", school=text, message=text, model_title=text,
            warnings=(text,), findings=(text,), lines=(line, line),
            report="policies/" + text.replace("#", ""),
        )
        for number, record in enumerate(RECORDS)
    )  # fmt: skip
    return Audit(text, TODAY, records, AUDIT.schools_without_policy)


VALUES = [
    COMPARISON,
    identical(),
    AUDIT,
    Audit("empty", TODAY, ()),
    *(saying(text) for text in HOSTILE),
    *(hostile_audit(text) for text in HOSTILE),
]


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_page_is_well_formed_and_its_links_lead_somewhere(value: Comparison | Audit) -> None:
    found = Page(page(value))
    assert found.open == []
    assert not [name for name, times in Counter(found.ids).items() if times > 1]
    for link in found.links:
        assert link.startswith("./") or link == "../index.html" or link[1:] in found.ids, link


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_page_holds_nothing_that_could_run_or_fetch_but_its_own(
    value: Comparison | Audit,
) -> None:
    source = page(value)
    found = Page(source)
    assert (found.tags["script"], found.tags["style"]) == (1, 1)
    assert not found.tags.keys() & {"img", "iframe", "object", "embed", "link", "video", "base"}
    assert not [
        name for name, _ in found.attributes if name.startswith("on") or name in ("src", "style")
    ]
    assert "default-src 'none'" in source
    for tag in ("script", "style"):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", source, re.S)
        assert body
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in source


def test_the_anchors_of_a_page_are_the_matches() -> None:
    ids = set(Page(page(COMPARISON)).ids)
    assert {verdict.id for verdict in COMPARISON.verdicts} <= ids


def test_everything_is_on_the_page_without_scripts() -> None:
    said = Page(page(COMPARISON)).words
    for clause in (*COMPARISON.model.document.clauses, *COMPARISON.adopted.clauses):
        assert clause.text.split()[-1].strip(":,") in said
    for text in ("Tracked changes were read as accepted.", "Page 1 of 2", "it may hold text"):
        assert text in said
    assert "Here the adopted policy has 2.2 (page 1), shown beside the model’s 3.2" in said


def test_words_are_marked_as_removed_and_put_in() -> None:
    assert "<del>must</del><ins>should</ins>" in page(COMPARISON)


def test_hostile_text_can_still_be_read() -> None:
    said = Page(page(saying(HOSTILE[0]))).words
    assert HOSTILE[0] in said
    said = Page(page(saying(HOSTILE[1]))).words
    assert "may⟨right-to-left override⟩not" in said


def test_an_overview_says_of_every_file_what_became_of_it() -> None:
    said = Page(page(AUDIT)).words
    for record in AUDIT.records:
        assert record.file in said
    for text in ("A scan without text", "run OCR", "Larchwood School", "part missing", "overdue"):
        assert text in said


def test_a_matrix_cell_leads_to_its_evidence() -> None:
    assert f"./{AUDIT.records[1].report}#m12" in Page(page(AUDIT)).links


def test_a_file_s_name_is_safe_in_a_link() -> None:
    assert overview.link("policies/a %?\ud800.html#m2") == "./policies/a%20%25%3F%3F.html#m2"
    assert overview.link("policies/javascript:x").startswith("./")


def test_clauses_that_many_change_come_first() -> None:
    said = Page(page(AUDIT)).words
    assert "Most deviated clauses" in said
    assert "Every visitor must sign in at reception" in said


def long_comparison(pages: int) -> Comparison:
    """Repeat the example until it has as many pages, of fourteen clauses each."""
    verdicts = tuple(
        replace(verdict, id=f"m{round_}-{number}")
        for round_ in range(pages * 14 // 12)
        for number, verdict in enumerate(COMPARISON.verdicts)
    )
    return replace(COMPARISON, verdicts=verdicts)


def test_a_hundred_pages_make_a_file_that_can_be_sent() -> None:
    assert len(page(long_comparison(100)).encode()) < 3_000_000


# ---------------------------------------------------------------- to the eye

# Text on its background, as style.css has them.
PAIRS = [
    ("#1b1f24", "#f4f6f8"),
    ("#4d5661", "#ffffff"),
    ("#4d5661", "#f4f6f8"),
    ("#9c1c1c", "#ffffff"),
    ("#7a4300", "#ffffff"),
    ("#174f8f", "#ffffff"),
    ("#3f5f4a", "#ffffff"),
    ("#0b4f9e", "#ffffff"),
    ("#8a1414", "#fdecea"),
    ("#0f4a22", "#e6f4ea"),
    ("#17512a", "#eef7f0"),
    ("#6b3b00", "#fcf2e0"),
    ("#7a1414", "#fdeeee"),
]
ENOUGH = 4.5  # WCAG 2.2, success criterion 1.4.3


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_every_text_stands_out_from_its_background(ink: str, paper: str) -> None:
    source = page(COMPARISON)
    assert ink in source
    assert paper in source or paper == "#ffffff"
    dark, light = sorted((luminance(ink), luminance(paper)))
    assert (light + 0.05) / (dark + 0.05) >= ENOUGH


@pytest.mark.parametrize("value", [COMPARISON, AUDIT])
def test_every_colour_stands_beside_a_word_or_a_sign(value: Comparison | Audit) -> None:
    found = re.findall(
        r'<(?:span|td) class="(?:tag|complete|changed|part|missing)[^>]*>(.*?)</', page(value)
    )
    assert found
    assert all(re.sub(r"<[^>]*>|\s", "", text) for text in found)
