"""A DOCX package that can be written: its parts, their relationships and content types."""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from toolkit.errors import Code, InputError
from toolkit.extract.docx.archive import has_part, read_part
from toolkit.extract.docx.package import open_package
from toolkit.extract.docx.xml import MC, R, parse
from toolkit.extract.options import Limits
from toolkit.tracked.prefixes import with_usual_prefixes

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ZIP = b"PK"
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
# The first date a zip entry can bear, so that the same input gives the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass
class Parts:
    """A package in memory. `main` is the document part; `trees` are parts being rewritten."""

    name: str
    main: str
    data: dict[str, bytes]
    trees: dict[str, etree._Element] = field(default_factory=dict)


def open_parts(data: bytes, name: str, limits: Limits) -> Parts:
    """Read every part within the limits. Raises InputError as `read_docx` does."""
    if not data.startswith(_ZIP):
        raise InputError(
            Code.WRONG_TYPE,
            f"{name}: is no DOCX file; open it in Word, save it as a Word document (.docx) "
            "without a password, and give that",
        )
    package = open_package(data, name, limits)
    archive = package.archive
    parts = {
        info.filename.replace("\\", "/").lstrip("/"): read_part(archive, info.filename)
        for info in archive.entries.values()
        if not info.is_dir() and has_part(archive, info.filename)
    }
    main = next((part for part in parts if part.lower() == package.main.lower()), package.main)
    return Parts(name, main, parts)


def tree(parts: Parts, part: str) -> etree._Element:
    """Return the part's root; what is changed in it is written by `save`."""
    if part not in parts.trees:
        parts.trees[part] = fresh_tree(parts, part)
    return parts.trees[part]


def fresh_tree(parts: Parts, part: str) -> etree._Element:
    """Return the part's root as it was read, to be changed without being written."""
    return with_usual_prefixes(parse(parts.data[part], parts.name, part))


def save(parts: Parts) -> bytes:
    """Return the package as bytes, the content types first as OPC advises."""
    for part, root in parts.trees.items():
        if part not in parts.data and not len(root):
            continue  # relationships that were asked for and never there; LibreOffice fails on them
        parts.data[part] = etree.tostring(
            root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for part in sorted(parts.data, key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(part, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(info, parts.data[part])
    return buffer.getvalue()


def rels_part(part: str) -> str:
    """Return the name of the part that holds the relationships of `part`."""
    folder, _, base = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{base}.rels")


def rels(parts: Parts, part: str) -> etree._Element:
    """Return the relationships of `part` for reading and adding; none yet is an empty list."""
    name = rels_part(part)
    if name not in parts.data:
        if name not in parts.trees:
            parts.trees[name] = etree.Element(f"{{{RELS}}}Relationships")
        return parts.trees[name]
    if name not in parts.trees:
        parts.data[name] = parts.data[name].replace(_STRICT, OFFICE.encode())
    return tree(parts, name)


def targets(parts: Parts, part: str) -> dict[str, tuple[str, str, bool]]:
    """Return id → (kind, target part or address, outside) for the relationships of `part`."""
    folder = posixpath.dirname(part)
    found = {}
    for element in rels(parts, part):
        outside = element.get("TargetMode", "").lower() == "external"
        target = element.get("Target", "")
        if not outside:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        kind = element.get("Type", "").rpartition("/")[2]
        found[element.get("Id", "")] = (kind, target, outside)
    return found


def related_part(parts: Parts, kind: str) -> str | None:
    """Return the main part's target of `kind` that the package holds."""
    for found, target, outside in targets(parts, parts.main).values():
        if found == kind and not outside and target in parts.data:
            return target
    return None


def add_relationship(
    parts: Parts, part: str, kind: str, target: str, outside: bool, ident: str = ""
) -> str:
    """Relate `part` to a part or address, and return the relationship's id."""
    root = rels(parts, part)
    ident = ident or _free_relationship({element.get("Id") for element in root})
    element = etree.SubElement(root, f"{{{RELS}}}Relationship")
    element.set("Id", ident)
    element.set("Type", f"{OFFICE}/{kind}")
    element.set("Target", target if outside else f"/{target}")
    if outside:
        element.set("TargetMode", "External")
    return ident


def _free_relationship(taken: set[str | None]) -> str:
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1
    return f"rId{number}"


def drop_unused(parts: Parts, part: str, idents: set[str]) -> None:
    """Drop those of the relationships of `part`, and their parts, to which nothing refers."""
    used = {str(v) for e in tree(parts, part).iter() for k, v in e.attrib.items() if R in str(k)}
    for element in list(rels(parts, part)):
        ident = element.get("Id", "")
        if ident not in idents or ident in used:
            continue
        target = element.get("Target", "").lstrip("/")
        rels(parts, part).remove(element)
        _drop_part(parts, target)


def _drop_part(parts: Parts, target: str) -> None:
    """Drop a part with those that were copied for it: a copy has its inner parts to itself."""
    if target not in parts.data:
        return
    inner = [link for _, link, outside in targets(parts, target).values() if not outside]
    for name in (target, rels_part(target)):
        parts.data.pop(name, None)
        parts.trees.pop(name, None)
    types = tree(parts, "[Content_Types].xml")
    for element in types.findall(f"{{{TYPES}}}Override"):
        if element.get("PartName") == f"/{target}":
            types.remove(element)
    for link in inner:
        _drop_part(parts, link)


def add_part(parts: Parts, part: str, data: bytes, content_type: str) -> str:
    """Add a part under a free name like `part`; return the name."""
    stem, dot, ending = part.rpartition(".")
    name, number = part, 1
    while name.lower() in {taken.lower() for taken in parts.data}:
        number += 1
        name = f"{stem}_{number}{dot}{ending}"
    parts.data[name] = data
    types = tree(parts, "[Content_Types].xml")
    if content_type:
        override = etree.SubElement(types, f"{{{TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)
    return name


def widen(parts: Parts, part: str, source: etree._Element) -> etree._Element:
    """Declare on the root of `part` the prefixes that `source` has, and return the new root.

    `mc:Choice Requires="wps"` names a prefix: without its declaration Word calls the file corrupt.
    """
    root = tree(parts, part)
    missing = {p: u for p, u in source.nsmap.items() if p and p not in root.nsmap}
    if not missing:
        return root
    prefixes = cast("dict[str, str]", {**root.nsmap, **missing})
    wider = etree.Element(root.tag, nsmap=prefixes)
    for name, value in root.attrib.items():
        wider.set(str(name), str(value))
    ignorable = " ".join(p for p in source.get(f"{MC}Ignorable", "").split() if p in missing)
    if ignorable:
        wider.set(f"{MC}Ignorable", f"{root.get(f'{MC}Ignorable', '')} {ignorable}".strip())
    wider.extend(list(root))
    parts.trees[part] = wider
    return wider


def content_type(parts: Parts, part: str) -> str:
    """Return the content type of `part`, "" where the package does not say."""
    types = tree(parts, "[Content_Types].xml")
    for element in types.iter(f"{{{TYPES}}}Override"):
        if element.get("PartName", "").lower() == f"/{part}".lower():
            return element.get("ContentType", "")
    ending = part.rpartition(".")[2].lower()
    for element in types.iter(f"{{{TYPES}}}Default"):
        if element.get("Extension", "").lower() == ending:
            return element.get("ContentType", "")
    return ""


def fingerprint(parts: Parts, target: str, outside: bool) -> str:
    """Return what tells one target from another: an address, or a part's bytes."""
    if outside or target not in parts.data:
        return f"address {target}"
    return hashlib.sha256(parts.data[target]).hexdigest()
