"""Write docs/index.md: which lesson speaks of which person, place, treaty or body.

    .venv/bin/python tools/index.py            # write the page
    .venv/bin/python tools/index.py --check    # change nothing; exit 1 if it is not current

The names stand in tools/inputs/index_names.csv: ``kind``, ``name`` as the page shows it, and
``forms``, what is looked for in the text of the lessons (several with "|" between them, whole
words, case matters). Terms are not listed here: ``glossary.search`` finds those.
"""

import argparse
import re
import sys

import nbformat
from common import INPUTS, ROOT, read

PAGE = ROOT / "docs" / "index.md"
HEAD = """# Index

Who and what stands in which lesson. Terms with their Chinese and Russian forms are found with
`from helpers import glossary` and `glossary.search("…")`."""
# Addresses and titles of sources are no text of the lesson.
LINK = re.compile(r"\[[^\]]*\]\((?:[^()\s]|\([^()\s]*\))*\)")


def prose():
    """The words of each lesson: its Markdown without links."""
    for file in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = nbformat.read(file, as_version=4).cells
        text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
        yield file.stem, " ".join(re.sub(r"[*_]", "", LINK.sub("", text)).split())


def entries():
    """Each name with the lessons in which one of its forms stands: (kind, name, lessons)."""
    lessons = list(prose())
    for row in read(INPUTS / "index_names.csv").itertuples():
        forms = "|".join(re.escape(form) for form in row.forms.split("|"))
        form = re.compile(rf"(?<!\w)(?:{forms})(?!\w)")
        yield row.kind, row.name, [lesson for lesson, text in lessons if form.search(text)]


def page(found):
    """The index as Markdown."""
    out, last = [HEAD], None
    for kind, name, lessons in found:
        if kind != last:
            out.append(f"## {kind.capitalize()}\n")
            last = kind
        links = ", ".join(f"[{x[:2]}](../notebooks/{x}.ipynb)" for x in lessons)
        out.append(f"- {name}: {links}")
    return re.sub(r"\n(## )", r"\n\n\1", "\n".join(out)) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    args = parser.parse_args()
    found = list(entries())
    lost = [name for _, name, lessons in found if not lessons]
    if lost:
        sys.exit(f"No lesson speaks of: {'; '.join(lost)}. Mend tools/inputs/index_names.csv.")
    text = page(found)
    if args.check:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        sys.exit(None if current else "docs/index.md is not current: run tools/index.py.")
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(found)} names → docs/index.md")


if __name__ == "__main__":
    main()
