"""helpers.measures: against figures that others printed, and arithmetic done by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from helpers import data, measures


def share_of(fuel, year, origin, **options):
    shares = measures.supplier_shares(fuel, year, **options)
    return shares.set_index("origin").at[origin, "share"]


# Shares as the press and the publishers printed them, not as our table gives them.
PRINTED = [
    ("crude", 2023, "RUS", 19.0, {}),  # Sina, 22 January 2024: "approximately 19 per cent"
    ("crude", 2021, "RUS", 15.0, {}),  # Oil Monster: 15 per cent from 2019 to 2021
    ("crude", 2019, "RUS", 15.0, {}),
    ("coal", 2024, "IDN", 44.0, {"publisher": "customs"}),  # 44.4 when printed a year later
]


@pytest.mark.parametrize(("fuel", "year", "origin", "printed", "options"), PRINTED)
def test_a_share_is_what_the_press_printed(fuel, year, origin, printed, options):
    assert share_of(fuel, year, origin, **options) == pytest.approx(printed, abs=0.8)


def test_a_share_by_hand():
    # Statistical Review, data of 2025: 100.72 of 581.18 million tonnes.
    assert share_of("crude", 2025, "RUS") == pytest.approx(100.72 / 581.18 * 100)
    # China's customs for the same year: 100.70 of 577.73.
    assert share_of("crude", 2025, "RUS", publisher="customs") == pytest.approx(17.43, abs=0.01)


@pytest.mark.parametrize("fuel", measures.FUELS)
@pytest.mark.parametrize("publisher", [None, "review"])
def test_a_year_stands_there_once_in_one_unit_of_one_publisher(fuel, publisher):
    shares = measures.supplier_shares(fuel, publisher=publisher)
    columns = ["fuel", "year", "origin", "name", "value", "unit", "share"]
    assert list(shares.columns)[:7] == columns
    assert not shares.duplicated(["year", "origin"]).any()
    by_year = shares.groupby("year")
    assert (by_year[["unit", "publisher", "total"]].nunique() == 1).all().all()
    assert (by_year["share"].sum() <= 100.3).all()
    assert "WLD" not in set(shares["origin"])
    for _, rows in by_year:
        assert rows["share"].is_monotonic_decreasing


def test_2024_comes_from_customs_and_says_so():
    shares = measures.supplier_shares("crude")
    by_year = shares.groupby("year")["publisher"].first()
    assert by_year[2023] == by_year[2025] == "Energy Institute"
    assert by_year[2024] == "General Administration of Customs of China"
    assert 2024 not in set(measures.supplier_shares("crude", publisher="review")["year"])


def test_a_year_whose_total_is_unknown_has_no_share_and_says_so():
    customs = measures.supplier_shares("lng", publisher="customs")
    assert 2025 not in set(customs["year"])
    assert any("2025" in n and "gives no total" in n for n in customs.attrs["notes"])
    with pytest.raises(data.DataError, match="2022, 2023, 2024"):
        measures.supplier_shares("lng", 2025, publisher="customs")


def test_one_year_carries_its_own_notes_only():
    notes = measures.supplier_shares("crude", 2025).attrs["notes"]
    assert notes and all(note.startswith("2025:") for note in notes)
    assert any("transhipped in Malaysia" in note for note in notes)
    assert measures.supplier_shares("crude", 2017).attrs["notes"] == []


def test_the_table_is_not_touched():
    shares = measures.supplier_shares("crude", 2023)
    shares.loc[:, "share"] = 0.0
    assert share_of("crude", 2023, "RUS") > 18


def test_a_year_may_come_out_of_a_table():
    assert share_of("crude", np.int64(2023), "RUS") == share_of("crude", 2023, "RUS")


def test_concentration_as_the_department_of_justice_explains_it():
    # U.S. Department of Justice, "Herfindahl-Hirschman Index": four firms with shares of 30, 30,
    # 20 and 20 per cent have 30² + 30² + 20² + 20² = 2,600; one firm alone has 10,000.
    assert measures.hhi([30, 30, 20, 20]) == 2600
    assert measures.hhi(pd.Series([100])) == 10_000
    # Investopedia's example of eight firms.
    assert measures.hhi([10, 9, 12, 15, 12, 11, 15, 16]) == 1296
    assert measures.hhi(pd.DataFrame({"share": [30.0, 30, 20, 20]})) == 2600


def test_what_is_unknown_widens_the_bounds():
    # 50 and 30 known, 20 not: at most 20² more.
    assert measures.hhi_bounds([50, 30]) == (3400, 3800)
    assert measures.hhi_bounds([60, 40]) == (5200, 5200)
    low, high = measures.hhi_bounds(measures.supplier_shares("pipeline gas", 2022))
    assert low == high, "rounded figures that add up to 100.2 leave no room"


def test_russias_trade_with_china_as_its_customs_printed_it():
    # Federal Customs Service of Russia for 2020: China 18.3 per cent of Russia's trade in goods.
    assert measures.trade_share("RUS", "CHN")[2020] == pytest.approx(18.3, abs=0.2)


def test_chinas_trade_with_russia_is_a_small_part_of_its_own():
    # UN Comtrade 2023: 240.1 of about 5.94 trillion dollars.
    comtrade = measures.trade_share("CHN", "RUS", publisher="UN Comtrade")
    assert comtrade[2023] == pytest.approx(100 * 240.1 / 5940, abs=0.05)
    assert comtrade.index.tolist() == list(range(2017, 2025))


def test_a_flow_is_part_of_the_total():
    exports, imports, both = (
        measures.trade_share("RUS", "CHN", flow) for flow in ("exports", "imports", "total")
    )
    assert (exports.dropna() < both.dropna()).any() and (imports.dropna() > 0).all()
    low, high = np.minimum(exports, imports), np.maximum(exports, imports)
    assert ((low <= both) & (both <= high))[both.notna()].all()


def test_years_with_a_hole_are_empty_and_named():
    share = measures.trade_share("RUS", "CHN")
    empty = share.index[share.isna()].tolist()
    # As the description of the table says: Belarus 2001, 2004, 2009, 2010; the CIS 1992, 1993.
    assert empty == [1992, 1993, 2001, 2004, 2009, 2010]
    assert all(str(year) in share.attrs["notes"][0] for year in empty)
    assert "2006, 2011" in share.attrs["notes"][1]
    assert measures.trade_share("CHN", "RUS").attrs["notes"] == []


def test_distances_that_others_measured():
    # A flight calculator: from the airport of Beijing (40°4'47"N 116°35'3"E) to that of Madison,
    # Indiana (38°45'35"N 85°27'52"W), 10,966 km along the great circle.
    airports = (40.0797, 116.5842), (38.7597, -85.4644)
    assert measures.distance_km(*airports) == pytest.approx(10_966, rel=0.003)
    assert measures.distance_km("RUS", "CHN") == measures.distance_km("CHN", "RUS")
    assert measures.distance_km("CHN", "CHN") == 0
    # A quarter of a meridian of a sphere: π/2 times its radius.
    assert measures.distance_km((0, 0), (90, 0)) == pytest.approx(math.pi / 2 * 6371.0088)
    assert measures.distance_km((0, 170), (0, -170)) == pytest.approx(20 / 360 * 40030.17, rel=1e-4)


def test_agreement_is_the_same_in_both_directions_and_in_per_cent():
    rows = measures.agreement("CHN", "RUS")
    pd.testing.assert_frame_equal(rows, measures.agreement("RUS", "CHN"))
    scores = rows.dropna()
    # A share of so many votes: identical per cent of `votes` is a whole number of votes.
    same = scores["identical"] * scores["votes"] / 100
    assert (abs(same - same.round()) < 0.1).all()
    # Half a point for an abstention beside a yes or no: never less than identical votes alone.
    assert (scores["three_point"] >= scores["identical"]).all()
    assert scores["identical"].between(30, 100).all()


def test_a_year_with_few_votes_has_no_score():
    rows = measures.agreement("CHN", "RUS").set_index("year")
    assert rows.at[2024, "votes"] == 6 and math.isnan(rows.at[2024, "identical"])
    assert "2024" in measures.agreement("CHN", "RUS").attrs["notes"][0]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: measures.supplier_shares("oil"), "'crude', 'coal'"),
        (lambda: measures.supplier_shares(["crude"]), "no fuel"),
        (lambda: measures.supplier_shares("coal", 2018), "2019, 2020"),
        (lambda: measures.supplier_shares("coal", "2020"), "2019, 2020"),
        (lambda: measures.supplier_shares("coal", publisher="bp"), "'review', 'customs'"),
        (lambda: measures.hhi(measures.supplier_shares("crude")), "Take one year"),
        (lambda: measures.hhi([60, 60]), "120.0 per cent"),
        (lambda: measures.hhi([50, None]), "0 or more|needed"),
        (lambda: measures.hhi([-1]), "0 or more"),
        (lambda: measures.hhi([]), "0 or more"),
        (lambda: measures.hhi(5), "5 was given"),
        (lambda: measures.hhi(pd.DataFrame({"x": [1]})), "no column 'share'"),
        (lambda: measures.trade_share("USA", "CHN"), "'CHN', 'RUS'"),
        (lambda: measures.trade_share("RUS", "XXX"), "no partner 'XXX' of RUS"),
        (lambda: measures.trade_share("RUS", "CHN", "both"), "'total', 'exports'"),
        (lambda: measures.trade_share("RUS", "CHN", publisher="UN Comtrade"), "no publisher"),
        (lambda: measures.distance_km("USA", "CHN"), "latitude"),
        (lambda: measures.distance_km((100, 3), "CHN"), "no place"),
        (lambda: measures.agreement("CHN", "MNG"), "'CHN'.*'RUS'"),
        (lambda: measures.agreement("CHN", "CHN"), "twice"),
        (lambda: measures.agreement("CHN", None), "no state None"),
    ],
)
def test_what_cannot_be_answered_says_what_can(call, says):
    with pytest.raises(data.DataError, match=says):
        call()
