"""Make templates/letter.docx, the letter to a school; change it in Word as you like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Cm, Pt

FONT = "Arial"
OPENING = (
    "{{ today }}",
    "{{ school.name }}{% if school.urn %} (URN {{ school.urn }}){% endif %}",
    "Dear {% if head.name %}{{ head.name }}{% else %}headteacher{% endif %},",
)


def main() -> None:
    """Write letter.docx beside this script."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    for level in ("Heading 1", "Heading 2"):
        document.styles[level].font.name = FONT
    for text in OPENING:
        document.add_paragraph(text)
    document.add_heading("Your school's policies", level=1)
    _where_compared(
        document,
        "We have compared the policies that you sent us with the county's model policies. This is "
        "what we ask you to look at.",
    )
    document.add_paragraph("{%p for line in lines %}")
    document.add_paragraph("{%p if line.heading %}")
    document.add_heading("{{ line.text }}", level=2)
    document.add_paragraph("{%p else %}")
    document.add_paragraph("{{ line.text }}", style="List Bullet")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    _where_compared(
        document,
        "If you meant a difference, please tell us why, and we shall note it as accepted. "
        "Otherwise please put it right at the next review, and send us the policy as adopted.",
    )
    document.add_paragraph("Yours sincerely")
    document.core_properties.title = "Letter to a school"
    document.core_properties.language = "en-GB"
    document.save(str(Path(__file__).with_name("letter.docx")))


def _where_compared(document: Any, text: str) -> None:
    """Add a paragraph that stands only where a policy was held against its model."""
    for part in ("{%p if compared %}", text, "{%p endif %}"):
        document.add_paragraph(part)


if __name__ == "__main__":
    main()
