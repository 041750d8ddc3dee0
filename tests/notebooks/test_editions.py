"""The student edition holds no solution; the instructor edition shows them all.

That the student edition runs is shown in test_lessons.py, where it is stored once more.
"""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from helpers import editions
from helpers.data import DataError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("both editions ü")
    command = [sys.executable, "-m", "helpers.editions", "build", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out


def lessons(folder):
    return {f.stem: nbformat.read(f, as_version=4) for f in sorted(folder.glob("*.ipynb"))}


def test_students_get_every_lesson_without_a_solution(made):
    committed, student = lessons(ROOT / "notebooks"), lessons(made / "student")
    assert student.keys() == committed.keys()
    solved = 0
    for name, notebook in student.items():
        text = "\n".join(cell.source for cell in notebook.cells)
        # Every solution ends in this line, in whatever cell it may stand.
        assert "assert exercises.check" not in text, name
        assert "three dots" not in text and "folded solution" not in text.lower(), name
        solved += "assert exercises.check" in "\n".join(c.source for c in committed[name].cells)
    assert solved > 4, "there were solutions to take out"


def test_instructors_see_every_solution_and_the_same_cells(made):
    committed, instructor = lessons(ROOT / "notebooks"), lessons(made / "instructor")
    for name, notebook in instructor.items():
        # The same code and outputs: strict nbval of the lessons stands for this edition too.
        assert [c.source for c in notebook.cells] == [c.source for c in committed[name].cells]
        assert [c.get("outputs") for c in notebook.cells] == [
            c.get("outputs") for c in committed[name].cells
        ]
        assert not any("jupyter" in cell.metadata for cell in notebook.cells), name


def test_a_folder_without_lessons_is_told(tmp_path, capsys):
    code = editions.main(["build", "--out", str(tmp_path / "x"), "--lessons", str(tmp_path)])
    assert code == 1 and "There are no lessons" in capsys.readouterr().err


def test_the_lessons_themselves_are_never_overwritten(tmp_path):
    (tmp_path / "student").mkdir()
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "student" / "a.ipynb")
    with pytest.raises(DataError, match="holds the lessons themselves"):
        editions.build(tmp_path, tmp_path / "student")


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match=r"broken\.ipynb is not a notebook"):
        editions.build(tmp_path / "out", tmp_path)
