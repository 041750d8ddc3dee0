"""The quiz without a browser: what leaves Python, when, and what a stored lesson holds."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from helpers import data, quiz
from helpers.quiz import bank, progress, view, words

CHOICE = """\
  - id: {id}
    section: {section}
    type: choice
    level: judge
    objective: See that it works
    prompt: |
      Which of the options, *please*? <script>alert(1)</script>
    key: b
    options:
      a: {{text: "First [x](javascript:alert(1))", why: "REASON-A"}}
      b: {{text: "Second <img src=x onerror=alert(1)>", why: "REASON-B [UN](https://example.org)"}}
      c: {{text: "Third", why: "REASON-C"}}
    hints: ["HINT-1", "HINT-2"]
    sources: [{source}]
"""
PREDICTION = """\
  - id: guess
    section: guesses
    type: prediction
    level: judge
    objective: Guess
    prompt: What next?
    options:
      a: {text: More}
      b: {text: Less}
    note: NOTE-OF-LATER
    sources: []
"""
SECRETS = ("REASON", "HINT", "NOTE", '"key"', "'key'", '"b", "why', "un-press")


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A lesson of its own, and an empty progress folder."""
    real, place = data.path, tmp_path / "questions"
    place.mkdir()
    parts = [("q-1", "one"), ("q-2", "one"), ("q-3", "two")]
    text = "lesson: 90_test\nquestions:\n" + PREDICTION
    for id, section in parts:
        text += CHOICE.format(id=id, section=section, source="un-press-2022-ga-demands-end")
    (place / "90_test.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(data, "path", lambda name="": place if name == "questions" else real(name))
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "progress"))
    monkeypatch.setattr(progress, "_session", None)
    return place / "90_test.yaml"


def page(shown):
    """All that the page of a widget has been given."""
    state = {k: v for k, v in shown.get_state().items() if k not in ("_esm", "_css", "words")}
    return json.dumps(state, ensure_ascii=False, default=str)


def tell(shown, do, id="q-1", answer=None):
    shown._handle_custom_msg({"do": do, "question": id, "answer": answer}, [])
    return shown.states[id]


def again(monkeypatch):
    """As after a restart of the kernel."""
    monkeypatch.setattr(progress, "_session", None)
    return quiz.show("90_test")


def test_a_section_or_the_whole_lesson(lesson):
    assert [q["id"] for q in quiz.show("90_test", section="one").questions] == ["q-1", "q-2"]
    assert [q["id"] for q in quiz.show("90_test", "two").questions] == ["q-3"]
    assert len(quiz.show("90_test").questions) == 4
    with pytest.raises(ValueError, match=r"no questions for the lesson '02'.*90_test"):
        quiz.show("02")
    with pytest.raises(ValueError, match=r"section 'three'\. Its sections: guesses, one, two\."):
        quiz.show("90_test", section="three")


def test_neither_key_nor_reason_leaves_python_before_the_answer(lesson):
    shown = quiz.show("90_test")
    for secret in SECRETS:
        assert secret not in page(shown)
    tell(shown, "show")  # nothing tried yet: nothing is shown
    tell(shown, "answer", answer="z")  # no option
    tell(shown, "answer")
    for secret in SECRETS:
        assert secret not in page(shown)
    state = tell(shown, "answer", answer="a")
    assert state["verdict"] == "wrong" and "REASON-A" in page(shown)
    for secret in ("REASON-B", "REASON-C", "HINT", "NOTE"):
        assert secret not in page(shown), "the right answer is not given away by a wrong one"


def test_hints_come_one_by_one(lesson):
    shown = quiz.show("90_test")
    assert shown.questions[1]["hints"] == 2
    assert tell(shown, "hint")["hints"] == ["<p>HINT-1</p>"]
    assert tell(shown, "hint")["hints"] == ["<p>HINT-1</p>", "<p>HINT-2</p>"]
    assert len(tell(shown, "hint")["hints"]) == 2


def test_right_and_wrong_and_the_way_to_the_answer(lesson):
    shown = quiz.show("90_test")
    assert tell(shown, "answer", answer="b")["verdict"] == "right"
    state = shown.states["q-1"]
    assert state["shown"] and [r["about"] for r in state["reasons"]] == ["b"]
    assert 'rel="noopener noreferrer"' in state["reasons"][0]["html"]
    assert "UN Press" in state["sources"][0] and 'href="https://' in state["sources"][0]

    assert not tell(shown, "answer", "q-2", "a")["shown"]
    state = tell(shown, "answer", "q-2", "c")
    assert [r["about"] for r in state["reasons"]] == ["c", "b"] and state["tries"] == 2

    tell(shown, "answer", "q-3", "a")
    state = tell(shown, "show", "q-3")
    assert [r["about"] for r in state["reasons"]] == ["a", "b"] and state["tries"] == 1

    state = tell(shown, "answer", "guess", "a")
    assert state["verdict"] == "noted" and "NOTE-OF-LATER" in state["reasons"][0]["html"]


def test_the_same_answer_twice_is_one_try_and_still_gets_a_reply(lesson):
    shown = quiz.show("90_test")
    first = tell(shown, "answer", answer="a")
    second = tell(shown, "answer", answer="a")
    assert (second["tries"], second["shown"]) == (1, False)
    assert second["heard"] > first["heard"], "or the page would wait for ever"


def test_answers_come_back_after_a_restart(lesson, monkeypatch):
    shown = quiz.show("90_test")
    tell(shown, "answer", "q-1", "a")
    tell(shown, "show", "q-1")
    tell(shown, "answer", "q-2", "a")
    tell(shown, "answer", "guess", "b")
    before = shown.states
    shown = again(monkeypatch)
    for id in ("q-1", "q-2", "guess"):
        for what in ("answer", "verdict", "shown", "tries", "reasons", "time"):
            assert shown.states[id][what] == before[id][what], (id, what)
    assert "verdict" not in shown.states["q-3"]
    assert tell(shown, "answer", "q-2", "b")["tries"] == 2


def test_a_rewritten_question_asks_again(lesson, monkeypatch):
    tell(quiz.show("90_test"), "answer", "q-1", "b")
    lesson.write_text(lesson.read_text("utf-8").replace("Third", "Other"), encoding="utf-8")
    state = again(monkeypatch).states["q-1"]
    assert state["changed"] and "verdict" not in state


def test_a_disk_that_refuses_is_told_and_the_reasons_still_come(lesson, tmp_path, monkeypatch):
    (tmp_path / "progress").write_text("a file stands where the folder should be")
    shown = quiz.show("90_test")
    state = tell(shown, "answer", answer="a")
    assert state["verdict"] == "wrong" and state["reasons"]
    assert "could not be kept on disk" in state["problem"]
    assert (tmp_path / "progress").as_posix() in state["problem"]
    rerun = quiz.show("90_test")
    assert rerun.states["q-1"]["answer"] == "a", "running the cell again does not lose it either"


def test_odd_messages_do_no_harm(lesson):
    shown = quiz.show("90_test")
    before = page(shown)
    for odd in (None, "q-9", ["q-1"], {}, 1):
        shown._on_page(shown, {"do": "answer", "question": odd, "answer": "a"}, [])
    for message in ({}, {"do": "answer"}, [], "answer", None):
        shown._on_page(shown, message, [])
    assert page(shown) == before
    for answer in (["b"], {"b": 1}, 1, True, "B", "x" * 100_000):
        assert "verdict" not in tell(shown, "answer", answer=answer)
    assert "verdict" not in tell(shown, "erase", answer="b")


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_hostile_text_reaches_the_page_as_text(lesson):
    shown = quiz.show("90_test")
    stored = shown._repr_mimebundle_()[0]["text/html"]
    drawn = shown.questions[1]["prompt"] + "".join(o["text"] for o in shown.questions[1]["options"])
    for text in (stored, drawn):
        assert not Tags(text).tags & {"script", "img", "a"}
        assert "&lt;script&gt;" in text
    assert Tags(stored).attributes == {"type"}, "what a sanitizer keeps: ol type=A"


def test_the_stored_cell_holds_the_questions_and_no_answers(lesson):
    shown = quiz.show("90_test", section="one")
    bundle, _ = shown._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "application/vnd.jupyter.widget-view+json"}
    assert bundle["text/plain"] == (
        "Quiz of the lesson 90_test, section one. 2 questions: q-1, q-2."
    )
    stored = bundle["text/html"]
    assert stored.count("Which of the options, <em>please</em>?") == 2
    assert stored.count("<li>Third</li>") == 2
    assert "\n" not in stored
    assert not re.search(r"<h\d", stored), "a heading would enter the lesson's contents"
    for secret in (*SECRETS, "verdict"):
        assert secret not in stored
    tell(shown, "answer", answer="a")
    after = quiz.show("90_test", section="one")._repr_mimebundle_()[0]
    assert {k: after[k] for k in ("text/plain", "text/html")} == {
        "text/plain": bundle["text/plain"],
        "text/html": stored,
    }, "what is stored does not depend on answers given"


def test_ten_questions_store_in_fifteen_kilobytes():
    """Real questions; each lesson's bytes a question, times ten."""
    for lesson in bank.lessons():
        shown = quiz.show(lesson)
        stored = shown._repr_mimebundle_()[0]["text/html"]
        assert len(stored.encode()) / len(shown.questions) * 10 <= 15_000, lesson


def test_a_source_that_is_not_there_does_not_stop_a_class(lesson):
    text = lesson.read_text("utf-8").replace("un-press-2022-ga-demands-end", "gone", 1)
    lesson.write_text(text, encoding="utf-8")
    assert tell(quiz.show("90_test"), "answer", answer="b")["sources"] == ["gone"]


def test_the_page_has_a_word_for_everything_it_says():
    """The words of the interface stand in one file; the page asks for them by name."""
    script = view.Quiz._esm
    asked = set(re.findall(r'say\(\s*"(\w+)"', script))
    asked |= set(re.findall(r'(?:empty|submit): (?:\(.*\) => )?"(\w+)"', script))
    asked |= {"check", "keep", "right", "wrong", "partly", "noted", "hint", "hint_next"}
    asked |= {"mark_right", "mark_wrong", "mark_noted", "order_up", "order_down"}
    assert asked <= set(words.PAGE)
    script = script.replace("http://www.w3.org/2000/svg", "")  # a name, not an address
    assert "http" not in script, "the page loads nothing from anywhere"
    assert "http" not in (view.HERE / "view.css").read_text(encoding="utf-8")
    assert "console." not in script


def test_the_page_knows_how_to_draw_every_type():
    from helpers.quiz import question

    script = view.Quiz._esm
    table = script[script.index("const TYPES") :].partition("};")[0]
    assert set(re.findall(r"^  (\w+)[:,]", table, re.MULTILINE)) == set(question.TYPES)


def test_importing_the_quiz_loads_nothing_heavy():
    code = (
        "import sys; from helpers import quiz; "
        "print([m for m in ('pandas', 'anywidget', 'ipywidgets', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_a_saved_notebook_keeps_the_text_and_not_the_live_form(lesson):
    from helpers.quiz import saving

    bundle, _ = quiz.show("90_test")._repr_mimebundle_()
    plain = {"data": {saving.VIEW: {}, "text/plain": "a slider without a text of its own"}}
    cells = [
        {"cell_type": "markdown"},
        {"cell_type": "code", "outputs": [{"data": bundle}, plain, {"text": "printed"}]},
    ]
    saving.without_views(model={"type": "notebook", "content": {"cells": cells}}, path="x")
    first, second, _ = cells[1]["outputs"]
    assert set(first["data"]) == {"text/plain", "text/html"}
    assert saving.VIEW in second["data"]
    content = {"cells": [], "metadata": {"widgets": {"state": "answers"}, "kernelspec": {}}}
    saving.without_views(model={"type": "notebook", "content": content}, path="x")
    assert content["metadata"] == {"kernelspec": {}}, "the state of a widget holds answers"
    for other in ({"type": "file", "content": "x"}, {"type": "notebook", "content": None}, {}):
        saving.without_views(model=other, path="x")
