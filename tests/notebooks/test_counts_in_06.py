"""Lesson 06: each count of members, and each share of the world, comes out of the tables."""

import re

import pytest
import yaml
from counts import ROOT, Said, faults, plain, prose

from helpers import data

LESSON = "06_sco"
NOW = None  # the as-of date
MERGER = "2025-09-01"
THREE = ["member", "observer", "dialogue partner"]

SAID = [
    Said(r"by November 2026, a body of {n} members and {n} partners", "SCO", NOW,
         ["member", "partner"]),
    Said(r"how {n} states \(1996\)", "Shanghai Five", 1996),
    Said(r"became {n} members \(2024\)", "SCO", 2024),
    Said(r"Uzbekistan makes {n}\.", "SCO", "2001-06-15"),
    Said(r"{n} were there on the first day", "SCO", "2001-06-15"),
    Said(r"At the end of 2016 the SCO had {n} members, {n} observers and {n} dialogue partners",
         "SCO", 2016, THREE),
    Said(r"Look for the {n} dotted countries", "SCO", 2016, "observer"),
    Said(r"of the {n} dotted countries are now", "SCO", 2016, "observer"),
    Said(r"{n} states began with one shared task", "SCO", "2001-06-15"),
    Said(r"{n} states bring more weight", "SCO", NOW),
    Said(r"of the {n} members have promised", "SCO", NOW),
    Said(r"How {n} decide", "SCO", 2025),
    Said(r"when {n} must agree", "SCO", 2025),
    Said(r"{n} observers and {n} dialogue partners, with Laos", "SCO", "2025-08-31", THREE[1:]),
    Said(r"make {n} partners\. Together with the {n} members", "SCO", MERGER,
         ["partner", "member"]),
    Said(r'the "{n}" of the headlines', "SCO", MERGER, "member+partner"),
    Said(r"of the {n} SCO members sit at the BRICS table", "SCO", NOW),
    Said(r"for the {n} members of the end of that year", "SCO", 2024),
    Said(r"{n} founders in 2001", "SCO", 2001, "founding member"),
    Said(r"{n} members since 4 July 2024", "SCO", "2024-07-04"),
    Said(r"two kinds of seat: {n} members and {n} partners", "SCO", MERGER, ["member", "partner"]),
    Said(r'"{n} members" is wrong', "SCO", MERGER, "member+partner"),
]  # fmt: skip


def common(one, other, on=None, status="member"):
    """How many members of one body have a seat in another."""
    seats = set(data.members(other, on=on, status=status)["iso3"])
    return len(set(data.members(one, on=on)["iso3"]) & seats)


def overlaps():
    csto = common("SCO", "CSTO")
    brics = common("SCO", "BRICS") + common("SCO", "BRICS", status="partner")
    return [
        Said(r"{n} of the ten members have promised", value=csto, why="the table, SCO and CSTO"),
        Said(r"{n} members have a promise of military help", value=csto, why="SCO and CSTO"),
        Said(r"So {n} of the ten SCO members sit", value=brics, why="the table, SCO and BRICS"),
    ]


def test_every_count_in_the_lesson_is_that_of_the_table():
    assert faults(prose(LESSON), SAID + overlaps()) == []


@pytest.mark.parametrize("one", SAID, ids=lambda one: one.says[:40])
def test_a_count_that_is_changed_is_found(one):
    text = prose(LESSON)
    match = one.pattern().search(text)
    start, end = match.span(1)
    assert faults(text[:start] + "19" + text[end:], SAID + overlaps())


def test_a_count_that_nobody_listed_is_found():
    text = prose(LESSON) + " In 2030 there will be twelve members."
    assert "twelve members" in " ".join(faults(text, SAID + overlaps()))


def test_the_words_are_read_through_stars_and_links():
    said = [Said(r"{n} members, {n} partners", value=[10, 17])]
    assert faults(plain("**Ten** [members](https://a.org/x_(y)), *17*\npartners"), said) == []


def share(column, without=()):
    """What the ten make of the world in 2024, in per cent."""
    economy = data.table("economy").query("year == 2024").set_index("iso3")
    ten = economy.loc[data.members("SCO", on=2024)["iso3"], column]
    assert len(ten) == 10 and ten.notna().all()
    return round(100 * ten.drop(list(without)).sum() / economy.loc["WLD", column], 1)


# World Bank, World Development Indicators: 2024 is the latest year with both bases.
@pytest.mark.parametrize(
    ("words", "column"),
    [
        (r"([\d.]+) of the people", "population"),
        (r"([\d.]+) of GDP at market rates", "gdp_usd_bn"),
        (r"([\d.]+) at purchasing power parity\. So", "gdp_ppp_bn"),
        (r"the ten made ([\d.]+) per cent of world GDP", "gdp_usd_bn"),
        (r"at market rates and ([\d.]+) at purchasing power parity \(World", "gdp_ppp_bn"),
    ],
)
def test_each_share_in_the_prose_is_computed(words, column):
    [stated] = re.findall(words, prose(LESSON))
    assert float(stated) == share(column)


def test_the_keys_that_no_single_table_gives():
    file = yaml.safe_load((ROOT / "data/questions/06_sco.yaml").read_text(encoding="utf-8"))
    key = {entry["id"]: entry.get("key") for entry in file["questions"] + file["exercises"]}
    assert key["sco-share-ppp-2024"] == share("gdp_ppp_bn")
    assert key["sco-share-without-china"] == share("gdp_ppp_bn", without=["CHN"])
    points = share("gdp_ppp_bn") - share("gdp_usd_bn")
    assert key["sco-size-how-much-larger"] == pytest.approx(points, abs=0.05)
    sco = set(data.members("SCO")["iso3"])
    assert set(key["sco-practice-who-has-promise"]) == sco & set(data.members("CSTO")["iso3"])
    assert set(key["sco-and-brics-members"]) == sco & set(data.members("BRICS")["iso3"])


def test_there_is_no_later_year_with_both_bases():
    world = data.table("economy").query("iso3 == 'WLD'").dropna(subset=["gdp_ppp_bn"])
    assert world["year"].max() == 2024, "a newer year is there: compute the shares anew"
