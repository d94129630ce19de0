"""A refreshed policy as the files that a clerk takes to the meeting."""

from __future__ import annotations

from datetime import date

from toolkit.drafting import write_draft
from toolkit.drafting.dates import say_date
from toolkit.errors import UsageError
from toolkit.refreshing.anew import as_draft
from toolkit.refreshing.cover import Cover, update_cover
from toolkit.refreshing.page import page
from toolkit.refreshing.pages import PAGE_WRITERS
from toolkit.refreshing.policy import Refreshed, renewal_for
from toolkit.refreshing.word import write_word
from toolkit.tracked import redline

AUTHOR = "policy-toolkit"
ENDINGS = (".docx", ".pdf", ".md", ".html")
Template = tuple[str, bytes] | None


def write_policy(
    result: Refreshed, adopted: bytes, suffix: str, today: str, template: Template = None
) -> bytes:
    """Write the policy: in last year's own document where that is DOCX, else by the template."""
    return write_both(result, adopted, suffix, today, template, tracked=False)[0]


def write_both(
    result: Refreshed,
    adopted: bytes,
    suffix: str,
    today: str,
    template: Template = None,
    *,
    tracked: bool = True,
) -> tuple[bytes, bytes | None]:
    """Write the policy, and where `tracked` last year's DOCX with every change tracked and told.

    Raises UsageError where changes are to be tracked and last year's policy is no DOCX.
    """
    word = result.local.format == "docx"
    if tracked and not word:
        raise UsageError(
            f"{result.local.source}: tracked changes need last year's policy as a Word document "
            "(.docx); leave --redline out, or give that"
        )
    in_own_look = word and suffix == ".docx" and template is None
    own = _in_own_look(result, adopted, today, remarks=tracked) if tracked or in_own_look else None
    if own is not None and in_own_look:
        policy = own[0]
    else:
        policy = write_draft(as_draft(result), suffix, template, date.fromisoformat(today))
    told = own[1] if own is not None else None
    return policy, _tracked(result, adopted, told, today) if told is not None else None


def _tracked(result: Refreshed, adopted: bytes, new: bytes, today: str) -> bytes:
    names = (result.local.source, "this year's policy")
    return redline(adopted, new, author=AUTHOR, date=_moment(today), names=names)


def write_summary(result: Refreshed, suffix: str) -> bytes:
    """Write the governors' page. Raises UsageError for another ending than .docx or .html."""
    writer = PAGE_WRITERS.get(suffix.lower())
    if writer is None:
        raise UsageError(f"{suffix or 'no ending'}: the summary is written as .docx or .html")
    return writer(page(result))


def _in_own_look(
    result: Refreshed, adopted: bytes, today: str, *, remarks: bool
) -> tuple[bytes, bytes | None]:
    cover = Cover(
        result.base.document,
        result.revised.document,
        result.local,
        renewal_for(result, today),
        _note(result),
    )
    return write_word(
        adopted,
        result.local,
        result.merged,
        author=AUTHOR,
        date=_moment(today),
        cover=lambda manuscript: update_cover(manuscript, cover),
        remarks=remarks,
    )


def _note(result: Refreshed) -> str:
    """Say for the table of versions what was done."""
    edition = result.revised.edition or result.revised.document.metadata.model_edition
    return (
        f"Brought up to the county's edition of {say_date(edition)}"
        if edition
        else (f"Brought up to {result.revised.title}")
    )


def _moment(today: str) -> str:
    return f"{today}T09:00:00Z"
