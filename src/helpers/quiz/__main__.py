"""``python -m helpers.quiz``: the commands of those who write questions."""

import argparse
import sys

from helpers import data
from helpers.quiz import check, exports, finals


def main(words=None):
    """Run one command; see ``python -m helpers.quiz --help``.

    Parameters
    ----------
    words : list of str, optional
        The command line; without it, that of the process.

    Returns
    -------
    int
        0, or 1 if there is something to mend, or nothing could be exported.
    """
    parser = argparse.ArgumentParser(prog="python -m helpers.quiz", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="name every fault in the question files")
    checking.add_argument("folder", nargs="?", help="the folder with the *.yaml files")
    exporting = commands.add_parser("export", help="write questions for Moodle, paper or Anki")
    exporting.add_argument("--format", required=True, choices=exports.FORMATS)
    exporting.add_argument("--out", required=True, help="a file, or a folder that is there")
    exporting.add_argument("--lessons", nargs="+", help="such as 04_trade; without it, all")
    exporting.add_argument("--sections", nargs="+", help="only these sections of them")
    exporting.add_argument(
        "--final", nargs="?", type=int, const=finals.COUNT, metavar="COUNT",
        help=f"a final test of so many questions ({finals.COUNT}), drawn from these lessons",
    )  # fmt: skip
    exporting.add_argument("--draw", type=int, default=1, help="which draw of it: 1, 2, 3 …")
    exporting.add_argument("--paper", choices=exports.PAPERS, default="A4", help="for print")
    exporting.add_argument("--force", action="store_true", help="overwrite foreign files too")
    asked = parser.parse_args(words)

    if asked.command == "export":
        return _export(asked)
    found = check.faults(asked.folder or data.path("questions"))
    for fault in found:
        print(fault)
    if found:
        print(f"\nTo mend: {len(found)}", file=sys.stderr)
        return 1
    print("The question files are in order.")
    return 0


def _export(asked):
    try:
        drawn = None
        if asked.final is not None:
            drawn = finals.draw(asked.final, asked.draw, asked.lessons)
        done = exports.export(
            asked.format, asked.out, asked.lessons, asked.sections,
            questions=drawn, force=asked.force, paper=asked.paper,
        )  # fmt: skip
    except data.DataError as error:
        print(error, file=sys.stderr)
        return 1
    print(done)
    return 0


if __name__ == "__main__":
    sys.exit(main())
