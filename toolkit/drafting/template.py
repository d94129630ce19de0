"""A Word template: whether it is safe and whole, and what it asks for, place by place."""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError

from toolkit.drafting.sandbox import Environment, Use, environment, uses
from toolkit.errors import Code, InputError, UsageError
from toolkit.extract.docx.package import dangers, open_package
from toolkit.extract.options import Limits
from toolkit.extract.sniff import sniff

BODY = "policy_text"
OURS = frozenset({BODY, "signatures"})
# A template is a page of layout and perhaps a crest; the text comes from the model.
LIMITS = Limits(file_bytes=10_000_000, part_bytes=3_000_000, zip_bytes=40_000_000)
# No tag holds the start of another: without that, a page of "{" takes minutes.
INSIDE = r"(?:(?!\{[{%#]).)*?"
TAG = re.compile(
    rf"\{{\{{(?P<value>{INSIDE})\}}\}}|\{{%(?P<order>{INSIDE})%\}}|\{{#{INSIDE}#\}}", re.DOTALL
)
STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# docxtpl's own letters: {{p …}} and {%tr …%} take away the paragraph or row that they stand in.
REACH = re.compile(r"^(?:p|tr|tc|r)(?=\s)")
QUOTED = str.maketrans("“”‘’", "\"\"''")
OPENING = frozenset({"if", "for"})
CLOSING = {"endif": "if", "endfor": "for"}
MIDDLE = frozenset({"else", "elif"})


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the template: where it stands, in words, and its text."""

    where: str
    text: str


def check_template(data: bytes, name: str, known: Collection[str]) -> tuple[str, ...]:
    """List what is wrong with a template, each with its place and remedy; () where all is well.

    `known` are the names of the values there are. Raises InputError for a file that is no Word
    document, or no safe one.
    """
    lines = tuple(template_lines(open_template(data, name)))
    try:
        problems = [*_broken(lines)] or [*_unknown(lines, known), *_without_body(lines)]
    except UsageError as error:
        problems = [str(error)]
    return tuple(f"{name}: {problem}" for problem in problems)


def open_template(data: bytes, name: str) -> Any:
    """Open a template as a document. Raises InputError for one damaged, locked or unsafe."""
    if len(data) > LIMITS.file_bytes:
        raise InputError(Code.TOO_LARGE, f"{name}: over 10 MB; make its pictures smaller")
    _refuse_others(data, name)
    package = open_package(data, name, LIMITS)
    danger = next(iter(dangers(package)), None)
    if danger:
        raise InputError(
            Code.WRONG_TYPE, f"{name}: {danger}; save it in Word as a plain .docx without that"
        )
    try:
        return Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises whatever its parts raise
        raise InputError(
            Code.DAMAGED, f"{name}: is no whole Word document; save it in Word as .docx"
        ) from error


def _refuse_others(data: bytes, name: str) -> None:
    kind = sniff(data)
    if kind == "encrypted_office":
        raise InputError(
            Code.ENCRYPTED, f"{name}: is locked with a password; save a copy without one"
        )
    if kind != "docx":
        raise InputError(
            Code.WRONG_TYPE, f"{name}: is no Word file; save the template in Word as .docx"
        )


def template_lines(document: Any) -> Iterator[Line]:
    """Yield all paragraphs, also of headers, footers and properties, with their places."""
    yield from _paragraphs(document.element.body, "")
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in {"header", "footer", "footnotes"} and not relation.is_external:
            yield from _paragraphs(parse_xml(relation.target_part.blob), f"{kind}, ")
    core = document.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        yield Line(f"the document's {name}", getattr(core, name))


def _paragraphs(root: Any, story: str) -> Iterator[Line]:
    rows = {
        row: f"{story}table {table_place}, row {place}"
        for table_place, table in enumerate(root.iter(qn("w:tbl")), start=1)
        for place, row in enumerate(table.iter(qn("w:tr")), start=1)
    }
    outside = 0
    for paragraph in root.iter(qn("w:p")):
        text = "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
        row = next(iter(paragraph.iterancestors(qn("w:tr"))), None)
        outside += row is None
        yield Line(f"{story}paragraph {outside}" if row is None else rows[row], text)


# --- tags that cannot be read -------------------------------------------------------------------


def _broken(lines: Sequence[Line]) -> Iterator[str]:
    env = environment(autoescape=True)
    opened: list[tuple[str, Line]] = []
    for line in lines:
        if STRAY.search(TAG.sub("", line.text)):
            yield _say(line, "a tag is split or not closed; type it again in one piece")
            continue
        for tag in TAG.finditer(line.text):
            problem = _problem(tag, env) or _nesting(tag, line, opened)
            if problem:
                yield _say(line, problem)
    for word, line in opened:
        yield _say(line, f"{{% {word} %}} is never closed; add {{% end{word} %}}")


def _say(line: Line, problem: str) -> str:
    shown = " ".join(line.text.split())
    return f"{line.where} (“{shown[:70]}{'…' if len(shown) > 70 else ''}”): {problem}"


def _inner(tag: re.Match[str]) -> str:
    inner = (tag["value"] or tag["order"] or "").translate(QUOTED).strip(" -+")
    return REACH.sub("", inner).strip()


def _problem(tag: re.Match[str], env: Environment) -> str | None:
    """Say what is wrong with one tag by itself, None where nothing is."""
    inner = _inner(tag)
    if tag["value"] is None and tag["order"] is None:
        return None
    word = inner.split(" ")[0]
    if tag["order"] is None:
        source = f"{{{{ {inner} }}}}"
    elif word in CLOSING or word == "else":
        return None
    elif word == "elif":
        source = f"{{% if {inner[5:]} %}}{{% endif %}}"
    elif word in OPENING:
        source = f"{{% {inner} %}}{{% end{word} %}}"
    else:
        return f"{{% {word} %}} is no order that a template may give; use if or for"
    try:
        env.parse(source)
    except TemplateSyntaxError as error:
        return f"{error.message}; correct the tag"
    except UsageError as error:
        return re.sub(r"^line \d+: ", "", str(error))
    return None


def _nesting(tag: re.Match[str], line: Line, opened: list[tuple[str, Line]]) -> str | None:
    word = _inner(tag).split(" ")[0] if tag["order"] else ""
    if word in OPENING:
        opened.append((word, line))
    elif word in CLOSING or word in MIDDLE:
        wanted = CLOSING.get(word, "if")
        if not opened or opened[-1][0] != wanted:
            return f"{{% {word} %}} has no {{% {wanted} %}} before it"
        if word in CLOSING:
            opened.pop()
    return None


# --- names --------------------------------------------------------------------------------------


def asked_for(lines: Sequence[Line]) -> tuple[tuple[Use, str], ...]:
    """List the values that the template asks for, each with its place. Tags must be sound."""
    return tuple(
        (use, group[use.line - 1].where)
        for group in _stories(lines)
        for use in uses("\n".join(map(_source, group)), environment(autoescape=True))
        if use.name.split(".")[0] not in OURS
    )


def _source(line: Line) -> str:
    return TAG.sub(_plain, line.text).replace("\n", " ")


def _plain(tag: re.Match[str]) -> str:
    if tag["order"] is not None:
        return f"{{% {_inner(tag)} %}}"
    return f"{{{{ {_inner(tag)} }}}}" if tag["value"] is not None else ""


def _stories(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Group the lines by header, footer and body, as each is rendered by itself."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        story = line.where.split(",")[0] if line.where[:1] in "hf" else line.where[:3]
        groups.setdefault(story, []).append(line)
    yield from groups.values()


def _unknown(lines: Sequence[Line], known: Collection[str]) -> Iterator[str]:
    for use, where in asked_for(lines):
        near = difflib.get_close_matches(use.name, known, n=1, cutoff=0.75)
        if use.name not in known and (near or use.required):
            advice = f"did you mean {near[0]}" if near else "give it, or take the tag out"
            yield f"{where}: there is no value {use.name}; {advice}"


def _without_body(lines: Sequence[Line]) -> Iterator[str]:
    bodies = [line for line in lines if re.search(rf"\{{\{{p\s+{BODY}\s*\}}\}}", line.text)]
    if len(bodies) != 1 or not re.fullmatch(r"paragraph \d+", bodies[0].where):
        yield (
            f"the policy's text has no place of its own; put {{{{p {BODY} }}}} once, "
            "alone in a paragraph outside tables"
        )


def require_sound(data: bytes, name: str, known: Collection[str]) -> None:
    """Raise one UsageError that lists all that is wrong with a template."""
    problems = check_template(data, name, known)
    if problems:
        raise UsageError("\n".join(problems))
