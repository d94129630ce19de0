"""The house rules that a reader relies on: data flows one way, and each library has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "toolkit"

# A stage may import itself and what stands before it.
STAGES = (
    "errors",
    "output",
    "carried",
    "typeset",
    "document",
    "numbering",
    "language",
    "extract",
    "structure",
    "metadata",
    "reading",
    "library",
    "align",
    "textdiff",
    "localise",
    "classify",
    "comparison",
    "schools",
    "drafting",
    "tracked",
    "rewrite",
    "merge",
    "refreshing",
    "isolation",
    "batch",
    "report",
    "register",
    "auditing",
    "commands",
    "api",
    "cli",
)

# Where each third-party library comes in; every other module goes through these.
DOORS = {
    "click": ("cli",),
    "distributed": ("auditing/cluster",),
    "diff_match_patch": ("textdiff",),
    "docx": ("drafting",),
    "docxtpl": ("drafting",),
    "jinja2": ("drafting", "report"),
    "lxml": ("extract/docx", "tracked", "rewrite"),
    "markdown_it": ("extract/markdown",),
    "numpy": ("align",),
    "openpyxl": ("schools/workbook",),
    "pdfplumber": ("extract/pdf",),
    "pypdfium2": ("extract/pdf",),
    "rapidfuzz": ("align",),
    "typst": ("typeset",),
    "xlsxwriter": ("report/xlsx",),
    "yaml": ("library/front_matter",),
}

# The stages between reading and writing know no files and no clock.
PURE = (
    "structure",
    "metadata",
    "align",
    "textdiff",
    "localise",
    "classify",
    "comparison",
)
LONGEST = 45  # lines, its signature and docstring among them
OUTSIDE = {"os", "io", "pathlib", "shutil", "subprocess", "socket", "urllib", "time", "tempfile"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every name imported anywhere in the module, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = absolute(path, node)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def absolute(path: Path, node: ast.ImportFrom) -> str:
    """Name the module that a `from … import` reaches, also where it is written relatively."""
    if not node.level:
        return node.module or ""
    folder = path.relative_to(PACKAGE.parent).parts[: -node.level]
    return ".".join([*folder, *([node.module] if node.module else [])])


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_stage_imports_only_earlier_stages(path: Path) -> None:
    stage = stage_of(path)
    if stage in {"__init__", "__main__"}:
        return
    assert stage in STAGES, f"{stage} has no place in the pipeline yet: add it to STAGES"
    earlier = set(STAGES[: STAGES.index(stage) + 1])
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "toolkit" and len(parts) > 1 and parts[1] in STAGES:
            assert parts[1] in earlier, f"{path.name} ({stage}) imports the later stage {parts[1]}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_library_comes_in_by_its_own_door(path: Path) -> None:
    place = path.relative_to(PACKAGE).with_suffix("").as_posix()
    for name in imports(path):
        doors = DOORS.get(name.split(".")[0])
        if doors:
            assert any(place == door or place.startswith(f"{door}/") for door in doors), (
                f"{place} imports {name}; its door is {doors}"
            )


@pytest.mark.parametrize("stage", PURE)
def test_the_stages_between_the_ends_know_no_files_and_no_clock(stage: str) -> None:
    for path in modules():
        if stage_of(path) == stage:
            reached = {name.split(".")[0] for name in imports(path)} & OUTSIDE
            assert not reached, f"{path.name} imports {reached}"


def test_nothing_calls_itself_utils() -> None:
    vague = {"utils", "helpers", "models", "core", "manager", "common", "misc"}
    assert not [path for path in modules() if path.stem in vague]


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.end_lineno is not None and node.end_lineno - node.lineno >= LONGEST
    ]
    assert not long, f"cut these into stages that can be named: {long}"
