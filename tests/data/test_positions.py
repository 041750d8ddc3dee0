"""Named readings: opposed, from many places, and each one a work that can be found."""

import pytest

from helpers import data

TOPICS = {"alliance", "trade and sanctions", "energy dependence", "SCO", "BRICS", "UN voting",
          "Sino-Soviet split"}  # fmt: skip
VOICES = {"China-based", "Russian", "Ukrainian", "Indian", "Central Asian", "Western"}


@pytest.fixture(scope="module")
def rows():
    return data.table("positions")


@pytest.fixture(scope="module")
def by_id(rows):
    return rows.set_index("id")


# Author and year as the publisher (or the library that holds the work) prints them.
@pytest.mark.parametrize(
    ("id", "author", "year", "where"),
    [
        ("alliance-korolev-2018", "Korolev", 2018, "Asian Security"),  # Taylor & Francis
        ("alliance-lo-2008", "Bobo Lo", 2008, "Brookings"),  # JSTOR
        ("alliance-artyom-lukin-2020", "Artyom Lukin", 2020, "International Politics"),  # Springer
        ("alliance-sahai-2019", "Sahai", 2019, "Observer Research Foundation"),  # ORF, brief 280
        ("security-poita-2022", "Poita", 2022, "Radio Free Europe"),  # NGRN, 29 March 2022
        ("trade-kluge-2024", "Kluge", 2024, "SWP"),  # SWP, 24 May 2024
        ("trade-bilousova-2024", "Bilousova", 2024, "Kyiv School of Economics"),  # KSE
        ("trade-lukonin-2023", "Lukonin", 2023, "MGIMO"),  # doi …2071-8160-2023-2-89-65-86
        ("trade-sher-2024", "Sher", 2024, "Carnegie"),  # 6 May 2024
        ("energy-zhu-2020", "Zhu", 2020, "Natural Resources"),  # jnr.ac.cn, online 28 November 2020
        ("energy-vakulenko-2025", "Vakulenko", 2025, "Carnegie"),  # 15 September 2025
        ("trade-prokopenko-2024", "Prokopenko", 2024, "Carnegie"),  # carnegieendowment.org
        ("trade-wolfram-johnson-rachel-2022", "Wolfram", 2022, "Harvard"),  # hks.harvard.edu
        ("energy-skalamera-2018", "Skalamera", 2018, "Geopolitics"),  # doi …2018.1511541
        ("sco-cooley-2010", "Cooley", 2010, "American Academy"),  # amacad.org
        ("sco-aris-2011", "Aris", 2011, "Palgrave Macmillan"),  # as reviewed by Dan Chen
        ("sco-khasanov-2022", "Khasanov", 2022, "Voice of America"),  # amerikaovozi.com/a/6751670
        ("brics-gabuev-stuenkel-2024", "Stuenkel", 2024, "Foreign Affairs"),  # 24 September 2024
        ("un-binder-lockwood-payton-2021", "Binder", 2021, "Cambridge"),  # online 8 February 2021
        ("un-machaffie-2022", "MacHaffie", 2022, "China Report"),  # doi 10.1177/00094455221128349
        ("split-luthi-2008", "Lüthi", 2008, "Princeton"),  # press.princeton.edu
        ("split-radchenko-2009", "Radchenko", 2009, "Stanford"),  # wilsoncenter.org
        ("split-li-xia-2014", "Li", 2014, "Cold War Studies"),  # H-Diplo review 562: 16/1, 2014
        ("un-amanov-2024", "Amanov", 2024, "Journal of Globalization Studies"),  # May 2024
        ("un-das-2017", "Das", 2017, "Observer Research Foundation"),  # orfonline.org, 25 July 2017
        ("un-fung-2018", "Fung", 2018, "China Quarterly"),  # 235, September 2018
        ("un-snetkov-lanteigne-2014", "Snetkov", 2014, "Asia-Pacific"),  # doi 10.1093/irap/lcu018
        ("un-yuneman-2023", "Yuneman", 2023, "Russia in Global Affairs"),  # 21/2, 2023
    ],
)
def test_a_work_carries_the_author_and_year_of_its_publisher(by_id, id, author, year, where):
    row = by_id.loc[id]
    assert author in row["author"] and where in row["publisher"]
    assert row["year"] == year


def test_each_topic_has_two_authors_and_two_positions_at_least(rows):
    per_topic = rows.groupby("topic")[["author", "position"]].nunique()
    assert set(per_topic.index) >= TOPICS
    assert (per_topic >= 2).all(axis=None), per_topic


@pytest.mark.parametrize(
    ("one", "other"),  # readings that contradict each other
    [
        ("alliance-yan-2013", "alliance-zhao-2013"),  # ally with Russia, or better not
        ("security-goldstein-kozyrev-2022", "security-poita-2022"),  # closer, or limited
        ("trade-kluge-2024", "trade-korostikov-2023"),  # dependent, or equal enough
        ("trade-kluge-2024", "trade-wong-asymmetry"),  # dependent, or exaggerated
        ("trade-sher-2024", "trade-korhonen-simola-2025"),  # supplied, or kept short
        ("energy-gabuev-2024", "energy-yilmaz-daksueva"),  # lever, or bond
        ("energy-foucart-2024", "energy-zhu-2020"),  # Russia depends, or is worth having
        (
            "trade-ustenko-2022",
            "trade-wolfram-johnson-rachel-2022",
        ),  # embargo, or price
        ("sco-efremenko-2024", "sco-cooley-2010"),  # a new majority, or talk
        ("brics-volodin-kuznetsov-2023", "brics-pant-2013"),  # a model, or artificial
        ("split-luthi-2008", "split-li-xia-2014"),  # ideology as the cause, or as a show
        ("un-binder-lockwood-payton-2021", "un-dai-2008"),  # a bloc, or issue by issue
        ("un-binder-lockwood-payton-2021", "un-snetkov-lanteigne-2014"),  # a bloc, or no bloc
    ],
)
def test_opposed_readings_stand_in_one_topic(by_id, one, other):
    assert by_id.loc[one, "topic"] == by_id.loc[other, "topic"]
    assert by_id.loc[one, "author"] != by_id.loc[other, "author"]


def test_all_six_voices_speak_and_no_topic_belongs_to_one(rows):
    assert set(rows["voice"]) >= VOICES
    assert (rows.groupby("topic")["voice"].nunique() >= 2).all()
    assert (rows["voice"] == "Western").mean() <= 0.4, "most readings should not be Western"


def test_years_lie_between_the_treaty_of_2001_and_the_as_of_date(rows):
    years = rows["year"].dropna()
    assert years.between(2001, data.as_of().year).all()
    dated = rows[rows["id"].str.contains(r"-\d{4}$") & rows["year"].notna()]
    assert (dated["id"].str[-4:].astype(int) == dated["year"]).all()


def test_a_missing_year_is_explained(rows):
    silent = rows[rows["year"].isna()]
    assert silent["note"].str.contains("no year|neither the year", regex=True).all()
    assert len(silent) <= 3


def test_advice_to_governments_is_labelled(by_id):
    # their own pages announce recommendations, or a programme for policy
    for id in ["alliance-yan-2013", "alliance-sahai-2019", "trade-bilousova-2024"]:
        assert "Policy advocacy" in by_id.loc[id, "note"], id


def test_a_claim_is_one_line_that_a_class_can_read(rows):
    assert rows["claim"].str.len().between(60, 270).all()
    assert not rows["claim"].str.contains("\n").any()
    assert rows["position"].str.split().str.len().between(2, 6).all()
    assert rows["claim"].str.endswith(".").all()


def test_nothing_is_taken_from_a_mere_listing(rows):
    assert not (rows["read"] == "listing").any(), "a listing shows a title, not an argument"


def test_central_asia_india_and_china_speak_on_the_sco(rows):
    voices = set(rows.loc[rows["topic"] == "SCO", "voice"])
    assert {"Central Asian", "Indian", "China-based", "Russian", "Western"} <= voices
