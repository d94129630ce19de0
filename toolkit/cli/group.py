"""`policy-toolkit` itself, which the commands are added to."""

from __future__ import annotations

import io
import sys

import click

from toolkit import __version__
from toolkit.cli.options import config

EPILOG = """\b
Examples
  policy-toolkit compare "Social Media Policy.docx" -o comparison.html
  policy-toolkit audit received -o results --schools schools.csv
  policy-toolkit draft --model social-networking --school oakfield.toml -o policy.docx

Nothing you give it leaves this computer.

\b
To complete commands with the Tab key, put this into ~/.bashrc:
  eval "$(_POLICY_TOOLKIT_COMPLETE=bash_source policy-toolkit)"
"""
WIDEST_HELP = 100


@click.group(
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDEST_HELP},
)
@click.version_option(__version__, prog_name="policy-toolkit")
@config
def main() -> None:
    """Compare schools' adopted policies with the county's model policies.

    It reads PDF, Word and Markdown, says what a school left out, changed or added and whether
    that matters, audits a whole folder of policies, and drafts a new one.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a name this screen cannot show is no failure
            stream.reconfigure(errors="backslashreplace")
