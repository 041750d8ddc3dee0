"""The lessons as files: form, links, and that storing them again changes nothing."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import store as store_tool

from helpers import editions, sources
from helpers.quiz import bank

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "notebooks").glob("*.ipynb"))
PARTS = ["Before you start", "Warm-up", "Contested", "Try it yourself", "Key points", "Exit quiz",
         "Sources"]  # fmt: skip
WIDGET = "application/vnd.jupyter.widget-view+json"

every_lesson = pytest.mark.parametrize("file", FILES, ids=[f.stem for f in FILES])


def cells(file, kind):
    return [c for c in nbformat.read(file, as_version=4).cells if c.cell_type == kind]


def text_of(file):
    return "\n\n".join(c.source for c in cells(file, "markdown"))


def test_the_lessons_are_there():
    names = {f.stem for f in FILES}
    assert {"00_start_here", "02_from_normalisation_to_treaty", "04_trade", "06_sco"} <= names


@every_lesson
def test_code_cells_are_short_and_text_leads(file):
    code = cells(file, "code")
    long = [c.id for c in code if len(c.source.splitlines()) > 8]
    assert not long, f"{file.stem}: more than eight lines in {long}"
    assert len(cells(file, "markdown")) >= len(code)


@every_lesson
def test_a_lesson_has_the_parts_of_the_skeleton(file):
    heads = re.findall(r"^## +(.+)$", text_of(file), re.MULTILINE)
    wanted = PARTS if file.stem != "00_start_here" else ["Key points", "Exit quiz", "Sources"]
    missing = [p for p in wanted if not any(h.startswith(p) for h in heads)]
    assert not missing, f"{file.stem} has no heading {missing}"
    assert re.search(r"^# ", text_of(file), re.MULTILINE), "a title"
    assert "key question" in text_of(file).lower()


@every_lesson
def test_links_lead_somewhere(file):
    known = {sources.get(i)["URL"] for i in sources.ids()}
    for target in re.findall(r"\]\(([^\s)]+(?:\([^\s)]*\)[^\s)]*)*)\)", text_of(file)):
        if target.startswith("http"):
            assert target in known, f"{file.stem}: {target} is not in data/sources.json"
        elif not target.startswith("#"):
            assert (file.parent / target).exists(), f"{file.stem}: there is no {target}"


@every_lesson
def test_every_picture_says_itself_in_words(file):
    """A picture is stored with its words and its table or list, for those who cannot see it."""
    for cell in cells(file, "code"):
        shown = [o.get("data", {}) for o in cell.outputs]
        if any("application/vnd.plotly.v1+json" in d for d in shown) or any(
            "<iframe" in "".join(d.get("text/html", "")) for d in shown
        ):
            page = "".join("".join(d.get("text/html", "")) for d in shown)
            assert "<summary>In words</summary>" in page, f"{file.stem}, cell {cell.id}"
            assert "<table>" in page or "<ol>" in page, f"{file.stem}, cell {cell.id}"


@every_lesson
def test_what_is_stored_is_small_and_reads_without_python(file):
    assert file.stat().st_size <= 1_000_000
    for cell in cells(file, "code"):
        assert cell.execution_count, f"{file.stem}, cell {cell.id} was stored without being run"
        assert "execution" not in cell.metadata, "execution times change with every run"
        for output in cell.outputs:
            assert output.output_type != "error", f"{file.stem}, cell {cell.id}"
            assert WIDGET not in output.get("data", {}), "a stored widget opens as an error box"
    assert "widgets" not in nbformat.read(file, as_version=4).metadata


@every_lesson
def test_no_machine_shows_in_a_lesson(file):
    raw = file.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(?:home|root|Users|tmp)/|[A-Z]:\\\\\w", raw)
    assert "object at 0x" not in raw


@every_lesson
def test_solutions_are_folded_checked_and_silent(file):
    """Who runs a lesson from top to bottom must not be shown the answers on the way."""
    checked = set()
    for cell in cells(file, "code"):
        if "solution" in cell.metadata.get("tags", []):
            assert cell.metadata.get("jupyter", {}).get("source_hidden"), f"{cell.id} lies open"
            assert not cell.outputs, f"{file.stem}, {cell.id} shows the answer when it runs"
            found = re.findall(r'^assert exercises\.check\("([^"]+)"', cell.source, re.MULTILINE)
            assert found, f"{file.stem}, {cell.id}: end it with assert exercises.check(…)"
            checked.update(found)
    wanted = {e.id for e in bank.load(file.stem).exercises}
    assert checked == wanted, "every exercise has a solution that the run checks"


def store(folder, *more, **environment):
    command = [sys.executable, str(ROOT / "tools" / "store.py"), "--folder", str(folder), *more]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_storing_again_changes_nothing_wherever_and_whenever(tmp_path):
    """The lessons without their solutions, stored once more elsewhere and on another day.

    The run has another folder, another order of sets, and the kernels' clock on 3 February 2031.
    All cells that students get must come out as they are stored: so the lessons depend on none of
    these, and the student edition runs without what its solutions define.
    """
    elsewhere = tmp_path / "another plače" / "student"
    editions.build(elsewhere.parent, ROOT / "notebooks")
    shutil.copytree(ROOT / "notebooks" / "teacher", elsewhere / "teacher")
    files = sorted(elsewhere.rglob("*.ipynb"))
    assert len(files) == len(list((ROOT / "notebooks").rglob("*.ipynb")))
    wanted = {file: comparable(file) for file in files}
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "clock.py").write_text(
        "import time_machine\ntime_machine.travel('2031-02-03 04:05Z', tick=True).start()\n"
        "import datetime\nassert datetime.date.today().year == 2031\n"
        f"open({str(tmp_path / 'clock-was-set')!r}, 'w').close()\n"
    )
    store(elsewhere, PYTHONHASHSEED="7", IPYTHONDIR=str(tmp_path / "ipython"))
    assert (tmp_path / "clock-was-set").exists()
    for file, content in wanted.items():
        assert comparable(file) == content, f"{file.stem} changed when stored again"


def comparable(file):
    """A stored notebook without what may differ: how often it ran, and compressed bytes.

    Without solutions there are fewer runs. A map's page is compressed, to other bytes on another
    platform; its text carries a digest of the page, and stays, as do caption and table.
    """
    notebook = nbformat.read(file, as_version=4)
    for cell in notebook.cells:
        for part in [cell, *cell.get("outputs", [])]:
            if "execution_count" in part:
                part["execution_count"] = None
            if "[page " in part.get("data", {}).get("text/plain", ""):
                page = "".join(part["data"]["text/html"])
                part["data"]["text/html"] = re.sub(r"[A-Za-z0-9+/=]{1000,}", "", page)
    return nbformat.writes(notebook)


def test_the_list_of_sources_follows_from_the_links(tmp_path):
    """data/lessons.json is written by tools/store.py; a link added by hand must reach it."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "data" / "lessons.json").unlink()
    store_tool.link_sources(FILES, tmp_path / "data")
    made = json.loads((tmp_path / "data" / "lessons.json").read_text(encoding="utf-8"))
    kept = json.loads((ROOT / "data" / "lessons.json").read_text(encoding="utf-8"))
    assert made == kept, "run tools/store.py and commit data/lessons.json"
