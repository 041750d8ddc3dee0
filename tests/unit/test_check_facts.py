"""tools/check_facts.py: figures without a source are found, and nothing else is reported."""

import json

import check_facts
import nbformat
import pytest
import yaml

from helpers import data

UN = "https://press.un.org/en/2022/ga12407.doc.htm"  # tier A
COPY = next(  # any page of tier C
    item["URL"]
    for item in json.loads(data.path("sources.json").read_text(encoding="utf-8"))
    if item["custom"]["tier"] == "C" and "(" not in item["URL"]
)
TRADE = 'from helpers import data\ntrade = data.table("trade")\ntrade'


@pytest.fixture
def lesson(tmp_path, capsys):
    """Write a lesson of cells (Markdown, or code in a tuple) and its questions; give its page."""

    def write(*cells, questions=(), exercises=(), strict=False):
        made = []
        for i, cell in enumerate(cells):
            if isinstance(cell, str):
                made.append(nbformat.v4.new_markdown_cell(cell, id=f"text-{i}"))
            else:
                code = nbformat.v4.new_code_cell(cell[0], id=f"code-{i}")
                if len(cell) > 1:
                    output = {"text/plain": cell[1]}
                    code.outputs = [nbformat.v4.new_output("execute_result", output)]
                made.append(code)
        nbformat.write(nbformat.v4.new_notebook(cells=made), tmp_path / "05_x.ipynb")
        bank = {"lesson": "05_x", "questions": list(questions), "exercises": list(exercises)}
        (tmp_path / "05_x.yaml").write_text(yaml.safe_dump(bank), encoding="utf-8")
        arguments = ["--folder", str(tmp_path), "--questions", str(tmp_path)]
        check_facts.main(arguments + ["--strict"] * strict)
        return capsys.readouterr().out

    return write


def test_a_figure_without_a_source_is_named_with_its_cell(lesson):
    page = lesson("## 1 Trade\n\nIn 1987 the two traded 4.7 billion dollars.")
    assert "1 with nothing" in page
    assert "text-0: In 1987 the two traded 4.7 billion dollars. → 1987, 4.7" in page


def test_dates_and_numbers_in_words_are_figures(lesson):
    page = lesson(
        "They met on 3 May 1987.\n\nIt has twenty-five articles.\n\nThey met in May 1987."
    )
    assert "→ 3 May 1987" in page and "→ twenty-five" in page and "→ May 1987" in page


@pytest.mark.parametrize(
    "text",
    [
        f"In March 2022 it was 141 votes ([UN]({UN})).",
        "## 2 In 1987\n\nNo figure here.",
        "How did trade grow from 4.7 to 99.9 billion dollars?",
        "Change 1987 to 1988 and run the cell.",
        "**Core path · 12 minutes.** Take 5 minutes for it.",
        "Lesson 07 comes back to it; Articles 13, 14 and 16 say more of resolution 68/262.",
        "Resolution ES-11/1, the Su-35 and the G20 are names; `.iloc[17]` is code.",
        "## Before you start\n\nYou put the steps from 1987 to 2008 in order.",
        "(1) is what some count; (2) is what others see.",
    ],
)
def test_what_has_a_source_or_is_no_figure_is_not_reported(lesson, text):
    assert " 0 with nothing" in lesson(text)


def test_the_link_must_stand_in_the_same_paragraph_item_or_row(lesson):
    page = lesson(f"- In 1987 one. \n- In 1988 two ([UN]({UN})).\n\n| a | b |\n|-|-|\n| 1985 | x |")
    assert "In 1987 one. → 1987" in page and "1985 | x → 1985" in page
    assert "1988 two" not in page


def test_a_line_of_sources_below_a_table_holds_for_its_rows(lesson):
    page = lesson(f"| a | b |\n|-|-|\n| 1985 | x |\n\nSources: [UN]({UN}).")
    assert " 0 with nothing" in page


def test_a_number_of_the_table_shown_in_the_section_is_from_the_table(lesson):
    # China's customs: total trade of 2023 was 240.11 billion dollars
    page = lesson("## 1 A", (TRADE,), "In 2023 it was 240.1 billion.")
    assert "1 from a table" in page and " 0 with nothing" in page
    page = lesson("## 1 A", (TRADE,), "In 2023 it was 239.1 billion.")
    assert "→ 239.1" in page


def test_a_table_reaches_a_cell_through_a_variable(lesson):
    cells = ((TRADE,), "## 2 B", ("late = trade.tail()\nlate",), "In 2023 it was 240.1 billion.")
    assert "1 from a table" in lesson(*cells)


def test_a_number_that_a_cell_has_worked_out_is_from_the_table(lesson):
    cells = ("## 1 A", (TRADE, "growth 26.2"), "It grew by 26.2 per cent.")
    assert "1 from a table" in lesson(*cells)


def test_what_was_said_before_with_a_source_may_be_said_again(lesson):
    page = lesson(f"On 2 March 2022 it was 141 ([UN]({UN})).", "## Key points\n\n- 141 in 2022.")
    assert "1 said elsewhere in the lesson" in page and " 0 with nothing" in page


def test_reasons_with_figures_need_sources(lesson):
    one = {"id": "q-one", "type": "choice", "prompt": "In 1901?", "options": {
        "a": {"text": "1902", "why": "It began in 1987."}}}  # fmt: skip
    page = lesson("x", questions=[one])
    assert "question q-one: It began in 1987. → 1987" in page
    assert "question q-one" not in lesson("x", questions=[{**one, "sources": ["un-press"]}])
    guess = {"id": "q-two", "type": "prediction", "prompt": "In 1901?", "options": {
        "a": {"text": "1902"}}}  # fmt: skip
    assert " 0 with nothing" in lesson("x", questions=[guess])


def test_what_rests_on_a_copy_alone_is_told(lesson):
    page = lesson(f"It ended in 1979 ([copy]({COPY})).\n\nIn 1979 ([copy]({COPY}), [UN]({UN})).")
    assert "Sources of tier C: 1; places that rest on them alone: 1." in page
    assert "text-0: It ended in 1979. → " in page


def test_strict_fails_only_where_a_figure_has_no_source(lesson):
    with pytest.raises(SystemExit, match="1 places hold"):
        lesson("In 1987 it began.", strict=True)
    lesson("It began.", strict=True)


def test_minutes_are_words_and_stated_tasks(lesson):
    words = "word " * 360
    page = lesson(f"## 1 A\n\n**Core path · 6 minutes.** {words}\n\nTalk for three minutes.")
    assert "6 minutes stated, 5.0 counted" in page and "3 for tasks" in page
    assert "Core path:" not in lesson(f"## Extension\n\n{words}"), "it is not in the core path"


def test_folded_text_is_not_read_in_class_and_a_question_is(lesson):
    words = "word " * 180
    folded = f"## 1 A\n\n**Core path** · 2 minutes\n\n<details>\n\n{words}\n\n</details>"
    assert "0.0 counted" in lesson(folded)
    question = {"id": "q", "section": "s", "prompt": words, "options": {
        "a": {"text": "", "why": words}, "b": {"text": "", "why": words}}}  # fmt: skip
    cells = (folded, ('quiz.show("05_x", section="s")',))
    assert "2.0 counted" in lesson(*cells, questions=[question]), "prompt and one reason"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,234.5 and 7 per cent", ["1,234.5", "7"]),
        ("from 1989–2008", ["1989", "2008"]),
        ("on 1 September, a day of 30", ["1 September", "30"]),
        ("no figure at all", []),
    ],
)
def test_figures(text, found):
    assert [f[2] for f in check_facts.figures(text)] == found
