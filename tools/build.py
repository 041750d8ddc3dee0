"""Rebuild what data/ holds from the files that publishers give out.

    .venv/bin/python tools/build.py --raw FOLDER              # everything that has a raw file
    .venv/bin/python tools/build.py --raw FOLDER trade un     # some of it
    .venv/bin/python tools/build.py --raw FOLDER --check      # change nothing, say what differs

The raw files are not part of the module: their owners limit re-publication in bulk.
``docs/data.md`` says where each comes from and how the folder is laid out. Tables without a
script (members, timeline, positions …) are kept by hand: the CSV is the source.
"""

import argparse
import importlib
import sys
from pathlib import Path

from common import ROOT

WHAT = sorted(f.stem.removeprefix("build_") for f in Path(__file__).parent.glob("build_*.py"))


def contents():
    """The bytes of everything that a script may write."""
    files = [*(ROOT / "data/tables").glob("*.csv"), *(ROOT / "data/boundaries").glob("*.geojson")]
    return {file: file.read_bytes() for file in sorted(files)}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("what", nargs="*", help=f"one or more of: {', '.join(WHAT)}")
    options.add_argument("--raw", type=Path, required=True, help="folder with the raw files")
    options.add_argument("--check", action="store_true", help="change nothing, say what differs")
    given = options.parse_args()
    unknown = set(given.what) - set(WHAT)
    if unknown:
        sys.exit(
            f"There is no {', '.join(sorted(unknown))} to build. Choose of: {', '.join(WHAT)}."
        )
    if not given.raw.is_dir():
        sys.exit(f"{given.raw} is not a folder. docs/data.md says how it is laid out.")
    before = contents()
    for name in given.what or WHAT:
        try:
            importlib.import_module(f"build_{name}").build(given.raw)
        except FileNotFoundError as fault:
            sys.exit(f"{name}: the raw file {fault.filename} is not there. See docs/data.md.")
        except ModuleNotFoundError as fault:
            sys.exit(f"{name} needs {fault.name}: .venv/bin/pip install '.[build]'")
        print(f"{name}: built")
    changed = [file for file, new in contents().items() if before.get(file) != new]
    for file in changed:
        print(f"{'would change' if given.check else 'changed'}: {file.relative_to(ROOT)}")
        if given.check and file in before:
            file.write_bytes(before[file])
    if not changed:
        print("Nothing changed.")
    sys.exit(1 if given.check and changed else 0)


if __name__ == "__main__":
    main()
