"""`draft`: a new policy for one school, or for every school of a register."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.commands import isolated
from toolkit.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from toolkit.commands.issuing import DraftAsked, Drafted, Issue
    from toolkit.drafting.missing import Lack
    from toolkit.isolation.supervise import Bounds

DRAFT_ENDINGS = [".docx", ".pdf", ".md", ".html"]
FORMATS = [ending[1:] for ending in DRAFT_ENDINGS]
REVIEW = "review_on"


@main.command()
@click.option(
    "--model",
    "-m",
    metavar="M",
    required=True,
    shell_complete=options.complete_model,
    help="The model policy: its id (the latest edition), its id@edition, or a file.",
)
@click.option(
    "--school",
    "-s",
    metavar="S",
    help="The school: a TOML file of its own, or its URN, name or row in the register. "
    "[default: every school of the register]",
)
@click.option("--schools", type=options.FILE, help="The schools register (CSV or .xlsx).")
@click.option(
    "--output",
    "-o",
    type=options.FILE,
    required=True,
    help="The file to write: .docx, .pdf, .md or .html; for every school, a folder.",
)
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMATS),
    help="For every school: how to write.  [default: docx]",
)
@click.option(
    "--set", "pairs", metavar="KEY=VALUE", multiple=True, help="One more value; may be repeated."
)
@click.option(
    "--without",
    metavar="LABEL",
    multiple=True,
    help="An optional clause to leave out, as 5.4 or “9 (v)”; may be repeated.",
)
@click.option("--template", type=options.FILE, help="A Word template of your own to lay it out.")
@click.option(
    "--log",
    type=options.FILE,
    help="Where to list what was put for the county's words.  [default: beside the draft]",
)
@click.option("--no-log", is_flag=True, help="Write no such list.")
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="How many to draft at once."
)
@options.today
@options.seconds
@options.memory
@options.config
@options.quiet
@options.called_otherwise("--to", "--base", here="say with --model which edition is meant")
@talk.plainly
def draft(
    model: str,
    school: str | None,
    schools: Path | None,
    output: Path,
    form: str | None,
    pairs: tuple[str, ...],
    without: tuple[str, ...],
    template: Path | None,
    log: Path | None,
    no_log: bool,
    jobs: int | None,
    today: str,
    quiet: bool,
) -> None:
    """Draft a school's policy from a model policy, or one for every school of a register.

    The school's name, its dates and its people are filled in wherever the model asks for them.
    If a value is missing, it is asked for on a terminal; elsewhere it is named and nothing is
    written. What was put for the county's words is listed beside the draft, in NAME.log.csv.

    For every school, leave --school out and give a folder:

        policy-toolkit draft -m social-networking --schools schools.csv -o drafts
    """
    from toolkit.commands.issuing import DraftAsked

    whole = school is None
    suffix = _suffix_for_every(output, form, schools, log) if whole else _suffix(output, form)
    asked = DraftAsked(
        model,
        school,
        str(schools) if schools else None,
        isolated.parsed_values(pairs),
        str(template) if template else None,
        suffix,
        today,
        without,
    )
    bounds = options.bounds()
    if whole:
        _draft_every(asked, output, not no_log, jobs, bounds, quiet)
    else:
        place = None if no_log else log or output.with_name(f"{output.stem}.log.csv")
        _draft_one(asked, output, place, bounds, quiet)


def _suffix(output: Path, form: str | None) -> str:
    isolated.check_ending(output, DRAFT_ENDINGS)
    if form and output.suffix.lower() != f".{form}":
        raise UsageError(f"{output}: ends in {output.suffix}, but --format says {form}; give one")
    return output.suffix


def _suffix_for_every(
    output: Path, form: str | None, schools: Path | None, log: Path | None
) -> str:
    """Tell the format of every draft, and refuse a request that cannot be meant."""
    if schools is None:
        raise UsageError(
            "no school: name one with --school, or give a register with --schools to draft for "
            "every school of it"
        )
    if output.suffix.lower() in DRAFT_ENDINGS:
        raise UsageError(
            f"{output}: for every school of the register, give a folder; for one, name it with "
            "--school"
        )
    if log:
        raise UsageError(
            f"--log {log}: for every school the lists go into {output / 'logs'}; leave it out"
        )
    return f".{form or FORMATS[0]}"


# --- one school ---------------------------------------------------------------------------------


def _draft_one(
    asked: DraftAsked, output: Path, log: Path | None, bounds: Bounds, quiet: bool
) -> None:
    drafted = _confirmed(*_answered(asked, bounds, quiet), bounds, quiet)
    inputs = [
        Path(given)
        for given in (asked.model, asked.school, asked.register, asked.template)
        if given
    ]
    talk.deliver(drafted.written, output, *inputs, quiet=quiet)
    for sentence in drafted.told:
        talk.say(f"Please look at this: {sentence}", quiet)
    if log:
        told = _replaced(drafted.replaced)
        talk.deliver(drafted.log, log, output, *inputs, quiet=quiet, told=told)


def _replaced(number: int) -> str:
    if number == 0:
        return "No words of the county's had to be replaced."
    return (
        f"{number:,} of the county's words or titles {'was' if number == 1 else 'were'} replaced."
    )


def _answered(asked: DraftAsked, bounds: Bounds, quiet: bool) -> tuple[DraftAsked, Drafted]:
    """Draft; on a terminal, ask for what is missing and draft again."""
    from toolkit.commands.issuing import draft_one
    from toolkit.drafting.missing import MissingValuesError

    while True:
        try:
            return asked, draft_one(asked, bounds)
        except MissingValuesError as error:
            if not talk.can_ask(quiet):
                raise
            asked = replace(asked, values={**asked.values, **_asked_for(error.lacks)})


def _asked_for(lacks: Iterable[Lack]) -> dict[str, str]:
    talk.say("Some values are missing. Give each and press Enter; Ctrl-C stops.")
    return {
        lack.name: click.prompt(
            f"{lack.name} ({'; '.join(lack.places)})",
            err=True,
            value_proc=_value_of(lack.name),
        )
        for lack in lacks
        if not lack.follows
    }


def _value_of(name: str) -> Callable[[str], str]:
    """Return what takes an answer: a date must be one."""
    from toolkit.drafting.dates import settle_date

    def take(said: str) -> str:
        if not said.strip():
            raise click.BadParameter(f"{name} may not be empty")
        if name.endswith("_on"):
            try:
                settle_date(said, name)
            except UsageError as error:
                raise click.BadParameter(str(error)) from error
        return said

    return take


def _confirmed(asked: DraftAsked, drafted: Drafted, bounds: Bounds, quiet: bool) -> Drafted:
    """Show a review date that was computed; on a terminal it can be changed."""
    from toolkit.commands.issuing import draft_one

    if drafted.review is None or not talk.can_ask(quiet):
        return drafted
    review = click.prompt(
        "Next review, by the review cycle",
        default=drafted.review,
        err=True,
        value_proc=_value_of(REVIEW),
    )
    return draft_one(replace(asked, values={**asked.values, REVIEW: review}), bounds)


# --- every school -------------------------------------------------------------------------------


def _draft_every(
    asked: DraftAsked, out: Path, logs: bool, jobs: int | None, bounds: Bounds, quiet: bool
) -> None:
    from toolkit.commands.issuing import draft_every, summary
    from toolkit.isolation.supervise import cores

    progress = talk.progress(quiet, _line)
    jobs = jobs or cores()
    issues = draft_every(asked, out, logs=logs, jobs=jobs, bounds=bounds, progress=progress)
    told = summary(issues, out)
    if not quiet:
        click.echo(told.said)
    if not told.whole:
        raise click.exceptions.Exit(ExitCode.PARTLY_READ)


def _line(done: int, total: int, issue: Issue) -> str:
    return f"{done:,} of {total:,} schools: {issue.school.name}"
