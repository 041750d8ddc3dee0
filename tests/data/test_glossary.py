"""The glossary: scripts, pinyin, order, and forms as official texts and others print them."""

import json
import re

import pytest

from helpers import data

VOWELS = "aeiouüāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
TRADITIONAL = "條約國際聯經濟貿對話觀員島龍銀關係亞歐議權決戰烏蘭機構協夥應儲備發開與業"


@pytest.fixture(scope="module")
def rows():
    return data.table("glossary")


def syllables(pinyin):
    """Every syllable has one group of vowels; an apostrophe parts two that would meet."""
    return len(re.findall(f"[{VOWELS}]+", pinyin.casefold()))


@pytest.mark.parametrize(
    ("pinyin", "count"),
    [("dào'àn jiàgé", 4), ("Xī'ān", 2), ("Ōu-Yà Jīngjì Liánméng", 6), ("lüèduó", 2)],
)
def test_the_counter_of_syllables_itself(pinyin, count):
    assert syllables(pinyin) == count


def test_pinyin_has_a_syllable_for_each_character(rows):
    for term, chinese, pinyin in zip(rows["term"], rows["chinese"], rows["pinyin"], strict=True):
        assert syllables(pinyin) == len(re.findall(r"[\u4e00-\u9fff]", chinese)), term


def test_every_word_of_the_pinyin_carries_a_tone_mark(rows):
    for term, pinyin in zip(rows["term"], rows["pinyin"], strict=True):
        for word in re.split(r"[ \-–']", pinyin):
            assert set(word.casefold()) & set(MARKED), (term, word)


def test_chinese_is_simplified_and_russian_is_cyrillic(rows):
    assert rows["chinese"].str.fullmatch(r"[\u4e00-\u9fff-]+").all()
    found = rows[rows["chinese"].map(lambda text: bool(set(text) & set(TRADITIONAL)))]
    assert found.empty, list(found["term"])
    assert rows["russian"].str.fullmatch(r"[А-Яа-яЁё ,«»()—-]+").all()
    assert not rows["term"].str.contains(r"[\u4e00-\u9fff\u0400-\u04ff]").any()


def test_terms_are_in_order_and_stand_once(rows):
    folded = rows["term"].str.casefold()
    assert folded.is_unique and folded.is_monotonic_increasing
    for column in ["chinese", "russian"]:
        assert rows[column].is_unique, rows.loc[rows[column].duplicated(), column].tolist()


def test_each_term_belongs_to_lessons_and_each_lesson_has_terms(rows):
    named = rows["lessons"].str.split(";")
    assert named.map(lambda codes: codes == sorted(set(codes))).all()
    counts = named.explode().value_counts()
    assert set(counts.index) <= {f"{n:02}" for n in range(11)}
    for lesson in [f"{n:02}" for n in range(1, 9)]:
        assert counts[lesson] >= 8, f"lesson {lesson} has {counts[lesson]} terms"


# Forms as printed outside the module.
@pytest.mark.parametrize(
    ("term", "column", "form"),
    [
        # joint statement of 21 March 2023, Xinhua
        ("Non-alignment", "chinese", "不结盟"),
        ("Treaty of Friendship, Alliance and Mutual Assistance", "chinese", "中苏友好同盟互助条约"),
        ("Military-political alliance", "chinese", "军事政治同盟"),  # the same statement
        # Russian Wikipedia on the treaty of 1950
        (
            "Treaty of Friendship, Alliance and Mutual Assistance",
            "pinyin",
            "Zhōng-Sū Yǒuhǎo Tóngméng Hùzhù Tiáoyuē",
        ),
        ("Zhenbao / Damansky Island", "pinyin", "Zhēnbǎo Dǎo"),  # studmed.ru
        # name of the body in its two official languages
        ("Shanghai Cooperation Organisation", "chinese", "上海合作组织"),
        ("Shanghai Cooperation Organisation", "russian", "Шанхайская организация сотрудничества"),
        ("New Development Bank", "chinese", "新开发银行"),  # Shanghai Securities News, 2025
        ("New Development Bank", "russian", "Новый банк развития"),  # Newsru, 2014
        ("Veto", "chinese", "否决权"),  # UN Charter in Chinese speaks of 否决
        ("General Assembly", "russian", "Генеральная Ассамблея ООН"),  # UN News
        ("Power of Siberia", "russian", "Сила Сибири"),  # Gazprom
    ],
)
def test_known_forms(rows, term, column, form):
    assert rows.loc[rows["term"] == term, column].item() == form


def test_disputed_places_carry_both_names(rows):
    terms = " ".join(rows["term"])
    for chinese, russian in [
        ("Zhenbao", "Damansky"),
        ("Heixiazi", "Bolshoy Ussuriysky"),
        ("Yinlong", "Tarabarov"),
    ]:
        assert f"{chinese} / {russian}" in terms


def test_names_that_one_side_uses_are_labelled(rows):
    text = rows.set_index("term")["definition"]
    assert "Chinese term" in text["Unequal treaties"]
    assert "Russian government's name" in text["Special military operation"]
    assert "Chinese government's name" in text["Ukraine crisis"]


def test_a_form_that_was_not_seen_says_so(rows):
    unseen = rows["note"].str.contains("not seen in a source")
    assert (unseen == (rows["confidence"] == "verified_weak")).all()
    assert unseen.mean() < 0.4


def test_definitions_are_short_and_end_with_a_full_stop(rows):
    assert rows["definition"].str.len().between(30, 270).all()
    assert rows["definition"].str.endswith(".").all()
    assert (rows["definition"].str.count(r"\. [A-Z]") <= 1).all()
    assert 60 <= len(rows) <= 110


def test_the_package_says_that_no_native_reader_has_reviewed_it():
    package = json.loads(data.path("datapackage.json").read_text(encoding="utf-8"))
    resource = next(r for r in package["resources"] if r["name"] == "glossary")
    assert "native reader has not yet reviewed" in resource["description"]
