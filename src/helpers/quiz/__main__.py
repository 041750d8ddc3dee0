"""``python -m helpers.quiz``: the commands of those who write questions."""

import argparse
import sys

from helpers import data
from helpers.quiz import check


def main(words=None):
    """Run one command; see ``python -m helpers.quiz --help``.

    Parameters
    ----------
    words : list of str, optional
        The command line; without it, that of the process.

    Returns
    -------
    int
        0, or 1 if there is something to mend.
    """
    parser = argparse.ArgumentParser(prog="python -m helpers.quiz", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="name every fault in the question files")
    checking.add_argument("folder", nargs="?", help="the folder with the *.yaml files")
    asked = parser.parse_args(words)

    found = check.faults(asked.folder or data.path("questions"))
    for fault in found:
        print(fault)
    if found:
        print(f"\nTo mend: {len(found)}", file=sys.stderr)
        return 1
    print("The question files are in order.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
