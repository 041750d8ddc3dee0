"""Finding a term: in any script, with or without accents, by its meaning; words for a miss."""

import pytest

from helpers import glossary
from helpers.data import DataError


# The forms are those of the Xinhua and TASS pages that the glossary cites.
@pytest.mark.parametrize(
    "words", ["Shanghai Cooperation Organisation", "上海合作组织", "Shànghǎi Hézuò",
              "shanghai hezuo", "Шанхайская организация", "ШАНХАЙСКАЯ ОРГАНИЗАЦИЯ СОТРУДНИЧЕСТВА"],
)  # fmt: skip
def test_any_form_finds_the_term(words):
    assert "Shanghai Cooperation Organisation" in set(glossary.search(words).frame["term"])


def test_names_come_before_definitions():
    found = list(glossary.search("veto").frame["term"])
    assert found[0] == "Veto"
    # The Eurasian Economic Union only has the word in its name.
    assert glossary.search("联盟").frame["term"].iloc[0] == "Alliance"
    found = list(glossary.search("Sanctions").frame["term"])
    assert found[:2] == ["Sanctions", "Secondary sanctions"]


def test_a_slip_is_met_with_the_word_that_was_meant():
    found = glossary.search("aliance")
    assert len(found) == 0
    assert "Did you mean Alliance" in repr(found) and "Did you mean Alliance" in found._repr_html_()


@pytest.mark.parametrize("nothing", ["", "  ", "?!", None, 4])
def test_nothing_to_look_for(nothing):
    with pytest.raises(DataError, match="nothing to look for"):
        glossary.search(nothing)


def test_what_is_typed_cannot_become_markup():
    page = glossary.search("<script>alert(1)</script>")._repr_html_()
    assert "<script" not in page


def test_each_form_says_its_language():
    page = glossary.search("Mirror data")._repr_html_()
    assert 'lang="zh"' in page and 'lang="zh-Latn"' in page and 'lang="ru"' in page


def test_the_terms_of_a_lesson_by_name_or_number():
    assert list(glossary.of("04").frame["term"]) == list(glossary.of("04_trade").frame["term"])
    with pytest.raises(DataError, match="It knows 00, 01"):
        glossary.of("99_nowhere")
