"""`register`: local variations accepted, and what audits found written out."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import options, talk
from toolkit.cli.group import main
from toolkit.errors import UsageError

TABLES = ("documents", "comparisons", "findings", "decisions", "runs", "history")


@main.group("register")
def register_group() -> None:
    """Accept local variations, and export what audits found over the years.

    REGISTER is the folder of results that audit wrote, or a register file itself.
    """


@register_group.command()
@click.argument("register", type=options.FILE)
@click.option("--from", "table", type=options.FILE, help="audit.xlsx or audit.csv as filled in.")
@click.option("--file", help="One policy, as the overview names its file.")
@click.option("--clause", help="One clause of it: its number, or m17.  [default: all that deviate]")
@click.option("--by", metavar="NAME", help="Who accepts it.")
@click.option("--reason", help="Why.")
@click.option("--until", metavar="DATE", help="The last day it holds.  [default: for good]")
@options.today
@options.quiet
@talk.plainly
def accept(
    register: Path,
    table: Path | None,
    file: str | None,
    clause: str | None,
    by: str | None,
    reason: str | None,
    until: str | None,
    today: str,
    quiet: bool,
) -> None:
    """Accept local variations: they no longer count as material.

    Give one policy with --file, --by and --reason; or fill in the columns "Accept by", "Accept
    because" and "Accept until" of audit.xlsx (sheet Deviations) or audit.csv and give that with
    --from. What is accepted stays so next year, and is open again when either text changes. Run
    audit again to see it in the report.
    """
    from toolkit.batch.variation import Acceptance
    from toolkit.register import deciding

    if table is not None:
        decided = deciding.accept_table(register, table, by, today)
        for problem in decided.problems:
            talk.say(f"Please look at this: {problem}.")
        number = decided.accepted
        if not (number or decided.problems):
            raise UsageError(
                f"{table}: no row says who accepts it and why; fill in Accept by and Accept "
                "because where you accept a deviation, save the file and try again"
            )
    elif file and by and reason:
        given = Acceptance("", by, reason, today, _day(until))
        number = deciding.accept(register, file, clause, given)
    else:
        raise UsageError("give --from TABLE, or all of --file, --by and --reason")
    more = " Run audit again to see it in the report." if number else ""
    talk.say(f"{_variations(number)} accepted.{more}", quiet)


@register_group.command()
@click.argument("register", type=options.FILE)
@click.option("--file", required=True, help="The policy, as the overview names its file.")
@click.option("--clause", help="One clause of it: its number, or m17.  [default: all]")
@options.today
@options.quiet
@talk.plainly
def withdraw(register: Path, file: str, clause: str | None, today: str, quiet: bool) -> None:
    """Withdraw what was accepted: it counts again."""
    from toolkit.register import deciding

    number = deciding.withdraw(register, file, clause, today)
    talk.say(f"{_variations(number)} no longer accepted.", quiet)


@register_group.command()
@click.argument("register", type=options.FILE)
@click.option("--table", type=click.Choice(TABLES), default="findings", help="Which, for CSV.")
@click.option(
    "--output", "-o", type=options.FILE, required=True, help="The file to write: .xlsx or .csv."
)
@options.quiet
@talk.plainly
def export(register: Path, table: str, output: Path, quiet: bool) -> None:
    """Write the register's tables: all of them as a workbook, or one as CSV."""
    from toolkit.register.exporting import exported

    talk.deliver(exported(register, output.suffix, table), output, register, quiet=quiet)


def _day(text: str | None) -> str | None:
    from toolkit.register.deciding import parsed_day

    try:
        return parsed_day(text) if text else None
    except ValueError as error:
        raise UsageError(f"--until {text}: is no date; write it as 2027-08-31") from error


def _variations(number: int) -> str:
    return f"{number or 'No'} local variation{'' if number == 1 else 's'}"
