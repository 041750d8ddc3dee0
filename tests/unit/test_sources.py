"""helpers.sources: what a reader sees of the bibliography."""

import pytest

from helpers import data, sources

VOTE = "un-press-2022-ga-demands-end"


def test_cite_names_publisher_title_date_and_link():
    line = sources.cite(VOTE)
    assert line.startswith("UN Press, [")
    assert line.endswith("(https://press.un.org/en/2022/ga12407.doc.htm), 2 March 2022")


def test_an_unknown_id_suggests_the_one_meant():
    with pytest.raises(data.DataError, match=f"Did you mean .*{VOTE}"):
        sources.cite("un-press-2022-ga-demands")


def test_bibliography_lists_each_source_once_with_its_tier():
    listed = sources.bibliography("02_from_normalisation_to_treaty")
    assert len(set(listed)) == len(listed) > 5
    page = listed._repr_html_()
    assert page.count("<li>") == len(listed)
    assert "official or scholarly text" in page


def test_bibliography_of_no_lesson_lists_the_lessons():
    with pytest.raises(data.DataError, match="04_trade"):
        sources.bibliography("99_nothing")


def test_titles_come_out_as_text(monkeypatch):
    item = {"id": "x", "title": "<i>X & Y</i>", "URL": "https://e.org/?a=1&b=2",
            "custom": {"tier": "A"}, "publisher": "P"}  # fmt: skip
    monkeypatch.setattr(sources, "_all", lambda: {"x": item})
    page = sources.Bibliography(["x"])._repr_html_()
    assert "&lt;i&gt;X &amp; Y&lt;/i&gt;" in page and "<i>" not in page


def test_a_source_without_a_year_is_named_without_one(monkeypatch):
    item = {"id": "x", "title": "T", "publisher": "P", "issued": {"date-parts": [[]]}}
    monkeypatch.setattr(sources, "get", lambda id: item)
    assert sources.short("x") == "P"
