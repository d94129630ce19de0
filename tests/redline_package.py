"""A DOCX package as it lies in its zip file: parts and what they relate to."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def w(name: str) -> str:
    return f"{{{_W}}}{name}"


def local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def is_w(element: etree._Element) -> bool:
    return str(element.tag).startswith(f"{{{_W}}}")


@dataclass
class Package:
    parts: dict[str, bytes]
    main: str

    def root(self, part: str) -> etree._Element:
        data = (
            self.parts[part]
            .replace(b"http://purl.oclc.org/ooxml/wordprocessingml/main", _W.encode())
            .replace(b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode())
        )
        return etree.fromstring(data)

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """id → (kind, target part or address)."""
        folder, _, base = part.rpartition("/")
        name = f"{folder}/_rels/{base}.rels".lstrip("/")
        if name not in self.parts:
            return {}
        found = {}
        for link in etree.fromstring(self.parts[name]):
            target = link.get("Target", "")
            if link.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[link.get("Id", "")] = (link.get("Type", "").rpartition("/")[2], target)
        return found

    def related(self, kind: str) -> str | None:
        for found, target in self.links(self.main).values():
            if found == kind and target in self.parts:
                return target
        return None


def open_package(data: bytes) -> Package:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    links = Package(parts, "").links("")
    main = next(target for kind, target in links.values() if kind == "officeDocument")
    return Package(parts, main)
