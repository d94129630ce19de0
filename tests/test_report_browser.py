"""The pages in a real browser: by keyboard, by phone, on paper, without scripts, by axe-core."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.example import AUDIT, COMPARISON, saying
from tests.test_report_formats import HOSTILE
from tests.test_report_pages import hostile_audit, long_comparison, page

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (extra dev)")
pytestmark = pytest.mark.chromium

# WCAG 2.2 AA is what these tags add up to; "best-practice" goes beyond it.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
SHOWN = "[...document.querySelectorAll('.row:not([hidden])')].map((row) => row.id)"
ACTIVE = "document.activeElement.id || document.activeElement.textContent.trim()"
OUTLINED = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        options = ["--no-sandbox", "--disable-gpu"]
        found = driver.chromium.launch(executable_path=chromium, args=options)
        yield found
        found.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens a page as it is; whatever it does wrong or asks the network for fails the test."""
    wrong: list[str] = []
    contexts = []

    def opened(source: str, size: dict[str, int] = DESK, *, scripts: bool = True) -> Any:
        path = tmp_path / "page.html"
        path.write_text(source, encoding="utf-8")
        contexts.append(browser.new_context(viewport=size, java_script_enabled=scripts))
        tab = contexts[-1].new_page()
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        tab.on("request", lambda asked: wrong.append(asked.url))
        tab.on("dialog", lambda dialog: wrong.append(dialog.message))
        tab.goto(path.as_uri())
        wrong.remove(path.as_uri())
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def axe() -> str:
    package = pytest.importorskip("axe_playwright_python", reason="carries axe-core (extra dev)")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(tab: Any, axe: str) -> list[str]:
    tab.evaluate(axe)
    found = tab.evaluate("(tags) => axe.run({runOnly: {type: 'tag', values: tags}})", RULES)
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


PAGES = {
    "comparison": lambda: page(COMPARISON),
    "audit": lambda: page(AUDIT),
    "hostile comparison": lambda: page(saying(HOSTILE[0])),
    "hostile audit": lambda: page(hostile_audit(HOSTILE[0])),
}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["comparison", "audit"])
def test_axe_finds_no_barrier(name: str, size: dict[str, int], show: Open, axe: str) -> None:
    tab = show(PAGES[name](), size)
    for fold in tab.query_selector_all("details"):
        fold.evaluate("(fold) => { fold.open = true; }")
    assert violations(tab, axe) == []


def test_axe_is_awake(show: Open, axe: str) -> None:
    barred = page(COMPARISON).replace("<h1>", "<h1><button></button>")
    assert [found.partition(":")[0] for found in violations(show(barred), axe)] == ["button-name"]


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(name: str, show: Open) -> None:
    tab = show(PAGES[name](), PHONE)
    assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_one_long_word_makes_no_page_wider(show: Open) -> None:
    for source in (page(saying("x" * 3000)), page(hostile_audit("y" * 3000))):
        tab = show(source, PHONE)
        assert tab.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


# ---------------------------------------------------------------- filters and steps


def test_filters_and_search_work(show: Open) -> None:
    tab = show(page(COMPARISON))
    assert len(tab.evaluate(SHOWN)) == 12
    tab.get_by_label("Material only").check()
    assert tab.evaluate(SHOWN) == ["m4", "m9", "m12"]
    tab.get_by_label("Material only").uncheck()
    tab.get_by_label("Search").fill("PHOTOGRAPHS")
    assert tab.evaluate(SHOWN) == ["m10"]
    assert tab.locator(".tools [role=status]").text_content() == "1 of 12 clauses shown"
    tab.evaluate("location.hash = '#m12'")
    tab.wait_for_selector("#m12:focus")
    tab.get_by_role("button", name="Changes only").click()
    assert len(tab.evaluate(SHOWN)) == tab.locator(".row[data-change]").count() == 6
    tab.get_by_role("button", name="Show everything").click()
    tab.wait_for_selector(".row:not([hidden]) >> nth=11", state="attached")


def test_the_changes_are_stepped_through_by_button_list_and_key(show: Open) -> None:
    tab = show(page(COMPARISON))
    current = "document.querySelector('[aria-current]').dataset.change"
    told = tab.locator(".stepper [role=status]")
    tab.get_by_role("button", name="Next").click()
    assert tab.evaluate(current) == "1"
    tab.get_by_label("Go to change").select_option(index=3)
    assert tab.evaluate(current) == "3"
    assert tab.evaluate("document.activeElement.tagName") != "ARTICLE"
    tab.get_by_role("button", name="Previous").click()
    assert tab.evaluate(current) == "2"
    for _ in range(5):
        tab.keyboard.press("Alt+ArrowDown")
    assert tab.evaluate(current) == "6"
    assert tab.evaluate("document.activeElement.dataset.change") == "6"
    assert told.text_content() == "That was the last change"
    tab.keyboard.press("Alt+ArrowUp")
    assert str(told.text_content()).startswith("Change 5 of 6: ")


def test_steps_pass_over_what_a_filter_hides(show: Open) -> None:
    tab = show(page(COMPARISON))
    tab.get_by_label("Material only").check()
    options = tab.locator("#change option").all_text_contents()
    assert options[0] == "3 of 6 changes shown"
    seen = []
    for _ in range(3):
        tab.get_by_role("button", name="Next").click()
        seen.append(tab.evaluate("document.querySelector('[aria-current]').id"))
    assert seen == ["m4", "m9", "m12"]


# ---------------------------------------------------------------- by keyboard alone


def test_every_stop_of_the_tab_key_is_seen_and_in_reading_order(show: Open) -> None:
    tab = show(page(COMPARISON))
    stops = "a[href], button, input, select, summary, [tabindex='0']"
    order = f"""[...document.querySelectorAll("{stops}")]
      .filter((e) => e.tabIndex >= 0 && e.checkVisibility()).length"""
    seen = []
    for _ in range(tab.evaluate(order)):
        tab.keyboard.press("Tab")
        assert tab.evaluate(OUTLINED), tab.evaluate(ACTIVE)
        seen.append(tab.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
        covered = tab.evaluate(
            """(() => { const bar = document.querySelector('.bar').getBoundingClientRect();
            const e = document.activeElement, box = e.getBoundingClientRect();
            return !e.closest('.bar') && bar.top <= 0 && box.bottom <= bar.bottom; })()"""
        )
        assert not covered, tab.evaluate(ACTIVE)
    assert tab.evaluate("document.activeElement.tagName") != "BODY"
    # The bar of steps sticks to the top of the window, so its place is where it is seen.
    assert sum(later < earlier - 60 for earlier, later in pairwise(seen)) <= 1


def test_filters_are_worked_with_keys_alone(show: Open) -> None:
    tab = show(page(COMPARISON))
    tab.keyboard.press("Tab")
    assert tab.evaluate(ACTIVE) == "Skip to the main text"
    tab.keyboard.press("Enter")
    assert tab.evaluate(ACTIVE) == "main"
    tab.locator("[name=material]").focus()
    tab.keyboard.press("Space")
    assert tab.evaluate(SHOWN) == ["m4", "m9", "m12"]
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate(ACTIVE) == "search"
    tab.keyboard.type("no such words")
    assert tab.evaluate(SHOWN) == []
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".row:not([hidden]) >> nth=11", state="attached")


def test_the_overview_is_filtered_and_sorted_with_keys(show: Open) -> None:
    tab = show(page(AUDIT))
    names = """[...document.querySelectorAll("#policies tbody tr:not([hidden]) th")]
      .map((th) => th.firstChild.textContent.trim().split(" ")[0])"""
    assert tab.evaluate(names) == ["Ashby", "Oakfield", "St", "Willowbank"]
    tab.locator("#policies").get_by_role("button", name="Missing", exact=True).focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    assert tab.evaluate(names) == ["Oakfield", "Ashby", "St", "Willowbank"]
    assert tab.locator("[aria-sort]").get_attribute("aria-sort") == "descending"
    tab.locator('a[data-standing="Green"]').focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate(names) == ["St"]


# ---------------------------------------------------------------- text, paper, size


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_without_scripts_all_text_is_there_and_no_dead_control(
    size: dict[str, int], show: Open
) -> None:
    tab = show(page(COMPARISON), size, scripts=False)
    said = tab.evaluate("document.querySelector('#side-by-side').innerText.replace(/\\s+/g, ' ')")
    for clause in (*COMPARISON.model.document.clauses, *COMPARISON.adopted.clauses):
        assert clause.text.split()[-1].strip(":,") in said
    assert tab.locator("button:visible, input:visible, select:visible").count() == 0
    assert tab.locator("summary:visible").count() > 0  # folds open without scripts


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_runs_and_fetches_nothing(text: str, show: Open) -> None:
    for source in (page(saying(text)), page(hostile_audit(text))):
        tab = show(source)
        assert tab.evaluate("document.images.length + document.scripts.length") == 1


def test_paper_shows_what_is_folded_and_nothing_to_click(show: Open, tmp_path: Path) -> None:
    tab = show(page(COMPARISON), scripts=False)
    tab.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    said = " ".join(leaf.get_textpage().get_text_bounded() for leaf in document)
    assert document[0].get_size() == pytest.approx((595, 842), abs=2)
    document.close()
    assert "Copy link" not in said
    assert "Previous" not in said
    words = " ".join(said.split())
    for folded in ("Tracked changes were read as accepted", "Page 1 of 2"):
        assert folded in words


def test_a_hundred_pages_open_and_are_filtered(show: Open) -> None:
    tab = show(page(long_comparison(100)))
    rows = tab.locator(".row").count()
    assert rows > 1_000
    tab.get_by_label("Material only").check()
    assert 0 < len(tab.evaluate(SHOWN)) < rows
    tab.get_by_role("button", name="Next").click()
    assert tab.locator("[aria-current]").count() == 1


def test_a_link_to_a_clause_deep_in_a_long_page_leads_there(show: Open) -> None:
    tab = show(page(long_comparison(40)))
    tab.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    tab.evaluate("location.hash = '#m30-7'")
    tab.wait_for_selector("#m30-7:focus")
    place = tab.locator("#m30-7").bounding_box()
    bar = tab.locator(".bar").bounding_box()
    assert bar["y"] + bar["height"] <= place["y"] < DESK["height"] / 2
