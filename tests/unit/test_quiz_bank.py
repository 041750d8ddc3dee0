"""Question files: what is read from them, and a sentence with line and mend for each fault."""

import json
import subprocess
import sys
import textwrap

import pytest

from helpers import data
from helpers.quiz import bank, check, keys, question, reader

GOOD = """\
lesson: 90_test
questions:
  - id: first
    section: warm-up
    type: choice
    level: judge
    objective: See that it works
    prompt: |
      Which *one*?
    key: b
    options:
      a: {text: "This one", why: "No, because of this."}
      b: {text: "That one", why: "Yes, because of that."}
    hints: [Look again.]
    sources: []
    as_of: 2026-11-23
  - id: second
    section: guess
    type: prediction
    level: judge
    objective: Guess
    prompt: What next?
    options:
      a: {text: "More"}
      b: {text: "Less"}
    note: We shall see.
    sources: []
exercises:
  - id: third
    section: try-it
    type: number
    prompt: How many?
    key: 8
    mistakes: [{value: 6, say: "Too early."}]
    why: Eight it is.
    sources: []
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of question files in the place of the module's own."""
    real, place = data.path, tmp_path / "questions"
    place.mkdir()
    (place / "90_test.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(data, "path", lambda name="": place if name == "questions" else real(name))
    return place


def told(text, file="90_test.yaml"):
    return [str(fault) for fault in bank.read(text, file)[1]]


def test_a_file_becomes_questions_in_its_order(folder):
    found = bank.load("90_test")
    assert [q.id for q in found.questions] == ["first", "second"]
    assert found.sections() == ["warm-up", "guess"]
    first = bank.section("90_test", "warm-up")[0]
    assert first.own["options"]["b"]["why"] == "Yes, because of that."
    assert str(first.as_of) == "2026-11-23"
    assert bank.exercise("third").own["key"] == 8


def test_what_is_not_there_is_answered_with_what_is(folder):
    with pytest.raises(ValueError, match=r"no questions for the lesson '91_none'.*: 90_test\."):
        bank.load("91_none")
    with pytest.raises(ValueError, match=r"'90_test' has no questions in a section 'exit'.*guess"):
        bank.section("90_test", "exit")
    with pytest.raises(data.DataError, match=r"no exercise 'fourth'.*: third\."):
        bank.exercise("fourth")
    for odd in ("../90_test", "", None, 7):
        with pytest.raises(bank.BankError, match="no questions for the lesson"):
            bank.load(odd)
    for odd in ("", None, ["third"]):
        with pytest.raises(bank.BankError, match="no exercise"):
            bank.exercise(odd)


# Each row: what an author gets wrong, the line on which it stands, and words of the answer.
WRONG = [
    ("key: b\n", "key: d\n", 10, "'first', field 'key': 'd' is not one of the options (a, b)"),
    ("    key: b\n", "", 3, "field 'key': is missing"),
    (', why: "Yes, because of that."', "", 13, "field 'options.b.why': is missing"),
    ("type: choice", "type: chioce", 5, "'chioce' is not a type of question. The types are: cho"),
    ("type: number", "type: text", 31, "'text' is not a type of exercise"),
    ("id: second", "id: first", 17, "'first' is in this file twice"),
    ("id: first", "id: First One", 3, "must be small letters, digits and hyphens"),
    ("level: judge", "level: hard", 6, "must be one of: recall, understand, judge"),
    ("hints: [Look again.]", "hint: [Look again.]", 14, "no such field here. The fields are: id"),
    ("hints: [Look again.]", "hints: Look again.", 14, "must be a list"),
    ("hints: [Look again.]", "hints: [a, b, c]", 14, "there are 3 hints; keep 2"),
    ('a: {text: "This one"', "a: {text: True", 12, 'Write it in quotation marks: "True"'),
    ("as_of: 2026-11-23", "as_of: 2026-11-31", 16, "a day of the calendar"),
    ("as_of: 2026-11-23", 'as_of: "2026-11-23"', 16, "without quotation marks"),
    ("      b: {text: \"Less\"}", "      d: {text: \"Less\"}", 23, "name them a, b, in this order"),
    ("      b: {text: \"Less\"}\n", "", 23, "there are 1 options; give two to 6"),
    ("key: 8", "key: about 8", 33, "'about 8' is not a number"),
    ("    key: 8\n", "", 29, "Write key: … or key_from: …, or both"),
    ("value: 6", "value: 8", 34, "8 counts as right"),
    ("lesson: 90_test", "lesson: 9_test", 1, "Write: lesson: 90_test"),
    ("prompt: What next?", "prompt: Next: what?", 22, "not valid YAML"),
    ("    note: We", "\tnote: We", 26, "indent with spaces only"),
    ("id: second", "id: second\n    id: third", 18, "the field 'id' stands here twice"),
    ("prompt: What next?", "prompt: !!python/object:os.system ls", 22, "cannot be read"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "line", "words"), WRONG, ids=[w[3][:30] for w in WRONG])
def test_a_fault_is_told_with_its_line_and_its_mend(folder, right, wrong, line, words):
    assert right in GOOD
    text = GOOD.replace(right, wrong, 1)
    faults = told(text)
    start = (f"90_test.yaml, line {line},", f"90_test.yaml, line {line}:")
    assert any(f.startswith(start) and words in f for f in faults), faults
    (folder / "90_test.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(bank.BankError) as refused:
        bank.load("90_test")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "empty", ["", "# nothing\n", "[]", "just words", "lesson: 90_test\nquestions: 3"]
)
def test_a_file_of_another_shape_is_refused(empty):
    assert told(empty)


def test_an_empty_list_of_questions_is_told_when_it_is_asked_for(folder):
    (folder / "90_test.yaml").write_text("lesson: 90_test\nquestions:\n", encoding="utf-8")
    with pytest.raises(bank.BankError, match="holds no questions yet"):
        bank.section("90_test")


def test_words_of_yaml_1_1_stay_words():
    """Norway's code, and the column 'on' of key_from, are not true and false here."""
    found, _, faults = reader.read("[no, on, yes, off, NO, 1:30, 0o7, 007, true, 2.5, ~]", "x")
    assert not faults
    assert found == ["no", "on", "yes", "off", "NO", "1:30", "0o7", 7, True, 2.5, None]


def test_bombs_are_refused_at_once():
    bomb = "a: &a [x,x]\n" + "".join(
        f"{name}: &{name} [*{chr(ord(name) - 1)},*{chr(ord(name) - 1)}]\n" for name in "bcdefghijkl"
    )
    assert "anchors and aliases" in told(bomb)[0]
    assert "nested too deeply" in told("[" * 100_000)[0]
    assert "larger than" in told("a: " + "x" * 1_000_001)[0]
    assert told("lesson: 90_test\nquestions: [" + "{" * 500_000)
    assert told(f"lesson: {'9' * 5000}")


def test_a_file_that_is_too_large_or_not_utf8_is_not_read(folder):
    (folder / "90_test.yaml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(bank.BankError, match="larger than"):
        bank.load("90_test")
    (folder / "90_test.yaml").write_bytes("lesson: Тест".encode("cp1251"))
    with pytest.raises(bank.BankError, match="not UTF-8"):
        bank.load("90_test")


def test_a_faulty_file_does_not_stop_the_exercises_of_the_others(folder):
    (folder / "80_broken.yaml").write_text("lesson: [", encoding="utf-8")
    assert bank.exercise("third").id == "third"


# key_from


def test_keys_from_tables():
    """Trade of 2023 as China's customs published it, 240.11 billion dollars; the SCO by hand."""
    total = {"year": 2023, "reporter": "CHN", "partner": "RUS", "flow": "total"}
    rule = {"table": "trade", "where": total, "column": "usd_bn", "take": "value"}
    assert keys.compute(rule) == pytest.approx(240.11, abs=0.05)
    founders = {"body": "SCO", "on": "2001-06-15"}
    codes = {"table": "members", "where": founders, "column": "iso3", "take": "list"}
    assert keys.compute(codes) == ["CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB"]
    assert keys.compute({**codes, "take": "count"}) == 6
    early = {"year": [1992, 1993], "reporter": "CHN", "flow": "total"}
    several = {"table": "trade", "where": early, "column": "usd_bn"}
    low, high = keys.compute({**several, "take": "min"}), keys.compute({**several, "take": "max"})
    assert low < high
    assert keys.compute({**several, "take": "sum"}) == pytest.approx(low + high)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"table": "trad"}, "no table 'trad'"),
        ({"where": {"yeer": 2023}}, "no column 'yeer'. The table has: year"),
        ({"where": {"year": 1066}}, "No row of the table fits"),
        ({"where": {"year": 2023}}, "rows fit, and take: value needs exactly one"),
        ({"column": "usd"}, "no column 'usd'"),
        ({"column": "publisher", "take": "sum"}, "holds no numbers"),
        ({"column": None}, "Name the column"),
        ({"table": "members", "where": {}}, "Name the body"),
    ],
)
def test_a_rule_that_leads_nowhere_says_why(change, words):
    rule = {"table": "trade", "where": {"year": 2023}, "column": "usd_bn", "take": "value"}
    with pytest.raises(data.DataError) as refused:
        keys.compute(rule | change)
    assert words in str(refused.value)


# the author's check

NUMBER = """\
  - id: eight
    section: try-it
    type: number
    prompt: How many?
    key: {key}
    key_from: {{table: members, where: {{body: SCO, on: 2017}}, take: count}}
    why: Eight.
    sources: []
"""


def questions(count, key=lambda i: "ab"[i % 2], lengths=(10, 10)):
    """A file with so many questions; where the key stands, how long right and wrong are."""
    out = "lesson: 90_test\nquestions:\n"
    for i in range(count):
        texts = {k: "x" * lengths[0 if k == key(i) else 1] for k in "ab"}
        out += textwrap.indent(
            textwrap.dedent(f"""\
            - id: q-{i}
              section: s
              type: choice
              level: recall
              objective: o
              prompt: p
              key: {key(i)}
              options:
                a: {{text: {texts["a"]}, why: w}}
                b: {{text: {texts["b"]}, why: w}}
              sources: []
            """),
            "  ",
        )
    return out


def found(folder, text, **more):
    (folder / "90_test.yaml").write_text(text, encoding="utf-8")
    return "\n".join(map(str, check.faults(folder, **more)))


def test_check_is_content_with_a_good_file(folder):
    assert found(folder, GOOD) == ""
    assert found(folder, questions(6)) == ""


def test_check_tells_everything_at_once(folder):
    text = GOOD
    for right, wrong, *_ in (WRONG[0], WRONG[4], WRONG[7]):
        text = text.replace(right, wrong, 1)
    assert len(found(folder, text).splitlines()) == 3


def test_check_compares_the_key_with_the_table(folder):
    """The SCO had eight members at the end of 2017: six founders, India and Pakistan."""
    start = GOOD[: GOOD.index("exercises:")] + "exercises:\n"
    assert found(folder, start + NUMBER.format(key=8)) == ""
    assert found(folder, start + NUMBER.format(key="")) == ""  # then the table is the key
    told = found(folder, start + NUMBER.format(key=9))
    assert "line 33" in told and "9 is not what the table gives: 8" in told
    told = found(folder, start + NUMBER.format(key=8).replace("SCO", "EU"))
    assert "There is no body 'EU'" in told


def test_check_knows_the_bibliography(folder):
    told = found(folder, GOOD.replace("sources: []", "sources: [no-such-source]", 1))
    assert "line 15" in told and "'no-such-source' is not in data/sources.json" in told


def test_check_finds_the_same_id_in_two_files(folder):
    (folder / "91_test.yaml").write_text(GOOD.replace("90_test", "91_test"), encoding="utf-8")
    assert found(folder, GOOD).count("stands in") == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (questions(1, lengths=(80, 40)), "80 characters, the longest wrong one 40"),
        (questions(6, key=lambda i: "b"), "the key is b in 6 of 6 questions"),
        (questions(6, lengths=(12, 10)), "the longest in 6 of 6 questions"),
    ],
)
def test_check_refuses_a_key_that_gives_itself_away(folder, text, words):
    assert words in found(folder, text)


def test_a_right_option_may_be_a_little_longer(folder):
    assert found(folder, questions(2, lengths=(20, 10))) == ""


def test_check_compares_with_the_lesson(folder, tmp_path):
    cells = [
        {"cell_type": "code", "source": ['quiz.show("90_test", section="warm-up")']},
        {
            "cell_type": "code",
            "source": "quiz.show('90_test', 'exit')\nexercises.check('other', 1)",
        },
        {"cell_type": "markdown", "source": 'quiz.show("90_test", section="guess")'},
    ]
    (tmp_path / "90_test.ipynb").write_text(json.dumps({"cells": cells}))
    told = found(folder, GOOD, notebooks=tmp_path)
    assert "shows a section 'exit', which has no questions" in told
    assert "no cell of 90_test.ipynb shows the section 'guess'" in told
    assert "'warm-up'" not in told
    assert "question 'third', field 'id': no cell of 90_test.ipynb checks it" in told


def test_check_as_a_command(folder):
    def run(*words):
        command = [sys.executable, "-m", "helpers.quiz", *words]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")

    assert run("check", str(folder)).returncode == 0
    (folder / "90_test.yaml").write_text(GOOD.replace("key: b", "key: d"), encoding="utf-8")
    done = run("check", str(folder))
    assert done.returncode == 1
    assert "line 10" in done.stdout and "Traceback" not in done.stderr
    done = run("check", str(folder / "nowhere"))
    assert done.returncode == 1 and "no such folder" in done.stdout


# the version of a question


def test_the_version_changes_with_the_meaning_only(folder):
    def version(text):
        return question.version(bank.read(text, "90_test.yaml")[0].questions[0])

    now = version(GOOD)
    for same in (("Look again.", "Look twice."), ("because of that", "indeed"), ("judge", "recall"),
                 ("Which *one*?", "Which\n      *one*?")):  # fmt: skip
        assert version(GOOD.replace(*same, 1)) == now, same
    for other in (("Which *one*?", "Which two?"), ("That one", "This two"), ("key: b", "key: a")):
        assert version(GOOD.replace(*other, 1)) != now, other
