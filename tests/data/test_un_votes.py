"""Resolutions on Ukraine and who voted how, against UN press releases and printed lists."""

import pytest

from helpers import data, world

resolutions = data.table("un_resolutions").set_index("symbol")
votes = data.table("un_votes")
cast = votes.set_index(["symbol", "iso3"])["vote"]

MEMBERS = {
    *("CHN", "RUS", "KAZ", "KGZ", "TJK", "UZB", "IND", "PAK", "IRN", "BLR"),  # SCO
    *("CHN", "RUS", "IND", "IRN", "BRA", "ZAF", "EGY", "ETH", "ARE", "IDN"),  # BRICS
}
SHOWN = MEMBERS | {"SAU", "UKR", "USA"}


def who(symbol, vote):
    found = votes[(votes["symbol"] == symbol) & (votes["vote"] == vote)]
    return set(found["iso3"])


# Tallies as the UN's press releases (GA/…, SC/…) or the named press printed them.
@pytest.mark.parametrize(
    ("symbol", "date", "tally"),
    [
        ("A/RES/68/262", "2014-03-27", (100, 11, 58)),  # Tengrinews, 28 March 2014
        ("A/RES/71/205", "2016-12-19", (70, 26, 77)),  # Asia-Plus
        ("A/RES/72/190", "2017-12-19", (70, 26, 76)),  # Asia-Plus
        ("A/RES/73/194", "2018-12-17", (66, 19, 72)),  # Ukrainian News
        ("A/RES/74/168", "2019-12-18", (65, 23, 83)),  # Ukrinform
        ("A/RES/75/192", "2020-12-16", (64, 23, 86)),  # UNIAN
        ("A/RES/76/179", "2021-12-16", (65, 25, 85)),  # Rubryka
        ("S/2014/189", "2014-03-15", (13, 1, 1)),  # Reuters
        ("S/2022/155", "2022-02-25", (11, 1, 3)),  # Security Council Report
        ("S/RES/2623", "2022-02-27", (11, 1, 3)),  # SC/14809
        ("A/RES/ES-11/1", "2022-03-02", (141, 5, 35)),  # GA/12407
        ("S/2022/231", "2022-03-23", (2, 0, 13)),  # SC/14838
        ("A/RES/ES-11/2", "2022-03-24", (140, 5, 38)),  # Reuters
        ("A/RES/ES-11/3", "2022-04-07", (93, 24, 58)),  # TASS
        ("S/2022/720", "2022-09-30", (10, 1, 4)),  # AFP
        ("A/RES/ES-11/4", "2022-10-12", (143, 5, 35)),  # GA/12458
        ("A/RES/ES-11/5", "2022-11-14", (94, 14, 73)),  # GA/12470
        ("A/RES/ES-11/6", "2023-02-23", (141, 7, 32)),  # UN statement in GhanaWeb
        ("A/RES/77/284", "2023-04-26", (122, 5, 18)),  # Interfax-Ukraine
        ("A/RES/78/221", "2023-12-19", (78, 15, 79)),  # Kyiv Post
        ("A/RES/78/316", "2024-07-11", (99, 9, 60)),  # GA/12614
        ("A/RES/79/184", "2024-12-17", (81, 14, 80)),  # Ukrinform
        ("A/RES/ES-11/7", "2025-02-24", (93, 18, 65)),  # Reuters
        ("A/RES/ES-11/8", "2025-02-24", (93, 8, 73)),  # Reuters
        ("S/RES/2774", "2025-02-24", (10, 0, 5)),  # GA/12677
        ("A/RES/ES-11/9", "2025-12-03", (91, 12, 57)),  # GA/12738
        ("A/RES/ES-11/10", "2026-02-24", (107, 12, 51)),  # AFP
    ],
)
def test_tally_and_day_are_the_published_ones(symbol, date, tally):
    row = resolutions.loc[symbol]
    assert (row["yes"], row["no"], row["abstain"]) == tally
    assert str(row["date"])[:10] == date


def test_china_on_the_emergency_session():
    # TASS (ES-11/3), Al Jazeera (ES-11/5): against; the other eight: abstained
    mine = {symbol: cast[symbol, "CHN"] for symbol in resolutions.index if "ES-11" in symbol}
    assert {s for s, vote in mine.items() if vote == "no"} == {"A/RES/ES-11/3", "A/RES/ES-11/5"}
    assert set(mine.values()) == {"no", "abstain"}
    assert len(mine) == 10


def test_china_voted_against_the_texts_on_human_rights_in_crimea():
    human_rights = resolutions[resolutions["title"].str.contains("human rights")]
    assert len(human_rights) == 9  # one a year from 2016 to 2024
    for symbol in human_rights.index:
        assert cast[symbol, "CHN"] == "no"


def test_where_china_voted_yes_and_russia_no():
    # Interfax-Ukraine, 1 May 2023: for the first time a text that names the aggression
    parted = [
        symbol
        for symbol in resolutions.index
        if (cast[symbol, "CHN"], cast[symbol, "RUS"]) == ("yes", "no")
    ]
    assert parted == ["A/RES/77/284"]


def test_where_china_and_russia_voted_yes_together():
    together = [s for s in resolutions.index if (cast[s, "CHN"], cast[s, "RUS"]) == ("yes", "yes")]
    assert together == ["S/2022/231", "S/RES/2774"]


def test_crimea_2014_as_un_watch_listed_it():
    symbol = "A/RES/68/262"
    assert who(symbol, "no") == {"BLR", "RUS"}
    assert who(symbol, "abstain") == {
        *("BRA", "CHN", "EGY", "ETH", "IND", "KAZ", "PAK", "ZAF", "UZB")
    }
    assert who(symbol, "absent") == {"ARE", "IRN", "KGZ", "TJK"}
    assert who(symbol, "yes") == {"IDN", "SAU", "UKR", "USA"}


def test_crimea_2017_and_2020_against_as_the_press_listed_them():
    # Asia-Plus, 20 December 2017; UNIAN, 16 December 2020
    assert who("A/RES/72/190", "no") == {
        *("BLR", "CHN", "IND", "IRN", "KAZ", "KGZ", "RUS", "ZAF", "TJK", "UZB")
    }
    assert who("A/RES/75/192", "no") == {"BLR", "CHN", "IND", "IRN", "KAZ", "KGZ", "RUS"}


def test_council_of_europe_2023_as_gazeta_uz_listed_it():
    assert who("A/RES/77/284", "no") == {"BLR", "RUS"}
    assert who("A/RES/77/284", "yes") >= {"CHN", "KAZ", "IND", "BRA"}
    assert who("A/RES/77/284", "abstain") >= {"UZB", "KGZ", "TJK"}


def test_human_rights_2023_as_the_kyiv_post_said():
    assert who("A/RES/78/221", "abstain") >= {"BRA", "IND", "ZAF"}
    assert cast["A/RES/78/221", "CHN"] == "no"


def test_the_united_states_on_24_february_2025():
    # Reuters: against Ukraine's text, abstained on its own, amended one, in favour in the Council
    assert cast["A/RES/ES-11/7", "USA"] == "no"
    assert cast["A/RES/ES-11/8", "USA"] == "abstain"
    assert cast["S/RES/2774", "USA"] == "yes"


def test_russia_voted_against_every_text_of_the_general_assembly():
    assembly = resolutions.index[resolutions["body"] == "UNGA"]
    assert {cast[symbol, "RUS"] for symbol in assembly} == {"no"}


def test_only_known_resolutions_and_states_and_nobody_more_often_than_the_tally():
    assert set(votes["symbol"]) == set(resolutions.index)
    assert set(votes["iso3"]) == SHOWN
    assert set(world.codes()) >= SHOWN
    for symbol, row in resolutions.iterrows():
        for vote in ("yes", "no", "abstain"):
            assert len(who(symbol, vote)) <= row[vote], (symbol, vote)


def test_regular_sessions_have_every_state_and_gaps_are_only_where_they_are_known():
    complete = votes.groupby("symbol")["iso3"].agg(set)
    regular = [s for s in resolutions.index if s.startswith("A/RES/") and "ES-11" not in s]
    for symbol in set(regular) - {"A/RES/78/316", "A/RES/79/184"}:
        assert complete[symbol] == SHOWN
    for number in (1, 2, 4, 5, 6):  # of ES-11/3 Ukraine's vote was not seen
        assert complete[f"A/RES/ES-11/{number}"] == SHOWN
    assert SHOWN - complete["A/RES/ES-11/3"] == {"UKR"}


def test_results_follow_from_the_votes():
    for symbol, row in resolutions.iterrows():
        if row["body"] == "UNGA":
            assert row["result"] == "adopted"
            assert row["yes"] + row["no"] + row["abstain"] <= 193
            assert row["yes"] > row["no"]
        else:
            assert row["yes"] + row["no"] + row["abstain"] == 15
            enough = row["yes"] >= 9
            assert (row["result"] == "not adopted") == (not enough)
            procedural = symbol == "S/RES/2623"
            if enough and not procedural:
                assert (row["result"] == "vetoed") == (cast[symbol, "RUS"] == "no")


def test_weak_and_derived_rows_say_why():
    weak = votes[votes["confidence"] != "verified"]
    assert (weak["note"] != "").all()
    assert len(weak) < 0.06 * len(votes)
    unsure = resolutions[resolutions["confidence"] != "verified"]
    assert unsure["note"].str.contains("not seen").all()
