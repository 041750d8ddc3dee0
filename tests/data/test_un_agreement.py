"""Agreement in the General Assembly: the formula by hand, and published figures."""

import build_un
import pandas as pd
import pytest

from helpers import data, world

agreement = data.table("un_agreement")
pairs = agreement.set_index(["a", "b", "year"])


def score(a, b, year, column="identical"):
    return pairs.loc[(a, b, year), column]


def test_the_formula_on_a_slice_counted_by_hand():
    # 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member. Twenty-four votes of one year:
    # both yes 12, both no 4, yes-abstain 5, yes-no 1, and two in which one was absent.
    china = [1] * 12 + [3] * 4 + [1] * 5 + [1] + [1, 8]
    russia = [1] * 12 + [3] * 4 + [2] * 5 + [3] + [8, 1]
    states = {state: [9] * 24 for state in build_un.PAIRED}
    states |= {"CHN": china, "RUS": russia, "USA": [3] * 19 + [8] * 5}
    made = build_un.agreement(pd.DataFrame({"date": ["1990-12-01"] * 24} | states))
    made = made.set_index(["a", "b"])
    # 22 common votes: 16 alike (0.727); 16 + 5 halves + 0 = 18.5 of 22 (0.841)
    assert list(made.loc[("CHN", "RUS"), ["votes", "identical", "three_point"]]) == [
        22,
        "0.727",
        "0.841",
    ]
    assert made.loc[("CHN", "RUS"), "note"] == "RUS: USSR"
    # 19 common votes are too few for a score
    assert list(made.loc[("CHN", "USA"), ["votes", "identical", "three_point"]]) == [19, "", ""]
    assert set(made.index) == {("CHN", "RUS"), ("CHN", "USA"), ("RUS", "USA")}


def test_china_and_russia_as_merics_counted_them():
    # Patrik Andersson, MERICS, November 2025: from about 77 per cent in 2018 to 67 in 2024,
    # counted by session; the last full year here is 2023
    assert score("CHN", "RUS", 2018) == pytest.approx(0.77, abs=0.025)
    assert score("CHN", "RUS", 2023) == pytest.approx(0.67, abs=0.025)
    assert score("CHN", "RUS", 2023) < score("CHN", "RUS", 2018)


def test_the_soviet_republics_voted_as_the_ussr_did():
    # Byelorussia and Ukraine had seats of their own and voted with Moscow
    for year in range(1972, 1989):
        assert score("RUS", "UKR", year) > 0.97
        assert score("BLR", "RUS", year) > 0.97
    assert score("RUS", "UKR", 1993) < 0.9


def test_the_united_states_stand_further_from_china_than_russia_does():
    for year in range(1996, 2024):
        assert score("CHN", "USA", year) < 0.35 < 0.55 < score("CHN", "RUS", year)


def test_few_votes_make_no_score_and_enough_always_do():
    few = agreement["votes"] < 20
    assert agreement.loc[few, ["identical", "three_point"]].isna().all(axis=None)
    assert agreement.loc[~few, ["identical", "three_point"]].notna().all(axis=None)


def test_the_gaps_are_marked():
    notes = agreement["note"]
    assert notes[agreement["year"] == 2022].str.contains("November").all()
    last = agreement[agreement["year"] == 2024]
    assert last["note"].str.contains("to June only").all()
    assert (last["votes"] <= 6).all()
    ussr = agreement["year"].lt(1992) & (agreement["a"].eq("RUS") | agreement["b"].eq("RUS"))
    assert notes[ussr].str.contains("USSR").all()
    assert not notes[~ussr].str.contains("USSR").any()
    turkey = agreement["year"].eq(2023) & (agreement["a"].eq("TUR") | agreement["b"].eq("TUR"))
    assert notes[turkey].str.contains("missing").all()
    assert agreement.loc[turkey, "identical"].isna().all()


def test_it_begins_with_the_first_full_year_of_the_peoples_republic():
    # resolution 2758, 25 October 1971
    assert agreement["year"].min() == 1972
    assert set(agreement["year"]) == set(range(1972, 2025))


def test_pairs_are_in_the_order_of_the_alphabet_and_their_codes_exist():
    assert (agreement["a"] < agreement["b"]).all()
    states = set(agreement["a"]) | set(agreement["b"])
    assert len(states) == 24
    assert states <= set(world.codes())
    assert agreement.groupby(["a", "b"]).ngroups == 24 * 23 / 2


def test_the_three_point_score_lies_between_the_share_and_one():
    scored = agreement.dropna(subset=["identical"])
    assert (scored["three_point"] >= scored["identical"]).all()
    # at most half a point more for each vote that was not alike
    assert (scored["three_point"] <= (1 + scored["identical"]) / 2 + 0.001).all()
    assert (scored["votes"] <= 165).all()


def test_every_row_says_that_it_was_computed():
    assert set(agreement["confidence"]) == {"derived"}
