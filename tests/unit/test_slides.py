"""What of a lesson stands on a slide, and what is left to the speaker's notes."""

import importlib.util

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from helpers import slides
from helpers.data import DataError
from helpers.quiz import bank

CORE = "## 1 The curve\n\n**Core path** · 4 minutes\n\nMany words. **Look up.** Where is it?"


def types(deck):
    return [cell.metadata["slideshow"]["slide_type"] for cell in deck.cells]


def test_only_the_core_path_is_shown():
    lesson = new_notebook(cells=[
        new_markdown_cell("# 04 · Trade\n\n***Key question:*** *How much?*"),
        new_markdown_cell(CORE),
        new_markdown_cell("## Extension\n\n**On your own.** Deep things."),
    ])  # fmt: skip
    deck = slides.deck(lesson, "04_trade")
    shown = [c.source for c in deck.cells if c.metadata["slideshow"]["slide_type"] != "notes"]
    assert shown == ["# 04 · Trade\n\n*How much?*", "## 1 The curve\n\n**Look up.** Where is it?"]


def test_the_notes_hold_the_whole_text():
    deck = slides.deck(new_notebook(cells=[new_markdown_cell(CORE)]), "x")
    assert types(deck) == ["slide", "notes", "slide", "notes"]
    assert deck.cells[-1].source == CORE


def test_sources_stand_in_the_notes_and_words_of_a_link_stay():
    text = (
        "**In 2024** it rose ([bne, 2025](https://bne.eu/a_(b)); [TASS](https://tass.com/1)). "
        "**Read** the [Charter](https://example.org/x)."
    )
    assert slides.points(text) == "**In 2024** it rose. **Read** the Charter."


def test_the_answer_is_one_slide_below_its_question():
    asked = bank.section("04_trade", "curve")
    cells = [
        new_markdown_cell("## 1 The curve\n\n**Core path** · 4 minutes"),
        new_code_cell('quiz.show("04_trade", section="curve")'),
    ]
    deck = slides.deck(new_notebook(cells=cells), "04_trade")
    pages = [c.outputs[0].data["text/html"] for c in deck.cells if c.cell_type == "code"]
    assert len(pages) == 2 * len(asked)
    assert types(deck)[-2:] == ["slide", "subslide"]
    for question, reply in zip(pages[::2], pages[1::2], strict=True):
        assert "Right answer" not in question and "Right answer" in reply


def test_a_lesson_without_a_core_path_has_no_slides():
    assert not slides.deck(new_notebook(cells=[new_markdown_cell("# A\n\n## B")]), "x").cells


def test_without_reveal_the_teacher_hears_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(DataError, match="pip install"):
        slides.build(tmp_path, [])
