"""`python -m toolkit.cli`, for where the program itself is not on the path."""

from toolkit.cli import main

main(prog_name="policy-toolkit")
