"""The sheet gives nothing away; the key says everything."""

import re

import exportbank
import pytest

from helpers import browser
from helpers.quiz import exports
from helpers.quiz.exports import printed
from helpers.quiz.types import TYPES

# What says which answer is right, or why: the sheet must not depend on any of it.
CHANGES = {
    "choice": [("key: b", "key: c"), ("why: ", "why: Not ")],
    "true_false": [("key: false", "key: true"), ("{true: ", "{true: Not ")],
    "multi": [("key: [a, c, d]", "key: [b, e]"), ("why: ", "why: Not ")],
    "number": [("key: 240.1", "key: 7"), ("tolerance: 1", "tolerance: 7"), ("e: 111", "e: 3")],
    "blank": [("[Zhēnbǎo,", "[Aigun,"), ("value: Heixiazi", "value: Elsewhere")],
    "order": [('why: "1991"', 'why: "1992"')],
    "match": [("why: May.", "why: June.")],
    "country": [("key: [TUR]", "key: [MNG]"), ("value: GRC", "value: HUN")],
    "open": [("names an article", "names a year"), ("model: ", "model: Not ")],
    "prediction": [("note: ", "note: Not ")],
}  # fmt: skip
COMMON = [("sources: [un-press-2022-ga-demands-end]", "sources: []"), ("id: ", "id: x-")]
COMMON += [("objective: ", "objective: Not "), ("hints: [", "hints: [Another, ")]


@pytest.mark.parametrize("type_", TYPES)
def test_the_sheet_is_the_same_whatever_the_key_says(type_):
    """Not one byte differs: neither text nor attributes, comments or the order of anything."""
    for old, new in [*CHANGES[type_], *COMMON]:
        words = exportbank.text([type_])
        assert old in words
        if new.endswith("Not "):  # before a text in quotation marks
            changed = words.replace(f'{old}"', f'{old}"Not ')
        elif old == "id: " and type_ in ("order", "match"):
            continue  # the order in which they are shown is drawn by the id
        else:
            changed = words.replace(old, new)
        assert changed != words
        was = printed.pages(exportbank.questions([type_]))
        now = printed.pages(list(exportbank.bank.read(changed, "90_test.yaml")[0].questions))
        assert now[0] == was[0], (old, new)
        assert now[1] != was[1] or old == "objective: "


def test_the_sheet_asks_and_leaves_room():
    page = printed.pages(exportbank.questions())[0]
    assert "Name" in page and "Date" in page
    assert re.findall(r'<span class="n">(\d+)</span>', page) == [str(n) for n in range(1, 11)]
    for word in ("Tokmak", "Karakol", "More than one may be right.", "bn", "Border agreed", "1996",
                 "Write the name of the country.", "about 60 words", "True", "Less"):  # fmt: skip
        assert word in page, word
    for word in ("Türkiye", "Turkey", "TUR", "Heixiazi", "240.1", "Another", "press.un.org",
                 "understand", "warm-up"):  # fmt: skip
        assert word not in page, word


def test_lines_stand_on_the_sheet_as_in_the_lesson_and_the_key_has_their_letters():
    [question] = exportbank.questions(["order"])
    page, key = printed.pages([question])
    shown = [item["text"] for item in TYPES["order"].page(question)["items"]]
    places = [page.index(text) for text in shown if text != "Plain <em>words</em>."]
    assert places == sorted(places)
    letters = [a.upper() for a in TYPES["order"].example(question)]
    assert f"Right answer: {', '.join(letters)}" in key
    assert f"<strong>{letters[1]}. Border agreed</strong> <p>1991</p>" in key


def test_several_countries_are_not_counted_for_the_student():
    page, key = printed.pages(exportbank.several())
    assert "Write the names of the countries." in page
    one = printed.pages(exportbank.questions(["country"]))[0]
    assert page.count('class="line"') > one.count('class="line"')
    assert "India, Pakistan" in key and "India" not in page
    paths = re.findall(r"<path ([^>]*)>", page)
    assert len(paths) > 200 and all(re.fullmatch(r'd="[-MlhvzZ \d]+"/', p) for p in paths)


def test_the_key_says_answers_reasons_hints_and_sources():
    key = printed.pages(exportbank.questions())[1]
    for words in (
        "Right answer: B. Tokmak", "Right answer: False", "A. Plain <em>words</em>.<br>C. Talas",
        "Right answer: 240.1 bn (give or take 1)", "Zhēnbǎo (also: Dam*nsky, Даманский)",
        "<strong>Whoever writes 111:</strong>", "Whoever writes Greece:", "Another island.",
        "Right answer: Türkiye", "One good answer among others:", "names an article",
        "There is no right or wrong here.", "Ticking everything is worth nothing.", "Hints",
        "As of 23 November 2026.",
        '<span class="address">https://press.un.org/en/2022/ga12407.doc.htm</span>',
    ):  # fmt: skip
        assert words in key, words


def test_pages_need_nothing_else_and_are_the_same_every_time():
    pages = printed.pages(exportbank.questions())
    assert pages == printed.pages(exportbank.questions())
    for page in pages:
        assert not re.search(r"<(script|link|img|iframe)|@import|url\(|src=", page)
        assert "default-src 'none'" in page
    assert "size: A4" in pages[0]
    assert "size: Letter" in printed.pages(exportbank.questions(), "Letter")[1]


def test_hostile_texts_come_out_harmless():
    for page in printed.pages(exportbank.questions(words=exportbank.HOSTILE)):
        assert page.count("alert(1)") > 9
        assert not exportbank.harm(page.replace("<!DOCTYPE html>", ""))
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", page)


def test_without_a_browser_the_pages_are_there_and_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(browser, "chromium", lambda: None)
    (tmp_path / "key.pdf").write_bytes(b"%PDF-1.4 " + exports.MARK)  # of other questions
    written, notes = printed.write(tmp_path, exportbank.questions(["choice"]), "A4")
    assert [p.name for p in written] == ["questions.html", "key.html"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["key.html", "questions.html"]
    assert notes == [
        "No PDF: there is no Chromium or Chrome here. Open the pages in any browser, and print "
        "them there."
    ]
