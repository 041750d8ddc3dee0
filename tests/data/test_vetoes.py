"""Vetoes in the Security Council against counts and dates that others published."""

import pytest

from helpers import data

vetoes = data.table("vetoes")
drafts = vetoes[vetoes["kind"] == "draft"]


def between(first, last, rows=drafts):
    return rows[(rows["date"] >= first) & (rows["date"] <= last)]


def day(row):
    return str(row["date"])[:10]


def test_the_first_veto_of_the_peoples_republic():
    # Global Policy Forum: not until 25 August 1972; Time, 1972: Bangladesh, eleven in favour
    first = vetoes[vetoes["china"] == 1].iloc[0]
    assert day(first) == "1972-08-25"
    assert "Bangladesh" in first["subject"]
    assert first["russia"] == 0


def test_the_republic_of_chinas_one_veto_is_not_chinas():
    # Global Policy Forum: used the veto only once, against Mongolia, in 1955
    roc = vetoes[vetoes["others"].str.contains("ROC")]
    assert len(roc) == 1
    assert roc.iloc[0]["date"].year == 1955
    assert roc.iloc[0]["china"] == 0
    assert (vetoes.loc[vetoes["date"] < "1971-10-25", "china"] == 0).all()


def test_chinas_vetoes_without_russia():
    # Sun Bin, 2006, after the BBC: Bangladesh 1972, Guatemala 1997, Macedonia 1999
    alone = vetoes[(vetoes["china"] == 1) & (vetoes["russia"] == 0)]
    assert [day(r) for _, r in alone.iterrows()] == ["1972-08-25", "1997-01-10", "1999-02-25"]


# UN News 2007, blog of a former ambassador 2008, AFP 2018 and 2020, Sievers and Daws 2019, TASS
# 2022, The Diplomatic Insight 2023, MINA 2024, AP 2026.
JOINT = [
    *("2007-01-12", "2008-07-11", "2011-10-04", "2012-02-04", "2012-07-19", "2014-05-22"),
    *("2016-12-05", "2017-02-28", "2019-02-28", "2019-09-19", "2019-12-20", "2020-07-07"),
    *("2020-07-10", "2022-05-26", "2023-10-25", "2024-03-22", "2026-04-07"),
]


def test_joint_vetoes_of_china_and_russia():
    joint = drafts[drafts["joint"] == 1]
    assert [day(r) for _, r in joint.iterrows()] == JOINT
    # BBC, 2003: in 1972 once with the Soviet Union, on the Middle East (amendments)
    with_ussr = vetoes[(vetoes["joint"] == 1) & (vetoes["date"] < "1992")]
    assert [day(r) for _, r in with_ussr.iterrows()] == ["1972-09-10"]
    assert with_ussr.iloc[0]["kind"] == "amendment"
    assert ((vetoes["china"] & vetoes["russia"]) == vetoes["joint"]).all()


# Security Council Report, 2020: France 18 with parts of drafts, the United Kingdom 29.
def test_britains_and_frances_vetoes():
    assert drafts["others"].str.contains("GBR").sum() == 29
    assert drafts["others"].str.contains("FRA").sum() == 16
    # "has not used it in the past 30 years at all" (France, GA/12500, 2023); 1989 for both
    for code in ("FRA", "GBR"):
        assert drafts.loc[drafts["others"].str.contains(code), "date"].max().year == 1989


def test_the_first_veto_of_the_united_states():
    # Security Council Report: 17 March 1970, S/9696
    first = drafts[drafts["others"].str.contains("USA")].iloc[0]
    assert (day(first), first["symbol"][:6]) == ("1970-03-17", "S/9696")


def test_russia_since_2011():
    # Security Council Report, in the first half of 2020: 19 vetoes since 2011, 14 on Syria
    recent = between("2011-01-01", "2020-06-30")
    russia = recent[recent["russia"] == 1]
    assert len(russia) == 19
    assert (russia["topic"] == "Syria").sum() == 14


@pytest.mark.parametrize(("year", "cast", "on_ukraine"), [(2021, 1, 0), (2022, 4, 2)])
def test_2021_and_2022(year, cast, on_ukraine):
    # UN Press, review of 2022: from once in 2021 to four times, by Russia each time, two on Ukraine
    rows = between(f"{year}-01-01", f"{year}-12-31")
    assert len(rows) == rows["russia"].sum() == cast
    assert (rows["topic"] == "Ukraine").sum() == on_ukraine


def test_gaza_vetoes_of_the_united_states():
    # Reuters, 18 September 2025: the sixth since October 2023 (drafts)
    gaza = between("2023-10-07", "2025-09-18")
    gaza = gaza[gaza["others"].eq("USA") & gaza["topic"].eq("Israel-Palestine")]
    assert len(gaza) == 6


def test_amendments_of_24_february_2025():
    # GA/12677: two of three European amendments vetoed, the text adopted
    rows = vetoes[vetoes["date"] == "2025-02-24"]
    assert list(rows["kind"]) == ["amendment", "amendment"]
    assert list(rows["russia"]) == [1, 1]


def test_somebody_cast_each_veto_and_the_order_is_that_of_time():
    assert ((vetoes["china"] + vetoes["russia"] > 0) | (vetoes["others"] != "")).all()
    assert vetoes["date"].is_monotonic_increasing
    assert day(vetoes.iloc[0]) == "1946-02-16"
    unsure = vetoes[vetoes["confidence"] != "verified"]
    assert (unsure["note"] != "").all()
    assert len(unsure) <= 3


def test_slips_of_the_list_are_mended():
    vetoes = data.table("vetoes")
    # UN Dag Hammarskjöld Library: two vetoes at the 303rd meeting, 24 May 1948; Goa, S/5033, 1961.
    assert vetoes.loc[vetoes["date"] == "1948-05-24", "symbol"].tolist() == ["S/PV.303", "S/PV.303"]
    assert vetoes.loc[vetoes["symbol"] == "S/5033", "topic"].tolist() == ["Goa"]
