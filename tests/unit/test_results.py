"""The results of a class: marked anew, damaged files named, statistics as textbooks have them."""

import json
import math
import shutil
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from helpers import data, results, sampleclass
from helpers.quiz import bank, handin, progress, question

ITEM = """\
  - id: {id}
    section: {section}
    type: choice
    level: judge
    objective: See that it works
    prompt: "Question {id}?"
    key: {key}
    options:
      a: {{text: First, why: "Because."}}
      b: {{text: Second, why: "Because."}}
      c: {{text: Third, why: "Because."}}
    sources: []
"""
OTHERS = """\
  - id: several
    section: more
    type: multi
    level: judge
    objective: o
    prompt: Several?
    key: [a, b]
    options:
      a: {text: A, why: w}
      b: {text: B, why: w}
      c: {text: C, why: w}
    sources: []
  - id: essay
    section: more
    type: open
    level: judge
    objective: o
    prompt: Write.
    model: A model.
    rubric: [is short, is clear]
    sources: []
  - id: guess
    section: more
    type: prediction
    level: judge
    objective: o
    prompt: Guess.
    options: {a: {text: A}, b: {text: B}}
    sources: []
"""
KEYS = {"i1": "a", "i2": "b", "i3": "c", "i4": "a"}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A bank of four right-or-wrong questions and three others, and a folder for hand-ins."""
    real, banks = data.path, tmp_path / "questions"
    banks.mkdir()
    text = "lesson: 90_test\nquestions:\n"
    text += "".join(ITEM.format(id=id, key=key, section="core") for id, key in KEYS.items())
    (banks / "90_test.yaml").write_text(text + OTHERS, encoding="utf-8")
    monkeypatch.setattr(data, "path", lambda name="": banks if name == "questions" else real(name))
    folder = tmp_path / "class ü"
    folder.mkdir()
    return folder


def asked(id):
    return next(q for q in bank.load("90_test").questions if q.id == id)


def record(id, answer, n, session="s", **more):
    q = asked(id)
    return {
        "schema": 1, "question": id, "version": question.version(q), "type": q.type,
        "answer": answer, "time": f"2026-11-02T10:{n:02d}:00.000Z", "try": 1, "lesson": q.lesson,
        "session": session, "n": n, **more,
    }  # fmt: skip


def hand_in(folder, name, records, file=None, **header):
    head = {
        "kind": handin.KIND, "schema": handin.SCHEMA, "name": name, "module": "0.1.0",
        "exported": "2026-11-03T08:00:00Z", "records": len(records), **header,
    }  # fmt: skip
    lines = "".join(json.dumps(line) + "\n" for line in [head, *records])
    (folder / f"{file or name}.jsonl").write_text(lines, encoding="utf-8")


def wrong(id):
    return "abc"[("abc".index(KEYS[id]) + 1) % 3]


def answered(session, right):
    """Answers to the four items: the first `right` of them right."""
    return [
        record(id, KEYS[id] if i < right else wrong(id), i + 1, session)
        for i, id in enumerate(KEYS)
    ]


def test_answers_are_marked_again_and_claims_are_not_believed(place):
    forged = record("i1", "b", 1, correct=True, share=1.0, verdict="right", credit=1)
    hand_in(place, "Ana", [forged, record("i2", "a", 2), record("i2", "b", 3)])
    row = results.load(place).answers.set_index("question")
    assert (row.loc["i1", "first"], row.loc["i1", "credit"]) == (0, 0)
    assert (row.loc["i2", "first"], row.loc["i2", "last"], row.loc["i2", "credit"]) == (0, 1, 1)
    assert row.loc["i2", "tries"] == 2


def test_parts_of_a_point_and_what_gives_none(place):
    hand_in(place, "Ana", [
        record("several", ["a"], 1),  # one of two right ones, no wrong one: a half
        record("guess", "a", 2),
        record("essay", {"text": "My own view.", "met": [0]}, 3),
    ])  # fmt: skip
    loaded = results.load(place)
    (mark,) = results.marks(loaded).to_dict("records")
    assert (mark["answered"], mark["questions"], mark["points"], mark["of"]) == (3, 7, 0.5, 1)
    assert mark["per_cent"] == 50
    assert results.progress(loaded)["90_test"].tolist() == [pytest.approx(3 / 7, abs=1e-3)]


def test_what_somebody_wrote_is_left_out_unless_asked_for(place):
    hand_in(place, "Ana", [record("essay", {"text": "My own view.", "met": None}, 1)])
    quiet, asked_for = results.load(place), results.load(place, text=True)
    assert "view" not in quiet.answers.to_csv() and "My own view." in asked_for.answers.to_csv()
    with pytest.raises(results.ResultsError, match="no question 'essay'"):
        results.distractors(asked_for, "essay")


def test_a_damaged_file_is_named_and_the_others_count(place):
    hand_in(place, "Ana", answered("s1", 4))
    whole = (place / "Ana.jsonl").read_bytes()
    (place / "cut.jsonl").write_bytes(whole[: len(whole) - 150].replace(b'"Ana"', b'"Cut"').replace(
        b'"s1"', b'"s9"'))  # fmt: skip
    (place / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    (place / "empty.jsonl").write_bytes(b"")
    (place / "text.jsonl").write_text("Dear teacher, here are my answers.", encoding="utf-8")
    hand_in(place, "Later", answered("s2", 4), schema=99)
    (place / ".DS_Store").write_bytes(b"x")
    (place / "folder").mkdir()
    loaded = results.load(place)
    assert loaded.students == ["Ana", "Cut"]
    told = "\n".join(loaded.problems)
    for name in ("cut.jsonl", "photo.jpg", "empty.jsonl", "text.jsonl", "Later.jsonl"):
        assert name in told
    assert "DS_Store" not in told
    assert results.marks(loaded).set_index("student").loc["Ana", "points"] == 4


def test_folders_with_nothing_to_read_are_told(place, tmp_path):
    with pytest.raises(results.ResultsError, match="There is no folder"):
        results.load(tmp_path / "nowhere")
    with pytest.raises(results.ResultsError, match="is empty"):
        results.load(place)
    (place / "x.txt").write_text("x")
    with pytest.raises(results.ResultsError, match=r"None of the files.*\n.*x\.txt"):
        results.load(place)


def test_a_question_changed_since_is_flagged_and_not_counted(place):
    old = {**record("i1", "a", 1), "version": "of-old"}
    gone = {**record("i1", "a", 2), "question": "no-longer-there"}
    hand_in(place, "Ana", [old, gone, record("i2", "b", 3)])
    loaded = results.load(place)
    told = "\n".join(loaded.problems)
    assert "earlier wording of a question, which are not counted: 1" in told
    assert "does not have, which are left out: 1" in told
    assert results.marks(loaded)["points"].tolist() == [1]
    assert results.items(loaded).set_index("question")["changed"].to_dict() == {"i1": 1, "i2": 0}


def test_two_files_of_one_name_and_answers_handed_on(place):
    hand_in(place, "Ana", answered("s1", 4))
    hand_in(place, "Ana", [*answered("s1", 4), record("several", ["a"], 9, "s1")], file="again")
    hand_in(place, "Ana", answered("s2", 0), file="other Ana")
    hand_in(place, "Ben", answered("s1", 4))
    loaded = results.load(place)
    assert loaded.students == ["Ana", "Ana (other Ana)", "Ben"]
    told = "\n".join(loaded.problems)
    assert "counted as another student" in told and "also in the file of Ana" in told
    assert results.marks(loaded).set_index("student").loc["Ana", "answered"] == 5, "joined"


def test_reviews_do_not_count(place):
    hand_in(place, "Ana", [record("i1", "b", 1, review="91_next"), record("i1", "a", 2)])
    assert results.load(place).answers["first"].tolist() == [1]


RIGHTS = [0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4]
"""How many of the four items each of 22 students got right, in the order of the items."""


def test_kr20_is_what_the_formula_of_1937_gives(place):
    for i, right in enumerate(RIGHTS):
        hand_in(place, f"S{i:02d}", answered(f"s{i}", right))
    value, words = results.reliability(results.load(place), "90_test")
    n, k = len(RIGHTS), 4
    p = [Fraction(sum(right > item for right in RIGHTS), n) for item in range(k)]
    mean = Fraction(sum(RIGHTS), n)
    variance = sum((right - mean) ** 2 for right in RIGHTS) / n
    expected = Fraction(k, k - 1) * (1 - sum(q * (1 - q) for q in p) / variance)
    assert value == pytest.approx(float(expected))
    assert "4 right-or-wrong questions" in words and "22 students" in words


def test_difficulty_and_discrimination_are_those_of_the_textbooks(place):
    for i, right in enumerate(RIGHTS):
        hand_in(place, f"S{i:02d}", answered(f"s{i}", right))
    table = results.items(results.load(place)).set_index("question")
    assert table["difficulty"].to_dict() == {
        "i1": round(20 / 22, 3), "i2": round(16 / 22, 3), "i3": round(10 / 22, 3),
        "i4": round(4 / 22, 3),
    }  # fmt: skip
    own = [int(right > 1) for right in RIGHTS]  # i2, against the mean of the three others
    rest = [(right - mine) / 3 for right, mine in zip(RIGHTS, own, strict=True)]
    mx, my, n = sum(own) / 22, sum(rest) / 22, 22
    cov = sum((x - mx) * (y - my) for x, y in zip(own, rest, strict=True)) / n
    sx = math.sqrt(sum((x - mx) ** 2 for x in own) / n)
    sy = math.sqrt(sum((y - my) ** 2 for y in rest) / n)
    assert table.loc["i2", "discrimination"] == pytest.approx(cov / sx / sy, abs=5e-4)


def test_with_few_students_there_is_no_reliability_but_a_reason(place):
    for i in range(19):
        hand_in(place, f"S{i:02d}", answered(f"s{i}", i % 5))
    loaded = results.load(place)
    value, words = results.reliability(loaded, "90_test")
    assert value is None and "19 students" in words and "fewer than 20" in words
    assert results.items(loaded)["discrimination"].isna().all()
    assert "at least two" in results.reliability(loaded, "90_test", "more")[1]
    hand_in(place, "S19", answered("s19", 2))
    assert results.reliability(results.load(place), "90_test")[0] is not None


def test_all_alike_have_no_reliability(place):
    for i in range(20):
        hand_in(place, f"S{i:02d}", answered(f"s{i}", 2))
    assert "same total" in results.reliability(results.load(place), "90_test")[1]


def test_distractors_are_counted(place):
    for i, answer in enumerate("aabca"):
        hand_in(place, f"S{i}", [record("i2", answer, 1, f"s{i}")])
    table = results.distractors(results.load(place), "i2")
    assert table.to_dict("list") == {
        "answer": ["a", "b", "c"], "students": [3, 1, 1], "share": [0.6, 0.2, 0.2],
        "right": [0, 1, 0],
    }  # fmt: skip


def test_the_spreadsheet_is_read_by_another_program(place, tmp_path):
    hand_in(place, "=HYPERLINK(1)", answered("s1", 3))
    hand_in(place, "Åsa\u0007 王", [record("essay", {"text": "=1+1 \u0001", "met": []}, 1, "s2")],
            file="b")  # fmt: skip
    file = results.save(results.load(place, text=True), tmp_path / "class.xlsx")
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["marks", "progress", "questions", "answers", "notes"]
    names = [row[0].value for row in book["marks"].iter_rows(min_row=2)]
    assert names == ["'=HYPERLINK(1)", "Åsa 王"], "no cell begins a formula"
    assert all(c.data_type != "f" for sheet in book for row in sheet for c in row)
    header = [c.value for c in book["marks"][1]]
    assert header[:5] == ["student", "answered", "questions", "points", "of"]
    with pytest.raises(results.ResultsError, match=r"does not end in \.xlsx"):
        results.save(results.load(place), tmp_path / "class.csv")
    with pytest.raises(results.ResultsError, match="could not be written"):
        results.save(results.load(place), tmp_path / "nowhere" / "class.xlsx")


def test_the_made_up_class_is_a_class_and_the_same_every_time(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        sampleclass.write(tmp_path / name, students=24)
    first = {f.name: f.read_bytes() for f in (tmp_path / "one").iterdir()}
    assert first == {f.name: f.read_bytes() for f in (tmp_path / "two").iterdir()}
    loaded = results.load(tmp_path / "one")
    assert not loaded.problems and len(loaded.students) == 24
    assert set(loaded.answers["type"]) == {q.type for q in loaded.questions}, "all types occur"
    assert results.items(loaded)["difficulty"].between(0.05, 0.99).mean() > 0.9


def test_a_file_of_the_student_side_is_one_of_the_teacher_side(place, tmp_path, monkeypatch):
    """From the answer in the lesson to the mark in the table."""
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "progress"))
    progress.start_afresh()
    progress.save("i1", question.version(asked("i1")), "choice", "a", 1, "90_test")
    shutil.copy(Path(handin.export("Ana").path), place)
    progress.start_afresh()
    assert results.marks(results.load(place))["points"].tolist() == [1]
