"""Run the lessons and store them so that the next run changes no byte.

    .venv/bin/python tools/store.py                 # all lessons
    .venv/bin/python tools/store.py 04_trade        # one of them

What is stored: text, code, and the outputs that a reader without Python can use. What is not:
widget views and their state (a stored view without state opens as an error box; the quiz keeps
its questions as HTML instead), execution times, versions. Before the run, the sources that each
lesson links to are written to ``data/lessons.json``, from which its bibliography is made.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
import yaml
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from helpers.quiz.saving import without_views

ROOT = Path(__file__).resolve().parents[1]
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(notebook, progress):
    """Run a notebook in a fresh kernel, with no answers given before."""
    os.environ["CHINA_RUSSIA_PROGRESS"] = str(progress)
    folder = {"metadata": {"path": str(progress)}}  # nothing may depend on the working folder
    quiet = ["--IPKernelApp.log_level=ERROR"]
    NotebookClient(
        notebook, timeout=120, store_widget_state=False, resources=folder, extra_arguments=quiet
    ).execute()


def clean(notebook):
    """Take out all that differs between two runs, or that a stored lesson should not hold."""
    notebook.metadata = nbformat.from_dict(METADATA)
    without_views({"type": "notebook", "content": notebook})
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if "solution" in cell.metadata.get("tags", []):
            cell.metadata["jupyter"] = {"outputs_hidden": True, "source_hidden": True}
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise ValueError(f"cell {cell.id!r} writes to stderr: {output.text[:300]}")
            if "data" in output:
                output.metadata = {}


def store(file):
    """Run, clean and write one lesson; say whether its file changed."""
    before = file.read_bytes()
    notebook = nbformat.reads(before.decode(), as_version=4)
    with tempfile.TemporaryDirectory() as empty:
        run(notebook, empty)
    clean(notebook)
    nbformat.validate(notebook)
    after = (nbformat.writes(notebook) + "\n").encode()
    if file.read_bytes() != before:
        raise ValueError("it was edited while it ran; store it again.")
    if after != before:
        file.write_bytes(after)
    return after != before


def link_sources(files, data):
    """Write which sources each lesson uses: from its links and from its questions."""
    bibliography = json.loads((data / "sources.json").read_text(encoding="utf-8"))
    by_url = {item["URL"]: item["id"] for item in bibliography}
    lessons, faults = {}, []
    for file in files:
        notebook = nbformat.read(file, as_version=4)
        text = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
        used = set()
        for url in re.findall(r"\]\((https?://[^\s)]*(?:\([^\s)]*\)[^\s)]*)*)\)", text):
            if url in by_url:
                used.add(by_url[url])
            else:
                faults.append(f"{file.name}: {url} is not the address of a source")
        bank = data / "questions" / f"{file.stem}.yaml"
        if bank.exists():
            content = yaml.safe_load(bank.read_text(encoding="utf-8"))
            for item in content.get("questions", []) + content.get("exercises", []):
                used.update(item.get("sources", []))
        title = re.search(r"^# (.+)$", text, re.MULTILINE)
        lessons[file.stem] = {"title": title[1] if title else file.stem, "sources": sorted(used)}
    if faults:
        sys.exit("Add these to data/sources.json, or correct the link:\n  " + "\n  ".join(faults))
    text = json.dumps(lessons, ensure_ascii=False, indent=1) + "\n"
    (data / "lessons.json").write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lessons", nargs="*", help="such as 04_trade; without it, all")
    parser.add_argument("--folder", type=Path, default=ROOT / "notebooks", help="where they lie")
    args = parser.parse_args()
    files = sorted(args.folder.glob("*.ipynb"))
    if args.folder == ROOT / "notebooks":
        link_sources(files, ROOT / "data")
    files += sorted(args.folder.glob("teacher/*.ipynb"))
    unknown = set(args.lessons) - {f.stem for f in files}
    if unknown:
        sys.exit(f"There is no lesson {', '.join(sorted(unknown))} in {args.folder}.")
    for file in files:
        if not args.lessons or file.stem in args.lessons:
            try:
                changed = store(file)
            except (CellExecutionError, ValueError) as fault:
                sys.exit(f"{file.name} was not stored: {fault}")
            size = file.stat().st_size / 1000
            print(f"{file.stem}: {'stored' if changed else 'unchanged'}, {size:.0f} KB")


if __name__ == "__main__":
    main()
