"""The model policies that are held: loading them, naming one, their marked places."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import carried, library
from toolkit.document import Clause, Document, Place
from toolkit.errors import Code, InputError, UsageError
from toolkit.language.gaps import find_places
from toolkit.library import front_matter
from toolkit.library.places import mark_places

CASES = Path(__file__).parent / "cases" / "places"
HEAD = "id: lone-working\ntitle: Lone working\nauthority: Example County\n"
REST = "edition: 2020-01\nadoption: adapt\n"
BODY = "# Lone working\n\n1.1 Staff of {{ school.name }} must not work alone.\n"


def hold(folder: Path, text: str, name: str = "lone-working/2020-01.md") -> Path:
    path = folder / "model_policies" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def model_text(head: str = HEAD + REST, body: str = BODY) -> str:
    return f"---\n{head}---\n\n{body}"


@pytest.fixture(scope="module")
def held() -> tuple[library.ModelPolicy, ...]:
    return library.load([carried.data_folder("model_policies")])


# --- what is held -------------------------------------------------------------------------------


def test_three_policies_are_held_in_two_editions_each(
    held: tuple[library.ModelPolicy, ...],
) -> None:
    assert [model.name for model in held] == [
        "acceptable-use@2019-09",
        "acceptable-use@2025-01",
        "confidential-reporting@2017-03",
        "confidential-reporting@2025-09",
        "social-networking@2018-01",
        "social-networking@2024-06",
    ]


def test_the_held_models_use_all_three_regimes_of_adoption(
    held: tuple[library.ModelPolicy, ...],
) -> None:
    assert {model.adoption for model in held} == {"verbatim", "marked-places", "adapt"}


def test_each_newer_edition_says_which_it_supersedes(held: tuple[library.ModelPolicy, ...]) -> None:
    names = {model.name for model in held}
    assert all(f"{m.id}@{m.supersedes}" in names for m in held if m.supersedes)
    assert sum(model.supersedes is not None for model in held) == 3


def test_a_held_model_keeps_its_text_and_marked_places_for_drafting(
    held: tuple[library.ModelPolicy, ...],
) -> None:
    for model in held:
        assert "{{ school.name }}" in model.text
        assert not model.text.startswith("---")
        assert "head.name" in model.text or "dpo.name" in model.text
        assert {p.name for c in model.document.clauses for p in c.places} >= {"adopted_on"}


def test_a_held_model_is_as_long_and_as_awkward_as_a_real_one(
    held: tuple[library.ModelPolicy, ...],
) -> None:
    assert "note" in {c.kind for model in held for c in model.document.clauses}
    for model in held:
        clauses = model.document.clauses
        assert len(clauses) > 60
        assert {c.kind for c in clauses} >= {"heading", "paragraph", "item", "quote", "table_row"}
        assert {c.permission for c in clauses} == {"verbatim", "optional", "local"}


# --- folders ------------------------------------------------------------------------------------


def test_the_users_own_folder_comes_before_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(tmp_path, model_text())
    monkeypatch.chdir(tmp_path)
    assert carried.data_folders("model_policies")[0] == tmp_path / "model_policies"
    assert {"lone-working", "social-networking"} <= {model.id for model in library.load()}


def test_the_users_own_edition_stands_for_ours_of_the_same_name(tmp_path: Path) -> None:
    own = model_text(HEAD.replace("Lone working", "Ours") + REST)
    first, second = tmp_path / "a", tmp_path / "b"
    hold(first, own)
    hold(second, model_text())
    held = library.load([first / "model_policies", second / "model_policies"])
    assert [model.title for model in held] == ["Ours"]


def test_a_readme_and_hidden_files_are_no_models(tmp_path: Path) -> None:
    hold(tmp_path, model_text())
    hold(tmp_path, "How to use these", "lone-working/README.md")
    hold(tmp_path, "a lock", "lone-working/.2020-01.md")
    assert len(library.load([tmp_path / "model_policies"])) == 1


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert library.load([tmp_path / "nowhere"]) == ()


def test_an_installation_without_its_folders_says_so() -> None:
    with pytest.raises(UsageError, match=r"no_such_folder is missing.*install it again"):
        carried.data_folder("no_such_folder")


# --- broken files -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# No front matter\n", 1, "missing or not closed"),
        ("---\nid: x\n# never closed\n", 1, "missing or not closed"),
        (
            model_text(HEAD),
            1,
            "does not give edition and adoption; add lines such as edition: 2024-06, adoption",
        ),
        (model_text(HEAD + REST + "adption: adapt\n"), 7, "did you mean adoption"),
        (model_text(HEAD + REST.replace("adapt", "as is")), 6, "verbatim, marked-places, adapt"),
        (model_text(HEAD + REST + "statutory: often\n"), 7, "neither true nor false"),
        (model_text(HEAD + REST.replace("2020-01", "spring")), 5, "a date such as 2024-06"),
        (model_text(HEAD + REST.replace("2020-01", "2020-13-45")), 2, "not YAML"),
        (model_text(HEAD.replace("Lone working", "Lone: working") + REST), 3, "quotation marks"),
        (model_text("- a\n- b\n"), 2, "lines such as id:"),
        (model_text(body="1.1 Staff of {{ school.name must not.\n"), 9, "is not closed"),
        (model_text(body="1.1 Staff of school.name }} must not.\n"), 9, "is not closed"),
        (model_text(body="\n1.1 Staff may. {.optonal}\n"), 10, "{.optional} or {.local}"),
        (model_text("[" * 9_000 + "\n"), 2, "not YAML"),
        (model_text("a: " + "x" * 20_000 + "\n"), 1, "more than 10000 characters"),
        (model_text(HEAD + REST + "source: [a, b]\n"), 7, "not a single piece of text"),
    ],
)
def test_a_broken_model_file_is_named_with_its_line_and_remedy(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = hold(tmp_path, text)
    with pytest.raises(InputError) as raised:
        library.load([tmp_path / "model_policies"])
    message = str(raised.value)
    assert message.startswith(f"{path}, line {line}: ")
    assert words in message
    assert ";" in message


def test_a_file_kept_under_another_name_is_told_which(tmp_path: Path) -> None:
    hold(tmp_path, model_text(), "lone-working/2021-01.md")
    with pytest.raises(InputError, match="edition is '2020-01' but it is kept under '2021-01'"):
        library.load([tmp_path / "model_policies"])


def test_a_model_that_is_not_utf_8_is_told_how_to_save_it(tmp_path: Path) -> None:
    path = hold(tmp_path, "")
    path.write_bytes(model_text().replace("must", "m\xfcst").encode("latin-1"))
    with pytest.raises(InputError, match=r"line 11: not UTF-8.*save the file again") as raised:
        library.load([tmp_path / "model_policies"])
    assert raised.value.code is Code.GARBLED


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    path = hold(tmp_path, "")
    path.write_bytes(("\ufeff" + model_text().replace("\n", "\r\n")).encode())
    (model,) = library.load([tmp_path / "model_policies"])
    assert model.name == "lone-working@2020-01"


# --- naming one ---------------------------------------------------------------------------------


def test_an_id_names_its_latest_edition(held: tuple[library.ModelPolicy, ...]) -> None:
    assert library.find("social-networking", held).edition == "2024-06"
    assert library.latest("social-networking", held).edition == "2024-06"


def test_an_id_with_an_edition_names_that_one(held: tuple[library.ModelPolicy, ...]) -> None:
    assert library.find("social-networking@2018-01", held).edition == "2018-01"


def test_editions_run_from_the_oldest(held: tuple[library.ModelPolicy, ...]) -> None:
    editions = library.editions("acceptable-use", held)
    assert [model.edition for model in editions] == ["2019-09", "2025-01"]
    assert library.editions("unheard-of", held) == ()


@pytest.mark.parametrize(
    ("reference", "meant"),
    [
        ("socal-networking", "did you mean social-networking?"),
        ("Social Networking", "did you mean social-networking?"),
        ("networking", "did you mean social-networking?"),
        ("whistle", "did you mean confidential-reporting?"),
        ("social-networking@2023", "social-networking@2018-01 or social-networking@2024-06"),
        ("zebra crossings", "held: acceptable-use@2019-09"),
        ("gone.docx", "there is no such file"),
        (".", "is a folder; give one file"),
    ],
)
def test_an_unknown_name_is_answered_with_what_was_meant_and_what_is_held(
    reference: str, meant: str, held: tuple[library.ModelPolicy, ...]
) -> None:
    with pytest.raises(UsageError) as raised:
        library.find(reference, held)
    assert meant in str(raised.value)
    assert "model_policies/<id>/<edition>.md" in str(raised.value)


def test_a_path_names_a_model_without_id_and_edition(
    tmp_path: Path, held: tuple[library.ModelPolicy, ...]
) -> None:
    path = hold(tmp_path, model_text())
    model = library.find(str(path), held)
    assert (model.id, model.edition, model.title) == (None, None, "Lone working")
    assert model.name == "2020-01.md"
    assert "{{ school.name }}" in model.text


def test_a_plain_markdown_file_needs_no_front_matter(
    tmp_path: Path, held: tuple[library.ModelPolicy, ...]
) -> None:
    path = tmp_path / "plain.md"
    path.write_text("# Lone working\n\n1.1 Staff of [insert school name] must not.\n")
    model = library.find(path, held)
    assert [p.name for c in model.document.clauses for p in c.places] == ["insert school name"]


# --- marked places ------------------------------------------------------------------------------


def place_cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in (CASES / "marked.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            cases[-1][1].append(line[2:])
        elif line and not line.startswith("#"):
            cases.append((line, []))
    return cases


@pytest.mark.parametrize(("text", "expected"), place_cases())
def test_gaps_are_places_and_ordinary_punctuation_is_not(text: str, expected: list[str]) -> None:
    assert [text[place.start : place.end] for place in find_places(text)] == expected


def test_a_place_that_the_model_named_is_kept() -> None:
    text = "Adopted by [school name] on ........"
    named = Place(11, 24, "school.name")
    clause = Clause("s1", "1.", "paragraph", 1, None, text, places=(named,))
    document = Document("model.md", "0", "markdown", (clause,))
    (marked,) = mark_places(document).clauses
    assert marked.places == (named, Place(28, 36, "gap"))


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*"[](){}<>«»._… xXdDmMyY/-", "insert school", "DD", "XXX"])))
def test_no_place_is_overlooked_for_want_of_a_mark(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert find_places(text) == find_places(f"{text}\n<")  # with a mark it is searched for sure


@given(st.text(alphabet="[](){}<>«»._…Xx insert school name date 0/", max_size=200))
def test_places_are_in_order_and_never_overlap(text: str) -> None:
    places = find_places(text)
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(a.end <= b.start for a, b in pairwise(places))


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_stray_text_above_a_policy_is_refused_with_a_line(text: str) -> None:
    with pytest.raises(InputError, match=r"model\.md, line \d+: "):  # no such text is one
        front_matter.parse("model.md", text)
