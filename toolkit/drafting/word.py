"""Draft → DOCX, laid out by a Word template."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from markupsafe import Markup

from toolkit.carried import data_folder, data_folders
from toolkit.drafting.draft import Draft
from toolkit.drafting.missing import require
from toolkit.drafting.numerals import Plan, plan
from toolkit.drafting.parts import Part
from toolkit.drafting.sandbox import environment
from toolkit.drafting.template import BODY, asked_for, open_template, require_sound, template_lines
from toolkit.drafting.values import nested
from toolkit.drafting.word_lists import add_lists
from toolkit.drafting.word_text import STYLES, body
from toolkit.errors import Code, InputError, ToolkitError

OURS = "policy.docx"
# Stands where the text goes while the template is rendered; no policy holds U+E0F7.
HERE = "\ue0f7policy\ue0f7"
# A style that a template lacks has its shape from ours, but the template's own letters: an item in
# Arial among clauses in Georgia would look like a mistake.
CLAUSE = "policy clause"
INHERITED = ("w:rFonts", "w:sz", "w:szCs", "w:color")
LONGEST_PROPERTY = 250  # python-docx refuses more than 255 characters
EPOCH = (2000, 1, 1, 0, 0, 0)


def write_docx(drafted: Draft, template: tuple[str, bytes] | None, today: date) -> bytes:
    """Lay the draft out. `template` is the user's own, its name and bytes; None takes ours.

    Raises UsageError that lists every tag that is unknown, split or not allowed, with its place,
    or every value that is missing; InputError for a file that is no safe Word document.
    """
    name, data = template or (OURS, house_style().read_bytes())
    require_sound(data, name, [*drafted.values, *POSSIBLE])
    lines = tuple(template_lines(open_template(data, name)))
    require(name, drafted.values, asked_for(lines))
    document = _rendered(drafted, name, data)
    _insert(document, drafted.parts, _style_ids(document))
    _describe(document, drafted, today)
    return saved(document)


# Values that a template may ask whether they are there; unknown to no school.
POSSIBLE = frozenset(
    {"adoption", "authority", "chair.name", "head.name", "model.authority", "model.edition"}
)


def has_own_style() -> bool:
    """Tell whether the user keeps a house style of their own, in a folder `templates`."""
    return house_style() != data_folder("templates") / OURS


def house_style() -> Path:
    """Find the house style: the user's own folder of templates goes before ours."""
    folders = data_folders("templates")
    found = next((folder / OURS for folder in folders if (folder / OURS).is_file()), None)
    if found is None:
        raise InputError(Code.DAMAGED, f"{OURS}: missing from this installation; install it again")
    return found


def _rendered(drafted: Draft, name: str, data: bytes) -> Any:
    context = {
        **nested(drafted.values),
        "signatures": [{"role": s.role, "name": s.name} for s in drafted.signatures],
        BODY: Markup(f'<w:p><w:r><w:t xml:space="preserve">{HERE}</w:t></w:r></w:p>'),
    }
    try:
        template = DocxTemplate(io.BytesIO(data))
        template.render(context, environment(autoescape=True), autoescape=True)
        return template.docx
    except ToolkitError:
        raise
    except Exception as error:  # docxtpl rewrites the XML as text and fails in any way it may
        reason = str(error).split("\n")[0][:120]
        raise InputError(
            Code.DAMAGED, f"{name}: cannot be filled in ({reason}); check the tags near that"
        ) from error


# --- the policy's text --------------------------------------------------------------------------


def _insert(document: Any, parts: Sequence[Part], styles: Mapping[str, str]) -> None:
    shown = [part for part in parts if part.kind != "title"]
    planned = plan(shown)
    lists = add_lists(document, planned, _quoted_runs(shown, planned))
    here = next(p for p in document.element.body.iter(qn("w:p")) if HERE in _text(p))
    for made in body(shown, planned, lists, dict(styles)):
        here.addprevious(made)
    here.getparent().remove(here)


def _text(paragraph: Any) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))


def _quoted_runs(parts: Sequence[Part], planned: Plan) -> frozenset[int]:
    pairs = zip(parts, planned.numbers, strict=True)
    return frozenset(number.run for part, number in pairs if number and part.quoted)


def _style_ids(document: Any) -> dict[str, str]:
    """Give Word's id for each style that the text uses; those a template lacks come from ours."""
    ids = {_style_name(style): style.get(qn("w:styleId")) for style in _styles(document)}
    wanted = [*STYLES.values(), *(f"Heading {level}" for level in range(1, 7))]
    lacking = [name for name in wanted if name.lower() not in ids]
    if lacking:
        ours = Document(str(data_folder("templates") / OURS))
        ids |= {name.lower(): _add_style(document, ours, name, ids) for name in lacking}
    return {name: ids[name.lower()] for name in wanted}


def _styles(document: Any) -> Any:
    return document.styles.element.findall(qn("w:style"))


def _style_name(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val"))).lower()


def _add_style(document: Any, ours: Any, name: str, ids: Mapping[str, str]) -> str:
    style = copy.deepcopy(next(s for s in _styles(ours) if _style_name(s) == name.lower()))
    parent = style.find(qn("w:basedOn"))
    is_table = style.get(qn("w:type")) == "table"
    base = ids.get("normal table") if is_table else ids.get(CLAUSE) or ids.get("normal")
    if parent is not None and base:
        parent.set(qn("w:val"), base)
    look = style.find(qn("w:rPr"))
    for name in () if look is None else INHERITED:
        for mark in look.findall(qn(name)):
            look.remove(mark)
    document.styles.element.append(style)
    return str(style.get(qn("w:styleId")))


# --- the file -----------------------------------------------------------------------------------


def _describe(document: Any, drafted: Draft, today: date) -> None:
    """Say in the file's properties what it is, so that readers and search engines can tell."""
    core = document.core_properties
    core.title = drafted.values["policy.title"][:LONGEST_PROPERTY]
    core.subject = f"Based on {drafted.model.name}"[:LONGEST_PROPERTY]
    core.author = core.last_modified_by = drafted.school.name[:LONGEST_PROPERTY]
    core.language, core.revision = "en-GB", 1
    core.created = core.modified = datetime(today.year, today.month, today.day)


def saved(document: Any) -> bytes:
    """Save with fixed times, so that the same draft is the same file."""
    made, fixed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return fixed.getvalue()
