"""The checklist of the policy brief: what is missing is said, and only that."""

import copy
import datetime as dt

import nbformat
import pandas as pd
import pytest

from helpers import data, exercises
from helpers.quiz import checklist

ID = "capstone-brief"


@pytest.fixture
def sample():
    return exercises.sample(ID)


def said(brief):
    result = exercises.check(ID, brief)
    assert result.right is False and repr(result).startswith("✗ Not complete yet. Still to do: ")
    return repr(result)


def test_the_sample_answer_is_complete_and_cites_all_of_its_list(sample):
    result = exercises.check(ID, sample)
    assert result and repr(result).startswith("✓ Complete. All parts are there.")
    assert 700 <= checklist.words(sample["text"]) <= 900
    assert {"Kluge", "Wong"} <= set(sample["text"].split())


def test_the_lesson_shows_the_sample_that_is_checked(sample):
    """It stands in the lesson, where its links are checked, and in the question file."""
    file = data.path().parent / "notebooks" / "10_capstone.ipynb"
    [cell] = [c for c in nbformat.read(file, as_version=4).cells if c.id == "sample"]
    shown = cell.source.partition("</summary>")[2].partition("</details>")[0]
    assert shown.strip() == sample["text"].strip()
    assert "<details>" in cell.source, "folded, until a plan of one's own is made"


# What students typically hand over → a word of the sentence that helps, and what must not be said.
@pytest.mark.parametrize(
    ("change", "helps"),
    [
        ({"text": "Too short, says Kluge, says Wong."}, "more to reach 700"),
        ({"text": "word " * 1200}, "300 more than 900"),
        ({"text": ""}, "The text is empty"),
        ({"question": "gas"}, "none of the six. Write one of: trade, sco, un"),
        ({"question": None}, "The question is missing"),
        ({"date": "autumn 2026"}, "“autumn 2026” is no day"),
        ({"date": "2026-13-40"}, "is no day"),
        ({"date": ""}, "The date is missing"),
        ({"sources": []}, "holds 0 sources that can be found; 5 are asked"),
        ({"sources": ["google", "wikipedia"]}, "“google” is neither an id"),
        ({"sources": ["swp-2024-kluge-economic-dependance"]},
         "Did you mean swp-2024-kluge-economic-dependence?"),
        ({"sources": ["nato-1949-north-atlantic-treaty"]}, "and not in your text: nato-1949"),
        ({"sources": ["https://example.org/report"]}, "not in your text: https://example.org"),
        ({"chart": None}, "The chart is missing"),
        ({"chart": {"title": "Trade", "unit": "", "publisher": "IMF"}}, "The chart has no unit"),
        ({"chart": {"title": "Trade", "unit": "%", "publisher": "IMF"}}, "does not say of what"),
        ({"chart": {"title": "T", "unit": "US dollars", "publisher": "IMF"}}, "leaves the size"),
        ({"chart": {"title": "Trade", "unit": "billion US dollars"}}, "has no publisher"),
        ({"positions": ["Janis Kluge"]}, "Positions named: 1; 2 are asked"),
        ({"positions": ["Kluge", "Kluge"]}, "Positions named: 1"),
        ({"positions": ["Janis Kluge", "Kluge"]}, "Positions named: 1"),
        ({"chart": {"title": "T", "unit": "in %", "publisher": "IMF"}}, "does not say of what"),
        ({"chart": {"title": "T", "unit": "billion", "publisher": "IMF"}}, "leaves the size"),
        ({"date": 20261124}, "“20261124” is no day"),
        ({"positions": ["Janis Kluge", "Bobo Lo"]}, "“Bobo Lo” stands in your list"),
        ({"autor": "me"}, "There is no field “autor”. The fields are: question, date"),
    ],
)  # fmt: skip
def test_a_typical_gap_is_named_in_a_sentence(sample, change, helps):
    assert helps in said(sample | change)


def test_one_gap_is_one_point(sample):
    for change in ({"date": ""}, {"question": "gas"}, {"chart": None}, {"positions": ["Kluge"]}):
        assert "Still to do: 1." in said(sample | change), change
    page = exercises.check(ID, sample | {"date": "", "question": "gas"})._repr_html_()
    assert page.count("<li>") == 2


def test_a_text_that_never_speaks_of_its_chart(sample):
    text = sample["text"].replace("see the chart", "see below")
    assert "never speaks of the chart" in said(sample | {"text": text})


@pytest.mark.parametrize("day", ["2026-11-24", "24 November 2026", "24 Nov 2026",
                                 "24.11.2026", dt.date.today()])  # fmt: skip
def test_a_day_may_be_written_in_several_ways(sample, day):
    assert exercises.check(ID, sample | {"date": day})


def test_a_source_is_cited_by_id_by_address_or_by_author_and_year(sample):
    id, address = "swp-2024-kluge-economic-dependence", "https://swp-berlin.org/publikation/"
    bare = sample["text"].replace(f"]({address}russia-china-economic-relations)", "]")
    assert bare != sample["text"]
    assert exercises.check(ID, sample | {"text": bare}), "Kluge, 2024 is still there"
    nameless = bare.replace("Kluge, 2024", "a study")
    assert id in said(sample | {"text": nameless})
    assert exercises.check(ID, sample | {"text": f"{nameless} [{id}]"})
    own = "https://example.org/report"
    listed = sample | {"sources": [*sample["sources"], own], "text": f"{sample['text']} <{own}>"}
    assert exercises.check(ID, listed), "a source of one's own, by its address"


def test_an_untouched_brief_is_no_mistake():
    chart = {"title": "", "unit": "", "publisher": ""}
    empty = {"question": "", "date": "", "sources": [], "chart": chart, "positions": []}
    for nothing in (empty, empty | {"text": "\n"}, {}, None):
        result = exercises.check(ID, nothing)
        assert result.right is None and repr(result).startswith("Not answered yet.")


@pytest.mark.parametrize("other", ["my brief", 7, ["text"], pd.DataFrame({"text": ["x"]})])
def test_what_is_no_brief_gets_the_names_of_the_fields(other):
    assert "question, date, text, sources, chart, positions" in repr(exercises.check(ID, other))


def test_whatever_stands_in_a_field_is_met_with_sentences(sample):
    for field in checklist.FIELDS:
        for odd in (None, 0, 3.5, True, [], [None], {}, {"x": 1}, "x", ["x", 7], b"x", object()):
            assert isinstance(repr(exercises.check(ID, sample | {field: odd})), str), (field, odd)
    hostile = exercises.check(ID, sample | {"date": "<img src=x onerror=alert(1)>"})
    assert "<img" not in hostile._repr_html_()


def test_the_sample_can_be_changed_without_harm(sample):
    kept = copy.deepcopy(sample)
    sample["sources"].clear()
    assert exercises.sample(ID) == kept


def test_a_sample_that_lacks_something_is_a_fault_of_the_file():
    own = {"words": [1, 9], "least": {"sources": 0, "positions": 0}, "questions": ["a"], "key": {}}
    [(path, told)] = checklist.faults(own)
    assert path == ("key",) and "lacks nothing" in told
    assert [p for p, _ in checklist.faults(own | {"mistakes": [1]})] == [("mistakes",), ("key",)]


def test_addresses_are_no_words():
    assert checklist.words("One [two](https://example.org/a_(b)) three, https://example.org") == 3


def test_names_and_sources_may_be_written_in_one_text(sample):
    assert exercises.check(ID, sample | {"positions": "Janis Kluge, Frank Wong"})
    assert exercises.check(ID, sample | {"sources": ", ".join(sample["sources"])})
    assert exercises.check(ID, sample | {"positions": pd.Series(["Janis Kluge", "Frank Wong"])})
    assert exercises.check(ID, sample | {"question": "Trade "})
