"""Bytes → XML tree, with nothing that an XML file can do to its reader; one set of namespaces."""

from __future__ import annotations

from lxml import etree

from toolkit.errors import Code, InputError

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
W, R, A = f"{{{W_NS}}}", f"{{{R_NS}}}", f"{{{A_NS}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
VAL = f"{W}val"

_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {  # ISO/IEC 29500-1 and -4: the two names of each vocabulary that is read here
    f"{_STRICT}wordprocessingml/main": W_NS,
    f"{_STRICT}officeDocument/relationships": R_NS,
    f"{_STRICT}officeDocument/math": M[1:-1],
    f"{_STRICT}drawingml/main": A_NS,
    f"{_STRICT}drawingml/wordprocessingDrawing": (
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
}
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
_MAX_DIGITS = 10  # every number here fits in 32 bits
_LIMIT_WORDS = ("depth", "huge", "too long", "amplification")  # libxml2's, when a bound is met


def parse(data: bytes, name: str, part: str) -> etree._Element:
    """Return the root of an XML part, its Strict names turned Transitional.

    No document type, no entity, no network, no oversized node. Raises InputError: UNSAFE_XML
    where there is a document type definition, DAMAGED where it is not well-formed, TOO_LARGE
    where it is nested deeper than any document needs.
    """
    refuse_doctype(data, name)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise _refusal(error, name, part) from error
    except ValueError as error:
        raise _damaged(name, part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe(name)
    if _STRICT in "".join(uri for uri in root.nsmap.values() if uri):
        _make_transitional(root)
    return root


def refuse_doctype(data: bytes, name: str) -> None:
    """Raise InputError UNSAFE_XML where XML, or its beginning, declares a document type."""
    if _declares_doctype(data) or not _plain_encoding(data):
        raise _unsafe(name)


def integer(value: str | None, default: int = 0) -> int:
    """Read a whole number as Word writes one; `default` for anything else.

    >>> integer("12"), integer("-3"), integer("9" * 5000), integer("x", 1)
    (12, -3, 0, 1)
    """
    digits = (value or "").removeprefix("-")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= _MAX_DIGITS
    return int(value or "") if is_number else default


def _parser() -> etree.XMLParser:
    """Return a fresh parser: one that is shared keeps its log, and the log keeps growing."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _declares_doctype(data: bytes) -> bool:
    """Look for a document type before libxml2 does; without NULs UTF-16 reads as ASCII."""
    return b"<!DOCTYPE" in data or b"<!DOCTYPE" in data[:4096].replace(b"\0", b"")


def _plain_encoding(data: bytes) -> bool:
    """Refuse encodings in which a document type would not show (UTF-7, EBCDIC)."""
    head = data[:200].replace(b"\0", b"").lower()
    declaration = head.partition(b"?>")[0]
    _, found, rest = declaration.partition(b"encoding")
    return not found or rest.lstrip(b" =\"'\t\r\n").startswith(_ENCODINGS)


def _make_transitional(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        element.tag = _renamed(str(element.tag))
        for key, value in list(element.attrib.items()):
            if (renamed := _renamed(str(key))) != key:
                del element.attrib[key]
                element.set(renamed, value)


def _renamed(name: str) -> str:
    uri, brace, local = name[1:].partition("}")
    return f"{{{_TRANSITIONAL[uri]}}}{local}" if brace and uri in _TRANSITIONAL else name


def _refusal(error: etree.XMLSyntaxError, name: str, part: str) -> InputError:
    text = str(error).lower()
    if "entity" in text and "not defined" in text:
        return _unsafe(name)
    if any(word in text for word in _LIMIT_WORDS):
        return InputError(
            Code.TOO_LARGE,
            f"{name}: its part {part} is nested or filled beyond what can be read safely; "
            "save a plain copy from Word",
        )
    return _damaged(name, part)


def _unsafe(name: str) -> InputError:
    return InputError(
        Code.UNSAFE_XML,
        f"{name}: it declares XML entities or a document type, which no word processor writes; "
        "ask for a copy saved by Word",
    )


def _damaged(name: str, part: str) -> InputError:
    return InputError(
        Code.DAMAGED,
        f"{name}: the file is damaged (its part {part} is not well-formed); ask for a fresh copy, "
        "or open it in Word and save it again",
    )
