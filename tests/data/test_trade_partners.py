"""Partners and shares against what customs offices and the press printed."""

import pytest

from helpers import data, world

partners = data.table("trade_partners")
FCS = "Federal Customs Service of Russia"


def value(year, reporter, partner, flow=None, publisher="IMF"):
    """Billion dollars; both flows if none is named."""
    rows = partners.query(
        "year == @year and reporter == @reporter and partner == @partner"
        " and publisher == @publisher"
    )
    rows = rows if flow is None else rows[rows["flow"] == flow]
    assert len(rows) == (2 if flow is None else 1), (year, reporter, partner, flow, publisher)
    return float(rows["usd_bn"].sum())


def share(year, reporter, partner, flow=None, publisher="IMF"):
    whole = value(year, reporter, "WLD", flow, publisher)
    return value(year, reporter, partner, flow, publisher) / whole * 100


@pytest.mark.parametrize(
    ("year", "printed", "within"),
    [
        (1996, 4.7, 0.4),  # China Economic Review, 1997
        (2003, 6, 0.5),  # State Customs Committee of Russia, RIA Novosti, April 2004
        (2012, 10.5, 0.5),  # Russian customs, January to July; Xinhua, September 2012
        (2014, 11, 0.5),  # Federal Customs Service, RIA Novosti, 2024: "from 11 to 34"
    ],
)
def test_chinas_share_of_russias_trade_as_printed(year, printed, within):
    assert share(year, "RUS", "CHN") == pytest.approx(printed, abs=within)


@pytest.mark.parametrize(
    ("year", "printed", "publisher"),
    [
        (2002, 1.9, "IMF"),  # Jeanne Wilson, Strategic Partners
        (2003, 2, "IMF"),  # RIA Novosti, April 2004: about 2
        (2022, 3, "UN Comtrade"),  # spokesman of China's customs, January 2023
    ],
)
def test_russias_share_of_chinas_trade_as_printed(year, printed, publisher):
    assert share(year, "CHN", "RUS", publisher=publisher) == pytest.approx(printed, abs=0.2)


def test_the_mirror_share_of_2023_agrees_with_the_office_that_no_longer_publishes():
    # 240.11 from China's customs; Federal Customs Service, 2024: China's share "34".
    both_ways = value(2023, "RUS", "WLD", publisher=FCS)
    assert both_ways == pytest.approx(710.2)
    assert 240.11 / both_ways * 100 == pytest.approx(34, abs=0.5)
    rows = partners[partners["publisher"] == FCS]
    assert set(rows["partner"]) == {"WLD"}
    assert rows["note"].str.contains("mirror").all()


@pytest.mark.parametrize(
    ("flow", "since"),
    [(None, 2010), ("imports", 2008), ("exports", 2017)],
)
def test_since_when_china_is_russias_first_partner(flow, since):
    # Russian Export Center, November 2021: first partner since 2010, in imports since 2008,
    # in exports since 2017. (In 2009 the IMF leaves much of Russia's trade without a partner.)
    rows = partners.query("reporter == 'RUS' and publisher == 'IMF' and partner != 'WLD'")
    rows = rows if flow is None else rows[rows["flow"] == flow]
    sums = rows.groupby(["year", "partner"])["usd_bn"].sum().unstack()
    first = sums.idxmax(axis=1)
    assert (first[first.index >= since] == "CHN").all()
    assert first[since - 2] != "CHN"


@pytest.mark.parametrize(("flow", "printed"), [("exports", 3360), ("imports", 2690)])
def test_chinas_whole_trade_of_2021_within_a_revision_of_the_first_print(flow, printed):
    # China's customs, January 2022, as quoted by the Institute of the Far East, Moscow.
    assert value(2021, "CHN", "WLD", flow, "UN Comtrade") == pytest.approx(printed, rel=0.015)


@pytest.mark.parametrize(
    ("year", "sold", "bought"),
    [(2018, 47.98, 59.08), (2022, 76.12, 114.15), (2023, 110.97, 129.14), (2024, 115.49, 129.32)],
)
def test_comtrade_within_one_per_cent_of_what_customs_printed(year, sold, bought):
    assert value(year, "CHN", "RUS", "exports", "UN Comtrade") == pytest.approx(sold, rel=0.01)
    assert value(year, "CHN", "RUS", "imports", "UN Comtrade") == pytest.approx(bought, rel=0.01)


def test_the_asymmetry_is_there_in_every_year():
    for year in range(1994, 2021):
        times = share(year, "RUS", "CHN") / share(year, "CHN", "RUS")
        assert times > (1.5 if year < 1998 else 2), year


def test_partners_never_add_up_to_more_than_the_world():
    rows = partners.set_index(["year", "reporter", "flow", "publisher"])
    whole = rows[rows["partner"] == "WLD"]["usd_bn"]
    parts = rows[rows["partner"] != "WLD"]["usd_bn"].groupby(level=[0, 1, 2, 3]).sum()
    ratio = (parts / whole).dropna()
    assert len(ratio) == len(parts), "a partner without a world to divide by"
    assert ratio.max() <= 1
    imf = ratio[ratio.index.get_level_values("publisher") == "IMF"]
    assert imf.min() > 0.4, "the main partners make up most of the trade"


def test_holes_of_the_imf_are_holes_and_are_named():
    russia = partners.query("reporter == 'RUS' and publisher == 'IMF'")
    early = russia[russia["year"] <= 1993]
    assert not {"BLR", "KAZ", "UKR"} & set(early["partner"])
    for year in (1992, 1993, 2001, 2004, 2006, 2009, 2010, 2011):
        rows = russia.query("year == @year and partner == 'WLD'")
        assert rows["note"].str.contains("Belarus").all(), year
    whole = russia.query("partner == 'WLD' and year in [1995, 2003, 2008, 2013, 2020]")
    assert not whole["note"].any()


def test_the_pair_itself_is_the_same_as_in_the_trade_table():
    trade = data.table("trade").query("publisher == 'IMF' and flow != 'total'")
    keys = ["year", "reporter", "partner", "flow"]
    both = trade.merge(partners[partners["publisher"] == "IMF"], on=keys)
    assert len(both) == len(trade) == 2 * 2 * 29
    assert (both["usd_bn_x"] == both["usd_bn_y"]).all()


def test_codes_exist_and_no_one_trades_with_himself():
    assert set(partners["partner"]) - {"WLD"} <= set(world.codes())
    assert set(partners["reporter"]) == {"CHN", "RUS"}
    assert (partners["reporter"] != partners["partner"]).all()
