"""The command: what it writes, what it refuses, what it never overwrites."""

import re
import subprocess
import sys
from pathlib import Path

import exportbank
import pytest

from helpers import browser, data
from helpers.quiz import __main__, exports
from helpers.quiz.types import TYPES

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("moodle-xml", "print", "anki")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The test's questions in the place of the module's own, and no browser."""
    real, place = data.path, tmp_path / "questions"
    place.mkdir()
    extra = exportbank.SEVERAL.format(id="two", type="country", text=exportbank.PLAIN)
    (place / "90_test.yaml").write_text(exportbank.text() + extra, encoding="utf-8")
    monkeypatch.setattr(data, "path", lambda name="": place if name == "questions" else real(name))
    monkeypatch.setattr(browser, "chromium", lambda: None)
    return place


@pytest.fixture
def run(capsys):
    def run(*words):
        code = __main__.main(["export", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def table():
    """docs/export.md: case → format → cell."""
    rows = {}
    for line in (ROOT / "docs" / "export.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0].startswith("`"):
            rows[cells[0].strip("`")] = dict(zip(FORMATS, cells[1:], strict=True))
    return rows


def asked(case):
    return (exportbank.several() if "several" in case else exportbank.questions([case]))[0]


def test_the_table_in_the_docs_has_every_type_and_what_the_program_says_of_it():
    found = table()
    assert set(found) == {*TYPES, "country, several"}
    for case, row in found.items():
        for format, cell in row.items():
            what, how = exports.fate(asked(case), format)
            assert cell == (f"{what}: {how}" if how else what), (case, format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("case", table())
def test_what_the_table_says_is_what_happens(case, format, folder, run, tmp_path):
    only = asked(case)
    text = exportbank.text([only.type])
    if "several" in case:
        text = text.replace("[TUR]", "[IND, PAK]")
    (folder / "90_test.yaml").write_text(text, encoding="utf-8")
    code, out, err = run("--format", format, "--out", tmp_path)
    what, _, how = table()[case][format].partition(": ")
    written = [p for p in tmp_path.rglob("*") if p.is_file() and p.parent != folder]
    if what == "refused":
        assert code == 1 and not written
        assert f"None of the questions can be exported as {format}. " in err and how in err
    else:
        assert code == 0 and written and not err
        assert "Questions exported: 1." in out
        id = only.type.replace("_", "-")
        assert (f"- {id} ({case}): {how}" in out) == (what == "degraded")
        assert ("not the same" in out) == (what == "degraded")


def test_it_says_what_it_wrote_and_names_what_it_refused(folder, run, tmp_path):
    code, out, err = run("--format", "moodle-xml", "--out", tmp_path)
    assert code == 0 and not err
    assert out.splitlines()[:2] == [
        "Questions exported: 9.", f"Written: {tmp_path / 'questions.xml'}",
    ]  # fmt: skip
    refused = out.partition("Refused:")[2]
    assert re.findall(r"^- ([\w, -]+?) \(", refused, re.M) == ["prediction", "two"]
    assert "order (order): the share of pairs" in out.partition("Refused:")[0]


def test_sections_and_lessons_choose(folder, run, tmp_path):
    other = exportbank.text(["choice"]).replace("90_test", "91_test").replace("id: ", "id: y-")
    (folder / "91_test.yaml").write_text(other.replace("warm-up", "exit"), encoding="utf-8")
    for words, count in (
        ([], 10),
        (["--lessons", "91_test"], 1),
        (["--lessons", "91_test", "90_test", "90_test"], 10),
        (["--sections", "exit"], 1),
        (["--sections", "exit", "warm-up"], 10),
    ):
        out = run("--format", "anki", "--out", tmp_path / "a.apkg", *words)[1]
        assert f"Questions exported: {count + 1 if count > 1 else count}." in out, words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--lessons", "05_none"], "no questions for the lesson '05_none'."),
        (["--sections", "exit"], "in 90_test. The sections are: warm-up."),
        (["--lessons", "../90_test"], "There are no questions for the lesson"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_answered_with_what_is(words, told, folder, run, tmp_path):
    code, out, err = run("--format", "anki", "--out", tmp_path / "a.apkg", *words)
    assert code == 1 and told in err and not out
    assert not (tmp_path / "a.apkg").exists()


def test_a_lesson_without_questions_and_a_faulty_one_are_told(folder, run, tmp_path):
    file = folder / "90_test.yaml"
    file.write_text("lesson: 90_test\nquestions:\n", encoding="utf-8")
    assert "There are no questions in 90_test." in run("--format", "anki", "--out", tmp_path)[2]
    file.write_text(exportbank.text().replace("key: b", "key: z"), encoding="utf-8")
    assert "'z' is not one of the options" in run("--format", "anki", "--out", tmp_path)[2]
    file.unlink()
    code, _, err = run("--format", "anki", "--out", tmp_path)
    assert code == 1 and "no questions" in err


@pytest.mark.parametrize(
    ("format", "out", "told"),
    [
        ("anki", "nowhere/a.apkg", "There is no folder"),
        ("print", "nowhere/handout", "There is no folder"),
        ("moodle-xml", "a.txt", "does not end in .xml"),
        ("anki", "nowhere", "does not end in .apkg"),
        ("print", "file", "is a file. For print name a folder."),
        ("anki", "folder.apkg", ""),
    ],
)
def test_places_where_nothing_can_be_written(format, out, told, folder, run, tmp_path):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder.apkg").mkdir()
    code, _, err = run("--format", format, "--out", tmp_path / out)
    if told:
        assert code == 1 and told in err and "Traceback" not in err
    else:  # a folder is a folder, whatever its name
        assert code == 0 and (tmp_path / out / "questions.apkg").is_file()


@pytest.mark.parametrize("format", FORMATS)
def test_its_own_files_it_overwrites_and_no_others_without_force(format, folder, run, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    assert run("--format", format, "--out", out)[0] == 0
    own = sorted(out.iterdir())
    first = [p.read_bytes() for p in own]
    assert run("--format", format, "--out", out)[0] == 0
    assert [p.read_bytes() for p in own] == first
    own[0].write_text("My own notes.")
    code, _, err = run("--format", format, "--out", out)
    assert code == 1 and own[0].name in err and "--force" in err
    assert own[0].read_text() == "My own notes."
    assert [p.read_bytes() for p in own[1:]] == first[1:]
    assert run("--format", format, "--out", out, "--force")[0] == 0
    assert [p.read_bytes() for p in own] == first


def test_as_a_command(tmp_path):
    def start(*words):
        command = [sys.executable, "-m", "helpers.quiz", "export", *words]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")

    done = start("--format", "moodle-xml", "--lessons", "04_trade", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "questions.xml").read_text(encoding="utf-8").startswith("<?xml version=")
    done = start("--format", "moodle-xml", "--lessons", "4_trade", "--out", str(tmp_path))
    assert done.returncode == 1 and "04_trade" in done.stderr and "Traceback" not in done.stderr
    assert start("--format", "word", "--out", str(tmp_path)).returncode == 2
