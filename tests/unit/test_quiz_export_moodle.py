"""Moodle XML, read by a small Moodle of the test's own.

The reader below follows Moodle's importer (question/format/xml/format.php; for ordering,
question/type/ordering/questiontype.php), and marks as its question types do. It shares nothing
with the program but the file.
"""

import itertools
import re
import xml.etree.ElementTree as ET

import exportbank
import pytest

from helpers.quiz import exports
from helpers.quiz.exports import moodle
from helpers.quiz.types import TYPES

# Moodle's help page "Match grades", and 83.33333 since 1.9; negative values too. Moodle compares
# to five decimals of a share, and refuses a file with any other.
PERMITTED = [
    100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667,
    14.28571, 12.5, 11.11111, 10, 5, 0,
]  # fmt: skip
# The elements that the importer looks for, by type.
COMMON = {"name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden",
          "idnumber", "hint", "tags"}  # fmt: skip
COMBINED = {"correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "shownumcorrect"}
ELEMENTS = {
    "multichoice": {"single", "shuffleanswers", "answernumbering", "answer"} | COMBINED,
    "truefalse": {"answer"},
    "shortanswer": {"usecase", "answer"},
    "numerical": {
        "answer", "units", "unitgradingtype", "unitpenalty", "showunits", "unitsleft",
    },
    "matching": {"shuffleanswers", "subquestion"} | COMBINED,
    "essay": {
        "responseformat", "responserequired", "responsefieldlines", "attachments",
        "attachmentsrequired", "graderinfo", "responsetemplate",
    },
    "ordering": {
        "layouttype", "selecttype", "selectcount", "gradingtype", "showgrading",
        "numberingstyle", "answer",
    } | COMBINED,
}  # fmt: skip
KINDS = {
    "choice": "multichoice", "true_false": "truefalse", "multi": "multichoice",
    "number": "numerical", "blank": "shortanswer", "order": "ordering", "match": "matching",
    "country": "shortanswer", "open": "essay",
}  # fmt: skip


def built(*types, words=exportbank.PLAIN, change=("", "")):
    kept = [t for t in (types or exportbank.OWN) if t != "prediction"]
    return moodle.build(exportbank.questions(kept, words, change))


def read(xml):
    """Type → question element; the category is left out."""
    root = ET.fromstring(xml)
    assert root.tag == "quiz"
    return {
        q.findtext("idnumber").replace("-", "_"): q
        for q in root.findall("question")
        if q.get("type") != "category"
    }


def one(type_, **more):
    return read(built(type_, **more))[type_]


def shares(question):
    return [float(a.get("fraction")) for a in question.findall("answer")]


def says(element, path):
    return element.findtext(f"{path}/text")


def permitted(percent):
    return any(abs(abs(percent) - p) / 100 < 0.00001 for p in PERMITTED)


def wildcard(pattern, typed):
    """As qtype_shortanswer compares: a star that is not escaped stands for anything."""
    bits = (re.escape(bit.replace("\\*", "*")) for bit in re.split(r"(?<!\\)\*+", pattern))
    return re.fullmatch(".*".join(bits), typed.strip(), re.IGNORECASE) is not None


def marked_short(question, typed):
    for answer in question.findall("answer"):
        if wildcard(answer.findtext("text"), typed):
            return float(answer.get("fraction")) / 100, says(answer, "feedback")
    return 0, None


def marked_number(question, typed):
    for answer in question.findall("answer"):
        around = float(answer.findtext("tolerance"))
        if abs(typed - float(answer.findtext("text"))) <= around + 1e-9:
            return float(answer.get("fraction")) / 100, says(answer, "feedback")
    return 0, None


def test_every_element_is_one_that_moodle_reads():
    found = read(built())
    assert {t: q.get("type") for t, q in found.items()} == KINDS
    for question in found.values():
        kind = question.get("type")
        assert {child.tag for child in question} <= COMMON | ELEMENTS[kind], kind
        assert {"name", "questiontext", "idnumber", "tags"} <= {child.tag for child in question}
        for holder in question.iter():
            if "format" in holder.attrib:
                assert holder.get("format") in ("html", "plain_text", "moodle_auto_format")
                assert holder.find("text") is not None


def test_questions_lie_in_a_category_of_their_lesson():
    first = ET.fromstring(built("choice")).find("question")
    assert first.get("type") == "category"
    assert says(first, "category") == "$course$/top/China–Russia relations/90_test"


def test_tags_and_id_say_where_a_question_is_from():
    found = one("choice")
    assert [t.findtext("text") for t in found.find("tags")] == [
        "90_test", "warm-up", "understand", "Plain words.",
    ]  # fmt: skip
    assert found.findtext("idnumber") == "choice"


def test_reasons_sources_and_hints_come_along():
    found = read(built())
    assert says(found["choice"], "answer/feedback") == "<p>Plain <em>words</em>.</p>"
    for type_, question in found.items():
        after = says(question, "generalfeedback")
        assert 'href="https://press.un.org/en/2022/ga12407.doc.htm"' in after, type_
        assert "As of 23 November 2026." in after
        if type_ != "essay" and type_ != "open":
            assert says(question, "hint") == "<p>Plain <em>words</em>.</p>", type_
    assert "<strong>Border agreed</strong> <p>1991</p>" in says(found["order"], "generalfeedback")
    assert "<strong>Border – 1991</strong> <p>May.</p>" in says(found["match"], "generalfeedback")


@pytest.mark.parametrize("key", ["[a]", "[a, c]", "[b, c, d]", "[a, b, c, e]", "[b, c, d, e, f]"])
def test_several_ticks_are_worth_in_moodle_what_they_are_worth_here(key):
    """Moodle adds the shares of what was ticked, and cuts at nought and at one."""
    options = "      f: {text: Uzgen, why: w}\n    key: "
    text = exportbank.text(["multi"]).replace("    key: [a, c, d]\n", "") + f"{options}{key}\n"
    questions = exportbank.bank.read(text, "90_test.yaml")[0].questions
    question = read(moodle.build(questions))["multi"]
    given = shares(question)
    assert all(permitted(share) for share in given)
    # Moodle refuses a question whose right shares do not add up to a whole, to two decimals.
    assert round(sum(s for s in given if s > 0) / 100, 2) == 1
    for ticked in itertools.chain.from_iterable(
        itertools.combinations(range(6), n) for n in range(1, 7)
    ):
        there = min(1, max(0, sum(given[i] for i in ticked) / 100))
        here = TYPES["multi"].mark(questions[0], ["abcdef"[i] for i in ticked])
        assert there == pytest.approx(here, abs=1e-6), ticked


def test_one_choice_is_all_or_nothing_and_in_our_order():
    found = one("choice")
    assert shares(found) == [0, 100, 0]
    assert found.findtext("single") == "true"
    assert [a.findtext("text") for a in found.findall("answer")][1:] == ["Tokmak", "Naryn"]
    assert found.findtext("shuffleanswers") == "false"
    assert one("multi").findtext("single") == "false"


def test_true_and_false_are_the_words_that_moodle_knows():
    found = one("true_false")
    assert [(a.findtext("text"), a.get("fraction")) for a in found.findall("answer")] == [
        ("true", "0"),
        ("false", "100"),
    ]


def test_a_number_counts_within_its_tolerance_and_mistakes_get_their_word():
    found = one("number")
    assert [marked_number(found, n)[0] for n in (240.1, 241.1, 239.1, 241.2)] == [1, 1, 1, 0]
    assert marked_number(found, 111) == (0, "<p>Plain <em>words</em>.</p>")
    assert marked_number(found, 111.4)[1] and not marked_number(found, 111.6)[1]
    assert marked_number(found, 2420)[1] == "<p>Ten times too much.</p>"
    assert found.findtext("units/unit/unit_name") == "bn"
    assert found.findtext("showunits") == "0"  # typed, or left out
    bare = one("number", change=("    unit: bn\n", ""))
    assert bare.find("units") is None and bare.findtext("showunits") == "3"  # there is none


def test_a_word_counts_in_its_spellings_and_a_star_is_only_a_star():
    found = one("blank")
    for typed in ("Zhēnbǎo", "zhenbao", " ZHENBAO ", "Dam*nsky", "dam*NSKY", "даманский"):
        assert marked_short(found, typed)[0] == 1, typed
    for typed in ("Damansky", "Damxxnsky", "Zhen", "", "Даманскии"):
        assert marked_short(found, typed)[0] == 0, typed
    assert marked_short(found, "heixiazi") == (0, "<p>Another island.</p>")
    assert all(permitted(share) for share in shares(found))


def test_lines_are_in_the_right_order_and_compared_by_pairs():
    """Moodle counts for each line which others stand rightly before and after it."""
    question = exportbank.questions(["order"])[0]
    found = one("order")
    assert [int(float(a.get("fraction"))) for a in found.findall("answer")] == [1, 2, 3, 4]
    texts = [a.findtext("text") for a in found.findall("answer")]
    assert texts[1:] == ["Border agreed", "Union ends", "Treaty signed"]
    assert found.findtext("gradingtype") == "RELATIVE_ALL_PREVIOUS_AND_NEXT"
    assert (found.findtext("selecttype"), found.findtext("selectcount")) == ("ALL", "4")
    assert "Last stands: latest." in says(found, "questiontext")
    key = TYPES["order"].example(question)
    for order in itertools.permutations(range(4)):
        right = sum(
            (order.index(a) < order.index(b)) == (a < b)
            for a, b in itertools.permutations(range(4), 2)
        )
        there = right / (4 * 3)
        here = TYPES["order"].mark(question, [key[i] for i in order])
        assert here == pytest.approx(max(0, 2 * there - 1))  # what docs/export.md says


def test_pairs_are_marked_alike_and_partners_of_nobody_stand_alone():
    found = one("match")
    rows = [(s.findtext("text"), says(s, "answer")) for s in found.findall("subquestion")]
    assert rows == [
        ("Plain <em>words</em>.", "Plain words."), ("Border", "1991"), ("Treaty", "2001"),
        ("", "1996"),
    ]  # fmt: skip


def test_a_country_is_typed_in_one_of_three_languages():
    found = one("country")
    for typed in ("Türkiye", "turkiye", "土耳其", "турция"):
        assert marked_short(found, typed)[0] == 1, typed
    for typed in ("Greece", "греция", "希腊"):
        assert marked_short(found, typed) == (0, "<p>Plain <em>words</em>.</p>"), typed


def test_an_open_answer_brings_model_and_criteria_for_the_teacher():
    found = one("open")
    for told in (says(found, "graderinfo"), says(found, "generalfeedback")):
        assert "Plain <em>words</em>." in told and "names an article" in told
    assert found.findtext("responseformat") == "editor"
    assert "about 60 words" in says(found, "questiontext")


def test_the_same_questions_give_the_same_bytes():
    assert built() == built()


def test_hostile_texts_come_out_harmless():
    xml = built(words=exportbank.HOSTILE)
    seen = 0
    for question in read(xml).values():
        kind = question.get("type")
        for holder in question.iter():
            page = holder.findtext("text")
            plain = kind in ("shortanswer", "numerical") and holder.tag == "answer"
            if page and not plain:  # Moodle shows a typed answer as text
                seen += "alert(1)" in page
                assert not exportbank.harm(page), page
                assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", page)
    assert seen > 30
    assert "https://example.org/a?b=1&amp;c=2" in says(read(xml)["choice"], "questiontext")


def test_long_names_are_cut_to_what_moodle_keeps():
    long, words = "a" * 90 + "-" + "b" * 90, f'"{"word " * 100}end"'
    question = read(built("choice", words=words, change=("id: choice", f"id: {long}"))).popitem()[1]
    assert len(question.findtext("idnumber")) <= 100
    assert len(says(question, "name")) <= 255
    assert all(len(t.findtext("text")) <= 50 for t in question.find("tags"))


def test_the_real_bank_is_whole():
    asked = [q for q in exports.gather() if exports.fate(q, "moodle-xml")[0] != "refused"]
    found = read(moodle.build(asked))
    assert len(found) == len(asked) > 60
    for question in found.values():
        if question.get("type") != "ordering":
            assert all(permitted(share) for share in shares(question))
            assert (
                question.get("type") in ("matching", "essay")
                or 100 in shares(question)
                or (question.findtext("single") == "false")
            )
