"""The index is current, and knows who is quoted."""

import index

from helpers import data
from helpers.spelling import canonical


def test_the_page_is_current_and_every_name_stands_in_a_lesson():
    found = list(index.entries())
    assert not [name for _, name, lessons in found if not lessons]
    assert index.PAGE.read_text(encoding="utf-8") == index.page(found), "run tools/index.py"


def test_names_stand_in_the_order_of_the_alphabet():
    for kind in dict.fromkeys(kind for kind, _, _ in index.entries()):
        names = [list(map(canonical, n.split())) for k, n, _ in index.entries() if k == kind]
        assert names == sorted(names), kind


def test_whoever_states_a_share_of_payments_in_a_lesson_is_listed():
    text = " ".join(words for _, words in index.prose())
    speakers = {s for s in data.table("settlement")["speaker"] if s in text}
    forms = "|".join(index.read(index.INPUTS / "index_names.csv")["forms"]).split("|")
    assert speakers and speakers <= set(forms), speakers - set(forms)


def test_a_name_inside_a_link_or_another_word_does_not_count():
    # Mao Ning, a spokeswoman, is not Mao Zedong: only the first lesson speaks of him.
    by_name = {name: lessons for _, name, lessons in index.entries()}
    assert by_name["Mao Zedong"] == ["01_before_1991"]
