"""Parts and relationships of a WordprocessingML package (ISO/IEC 29500-2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from toolkit.errors import Code, InputError
from toolkit.extract.clean import clean
from toolkit.extract.docx.archive import Archive, has_part, head_of, open_archive, read_part
from toolkit.extract.docx.xml import W, parse, refuse_doctype
from toolkit.extract.options import Limits

_MACROS = {"vbaProject", "wordVbaData"}
_HARMLESS = {"hyperlink"}
_XML_ENDINGS = (".xml", ".rels", ".vml")
_PROLOGUE = 1 << 16  # bytes; a document type can only stand before the root element
_OUTSIDE = {"image", "oleObject", "package", "frame", "subDocument", "aFChunk", "video", "audio"}


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the last step of the type's address; `target` a part name or an outside address."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """A package with its main part found and parsed, and that part's relationships by id."""

    archive: Archive
    main: str
    document: etree._Element
    relationships: dict[str, Relationship]


def open_package(data: bytes, name: str, limits: Limits) -> Package:
    """Open a DOCX; InputError WRONG_TYPE where the package holds no Word document."""
    archive = open_archive(data, name, limits)
    for part in archive.entries:  # also what is never read: a word processor would read it
        if part.endswith(_XML_ENDINGS):
            refuse_doctype(head_of(archive, part, _PROLOGUE), name)
    main = next((r.target for r in relationships(archive, "") if r.kind == "officeDocument"), None)
    if main is None or not has_part(archive, main):
        main = "word/document.xml"
    if not has_part(archive, main):
        raise _wrong_type(name)
    document = parse(read_part(archive, main), name, main)
    if document.tag != f"{W}document":
        raise _wrong_type(name)
    return Package(archive, main, document, {r.id: r for r in relationships(archive, main)})


def relationships(archive: Archive, part: str) -> list[Relationship]:
    """Return the relationships of `part` ("" is the package itself), none where it has none."""
    folder, _, base = part.rpartition("/")
    source = posixpath.join(folder, "_rels", f"{base}.rels")
    if not has_part(archive, source):
        return []
    root = parse(read_part(archive, source), archive.name, source)
    return [_relationship(element, folder) for element in root.iterchildren(etree.Element)]


def related(package: Package, kind: str) -> etree._Element | None:
    """Return the root of the main part's first inside target of `kind`, None where it is absent."""
    for relationship in package.relationships.values():
        if relationship.kind == kind and (root := target_root(package, relationship)) is not None:
            return root
    return None


def styles_bytes(package: Package) -> bytes | None:
    """Return the bytes of the part of styles, None where there is none inside."""
    for relationship in package.relationships.values():
        if relationship.kind == "styles" and _inside(package, relationship):
            return read_part(package.archive, relationship.target)
    return None


def target_root(package: Package, relationship: Relationship) -> etree._Element | None:
    """Return the root of a relationship's target, None where it is outside or absent."""
    if not _inside(package, relationship):
        return None
    archive = package.archive
    return parse(read_part(archive, relationship.target), archive.name, relationship.target)


def dangers(package: Package) -> Iterator[str]:
    """Yield a sentence for everything in the package that is not followed or run."""
    archive = package.archive
    known = [*relationships(archive, ""), *package.relationships.values()]
    known += relationships(archive, posixpath.join(posixpath.dirname(package.main), "settings.xml"))
    kinds = {r.kind for r in known}
    if kinds & _MACROS or any("vbaproject.bin" in entry for entry in archive.entries):
        yield "the file holds macros, which were not run"
    if any(r.kind == "attachedTemplate" and r.external for r in known):
        yield "the file names a template outside itself, which was not fetched"
    others = {r.kind for r in known if r.external} - _HARMLESS - {"attachedTemplate"}
    if others:
        listed = ", ".join(sorted(others & _OUTSIDE)) or "of another kind"
        yield f"the file refers to content outside itself ({listed}), which was not fetched"


def _relationship(element: etree._Element, folder: str) -> Relationship:
    target = element.get("Target", "")
    external = element.get("TargetMode", "").lower() == "external"
    kind = element.get("Type", "").rpartition("/")[2]
    if not external:
        path = unquote(target.replace("\\", "/"))
        target = posixpath.normpath(posixpath.join("/" + folder, path)).lstrip("/")
    return Relationship(element.get("Id", ""), kind, target, external)


def _inside(package: Package, relationship: Relationship) -> bool:
    return not relationship.external and has_part(package.archive, relationship.target)


def _wrong_type(name: str) -> InputError:
    return InputError(
        Code.WRONG_TYPE,
        f"{name}: not a Word document, whatever its name says; open it in the program that made "
        "it and save it as .docx or .pdf",
    )


def package_title(package: Package) -> str | None:
    """Return the title property of the file, None where it has none."""
    for relationship in relationships(package.archive, ""):
        if relationship.kind == "core-properties" and not relationship.external:
            root = target_root(package, relationship)
            title = (
                root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
            )
            text = clean(title.text or "").strip() if title is not None else ""
            return " ".join(text.split()) or None
    return None
