"""The economy table against figures that the World Bank printed, and against itself.

Expected values were copied from pages that quote the World Bank: total GDP at purchasing power
parity from Knoema's table of it, the others from the World Bank's own rounded statements as
reference pages print them. Editions revise; the tolerances stand for that.
"""

import pytest

from helpers import data, world

economy = data.table("economy").set_index(["iso3", "year"])


# The series that the table has to do without: GDP at purchasing power parity, in dollars
# (Knoema, "GDP based on PPP", from the World Bank, edition of 2025).
@pytest.mark.parametrize(
    ("code", "year", "printed"),
    [
        ("CHN", 1990, 1_124_714_270_244),
        ("CHN", 2010, 12_589_326_651_290),
        ("CHN", 2020, 25_777_238_693_452),
        ("CHN", 2023, 35_520_435_397_068),
        ("CHN", 2024, 38_190_084_585_498),
        ("IND", 2000, 2_211_966_282_613),
        ("IND", 2023, 14_845_911_292_308),
        ("IND", 2024, 16_190_819_718_798),
        ("RUS", 1990, 1_187_867_177_261),
        ("RUS", 2010, 2_927_003_701_123),
        ("RUS", 2020, 4_651_428_694_918),
        ("RUS", 2021, 5_688_268_314_340),
        ("USA", 2024, 29_184_890_000_000),
    ],
)
def test_ppp_total_made_here_is_the_one_that_the_world_bank_prints(code, year, printed):
    assert economy.loc[(code, year), "gdp_ppp_bn"] * 1e9 == pytest.approx(printed, rel=0.001)


# worlddatafacts.com, "Population & National Economies", from World Bank and IMF, 2024-2025.
@pytest.mark.parametrize(
    ("code", "trillions"),
    [("USA", 29.3), ("CHN", 18.75), ("DEU", 4.68), ("IND", 3.91), ("RUS", 2.17)],
)
def test_gdp_at_market_rates_in_2024(code, trillions):
    assert economy.loc[(code, 2024), "gdp_usd_bn"] / 1000 == pytest.approx(trillions, rel=0.04)


def test_nominal_world_gdp_of_2017_is_the_printed_one():
    # 80,934,771,028,340 dollars was printed first; the World Bank has revised it upwards since
    assert economy.loc[("WLD", 2017), "gdp_usd_bn"] == pytest.approx(80_935, rel=0.02)


def test_india_has_more_people_than_china_since_2023():
    # UN, April 2023: India overtakes China in that year
    people = economy["population"]
    more = [y for y in range(1990, 2026) if people["IND", y] > people["CHN", y]]
    assert more[0] in (2021, 2022, 2023)
    assert more == list(range(more[0], 2026))


def test_russia_and_ukraine_spend_a_larger_share_on_the_military_since_2022():
    # SIPRI's fact sheet of April 2025: Russia 7.1, Ukraine 34, China 1.7 per cent in 2024
    share = economy["military_share_gdp"]
    assert share["RUS", 2024] == pytest.approx(7.1, abs=0.06)
    assert share["UKR", 2024] == pytest.approx(34, abs=0.6)
    assert share["CHN", 2024] == pytest.approx(1.7, abs=0.06)


def test_codes_are_those_of_the_map_and_the_world():
    codes = set(economy.index.get_level_values("iso3"))
    assert codes - set(world.codes()) == {"WLD"}
    assert "TWN" not in codes  # the description says so
    assert codes >= {"CHN", "RUS", "IND", "PAK", "IRN", "BLR", "ETH", "ARE", "IDN", "UKR"}


def test_every_year_of_the_world_and_of_the_two_has_a_gdp():
    for code in ("WLD", "CHN", "RUS"):
        assert economy.loc[code, "gdp_usd_bn"].notna().all()
        assert list(economy.loc[code].index) == list(range(1990, 2026))


def test_per_head_times_people_is_the_total_but_where_the_description_says_otherwise():
    rows = economy.dropna(subset=["gdp_usd_bn", "gdp_per_head_usd"])
    rows = rows[(rows["gdp_per_head_usd"] > 500) & (rows["population"] > 1_000_000)]
    made = rows["gdp_per_head_usd"] * rows["population"] / 1e9
    off = (made / rows["gdp_usd_bn"] - 1).abs()
    known = {"CYP", "MAR", "RUS", "SDN", "TZA", "UKR"}
    assert set(off[off > 0.004].index.get_level_values("iso3")) == known
    assert off.drop(index=list(known), level="iso3").max() < 0.004


def test_countries_do_not_exceed_the_world():
    for column in ("gdp_usd_bn", "gdp_ppp_bn", "population"):
        for year in (1995, 2010, 2024):
            of_year = economy.xs(year, level="year")[column]
            share = of_year.drop("WLD").sum() / of_year["WLD"]
            assert 0.93 < share <= 1.02, (column, year)


def test_military_shares_are_shares():
    share = economy["military_share_gdp"].dropna()
    # Kuwait in the Gulf war and Eritrea's war stand at the top; nothing near 200 per cent
    assert ((share >= 0) & (share < 125)).all()


def test_what_ends_in_2024_is_empty_in_2025():
    last = economy.xs(2025, level="year")
    assert last["gdp_usd_bn"].notna().sum() > 150
    assert last[["gdp_ppp_bn", "gdp_per_head_ppp", "military_share_gdp"]].isna().all(axis=None)


# WTO, as China's Ministry of Commerce put it in April 2024: 3.38 and 2.56 trillion dollars in 2023,
# 14.2 per cent of its exports and 10.6 of its imports. WTO, World Trade Statistics 2016: the
# four first exporters of 2015. Editions revise.
@pytest.mark.parametrize(
    ("column", "code", "year", "trillions", "share"),
    [
        ("goods_exports_usd_bn", "CHN", 2023, 3.38, 14.2),
        ("goods_imports_usd_bn", "CHN", 2023, 2.56, 10.6),
        ("goods_exports_usd_bn", "CHN", 2015, 2.27, 14),
        ("goods_exports_usd_bn", "USA", 2015, 1.50, 9),
        ("goods_exports_usd_bn", "DEU", 2015, 1.33, 8),
        ("goods_exports_usd_bn", "JPN", 2015, 0.624, 4),
    ],
)
def test_trade_in_goods_as_the_wto_printed_it(column, code, year, trillions, share):
    value, world_total = economy.loc[(code, year), column], economy.loc[("WLD", year), column]
    assert value / 1000 == pytest.approx(trillions, abs=0.006)
    assert value / world_total * 100 == pytest.approx(share, abs=0.5)
