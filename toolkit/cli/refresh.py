"""`refresh`: this year's policy, brought up to the county's new edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.commands import isolated
from toolkit.errors import ExitCode, UsageError
from toolkit.output import refuse_inputs, same_file

if TYPE_CHECKING:
    from toolkit.commands.renewal import Renewed

POLICY_ENDINGS = [".docx", ".pdf", ".md", ".html"]
SUMMARY_ENDINGS = [".docx", ".html"]


@main.command()
@click.argument("adopted", type=options.FILE)
@click.option(
    "--base",
    metavar="M",
    shell_complete=options.complete_model,
    help="The edition the school adopted: an id@edition, or a file.  [default: found out]",
)
@click.option(
    "--to",
    metavar="M",
    shell_complete=options.complete_model,
    help="The edition to bring it up to.  [default: the latest that is held]",
)
@click.option(
    "--output",
    "-o",
    type=options.FILE,
    required=True,
    help="The new policy: .docx (in the school's own document where that is Word), .pdf, .md or "
    ".html.",
)
@click.option(
    "--redline", type=options.FILE, help="Also last year's against the new, changes tracked: .docx."
)
@click.option(
    "--summary", type=options.FILE, help="Also the governors' page, one side of A4: .docx or .html."
)
@click.option(
    "--decisions",
    type=options.FILE,
    help="What is to be decided, as a TOML file to fill in; filled in, it is followed.",
)
@click.option("--json", "json_file", type=options.FILE, help="Also what became of every clause.")
@click.option("--adopted-on", metavar="DATE", help="When the governors adopt it: 2026-11-05.")
@click.option(
    "--review-on", metavar="DATE", help="When it is due again.  [default: by the review cycle]"
)
@click.option(
    "--set", "pairs", metavar="KEY=VALUE", multiple=True, help="What to fill a marked place with."
)
@click.option("--template", type=options.FILE, help="Lay it out by a Word template of your own.")
@click.option("--check", is_flag=True, help="End with status 4 while conflicts are left.")
@options.called_otherwise(
    "--model",
    "-m",
    here="say with --to which edition the policy is to be brought up to, and with --base which "
    "one the school adopted",
)
@options.called_otherwise("--schools", "--school", "-s", here="the policy itself says whose it is")
@options.today
@options.reading
@talk.plainly
def refresh(
    adopted: Path,
    base: str | None,
    to: str | None,
    output: Path,
    redline: Path | None,
    summary: Path | None,
    decisions: Path | None,
    json_file: Path | None,
    adopted_on: str | None,
    review_on: str | None,
    pairs: tuple[str, ...],
    template: Path | None,
    check: bool,
    today: str,
    quiet: bool,
) -> None:
    """Bring an ADOPTED policy up to the county's new edition, keeping what is the school's own.

    Where school and county have both changed a clause, both texts are shown and marked for the
    governors to decide. Nothing local is lost.
    """
    from toolkit.commands.renewal import RefreshAsked

    inputs = [adopted, *(Path(given) for given in (base, to, template) if given)]
    policies = ((output, POLICY_ENDINGS), (redline, [".docx"]), (summary, SUMMARY_ENDINGS))
    _check_outputs((*policies, (decisions, []), (json_file, [])), inputs)
    dates = {"adopted_on": adopted_on, "review_on": review_on}
    asked = RefreshAsked(
        suffix=output.suffix.lower(),
        base=base,
        to=to,
        values=isolated.parsed_values(pairs) | {name: day for name, day in dates.items() if day},
        redline=redline is not None,
        summary=summary.suffix if summary else "",
        decisions=str(decisions) if decisions else None,
        template=str(template) if template else None,
        today=today,
        options=options.read_options(),
    )
    made = isolated.refresh(adopted, asked, options.bounds())
    beside = ((redline, made.redline), (summary, made.summary), (json_file, made.json))
    _deliver(made, output, (*beside, (decisions, made.questions)), inputs, quiet)
    if check and made.conflicts:
        raise click.exceptions.Exit(ExitCode.CONFLICTS)


def _check_outputs(
    outputs: Iterable[tuple[Path | None, list[str]]], inputs: Sequence[Path]
) -> None:
    """Refuse, before any work, another ending (none: any), and a file read or named twice."""
    named: list[Path] = []
    for file, endings in outputs:
        if file is not None:
            if endings:
                isolated.check_ending(file, endings)
            refuse_inputs(file, inputs)
            if any(same_file(file, other) for other in named):
                raise UsageError(f"{file}: is named for two results; give each a file of its own")
            named.append(file)


def _deliver(
    made: Renewed,
    output: Path,
    beside: Sequence[tuple[Path | None, bytes | None]],
    inputs: Sequence[Path],
    quiet: bool,
) -> None:
    """Write what goes beside the policy first: a policy that stands has all that was asked."""
    for file, data in beside:
        if file is not None and data is not None:
            talk.deliver(data, file, *inputs, quiet=quiet)
    talk.deliver(made.policy, output, *inputs, quiet=quiet, told=made.told[0])
    for sentence in made.told[1:]:
        talk.say(f"Please look at this: {sentence}", quiet)
