"""The table of goods against what customs and the press printed.

BACI is not a customs office: it reconciles two reports into one figure. So the totals are held
against China's customs with the distance that the description of the table states, and single
chapters against goods that the press named.
"""

import pytest

from helpers import data

goods = data.table("trade_products")


def total(year, exporter):
    """Billion dollars, all chapters."""
    return goods.query("year == @year and exporter == @exporter")["usd_m"].sum() / 1000


def chapter(year, exporter, hs2):
    rows = goods.query("year == @year and exporter == @exporter and hs2 == @hs2")
    assert len(rows) == 1
    return float(rows["usd_m"].iloc[0]) / 1000


@pytest.mark.parametrize(
    ("year", "exporter", "printed"),
    [(2022, "CHN", 76.12), (2022, "RUS", 114.15), (2023, "CHN", 110.97), (2023, "RUS", 129.14)],
)
def test_since_2022_the_totals_are_those_of_chinas_customs(year, exporter, printed):
    # China's customs, printed by Vestnik Kavkaza (2022) and RT (2023). The rest is revision.
    assert total(year, exporter) == pytest.approx(printed, rel=0.012)


@pytest.mark.parametrize(
    ("year", "sold", "bought"), [(2018, 47.98, 59.08), (2019, 49.7, 61.05), (2020, 50.58, 57.18)]
)
def test_before_2022_two_reports_are_reconciled_and_freight_is_taken_out(year, sold, bought):
    # China's customs, printed by RT (2018, 2019) and Rueconomics (2020).
    assert 1.0 < total(year, "CHN") / sold < 1.08
    assert 0.88 < total(year, "RUS") / bought < 1.0


def test_what_is_not_comparable_says_so():
    assert goods.query("year >= 2022")["note"].str.contains("not comparable").all()
    assert not goods.query("year < 2022")["note"].any()


@pytest.mark.parametrize(("year", "crude"), [(2022, 58.37), (2023, 60.6)])
def test_fuels_hold_the_crude_oil_that_customs_valued(year, crude):
    # TASS, July 2023 and January 2024: crude alone. Coal and gas come on top of it.
    assert crude < chapter(year, "RUS", "27") < crude * 1.6


def test_fuels_were_about_70_per_cent_of_what_russia_sold_in_2022():
    # TASS in Expert (Monocle), May 2022: oil, gas and coal, January to April.
    assert chapter(2022, "RUS", "27") / total(2022, "RUS") * 100 == pytest.approx(70, abs=6)


def test_road_vehicles_hold_the_cars_and_more_than_trebled():
    # China's customs: cars worth 1.68 billion in 2022, 6.76 billion in January to August 2023.
    assert chapter(2022, "CHN", "87") > 1.68
    assert chapter(2023, "CHN", "87") > max(6.76, 3 * chapter(2022, "CHN", "87"))


def test_each_chapter_has_one_name_and_each_name_one_chapter():
    named = goods[["hs2", "product"]].drop_duplicates()
    assert named["hs2"].is_unique
    assert named["product"].is_unique
    assert named["product"].str.len().max() <= 36  # fits on an axis
    assert not {"00", "77", "98", "99"} & set(named["hs2"])  # no such chapters, or none in use


def test_every_year_goes_both_ways_between_the_two():
    assert set(zip(goods["exporter"], goods["importer"], strict=True)) == {
        ("CHN", "RUS"),
        ("RUS", "CHN"),
    }
    assert set(goods["year"]) == set(range(2017, 2024))
    assert goods.groupby(["year", "exporter"]).size().min() > 80
    assert (goods["usd_m"] > 0).all()


def test_no_tonnes_are_offered():
    assert not [c for c in goods.columns if "ton" in c]
    assert set(goods["confidence"]) == {"derived"}  # our sums
