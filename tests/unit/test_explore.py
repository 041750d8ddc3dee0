"""helpers.explore: what is picked, what is said about it, and what a stored lesson keeps."""

import copy
import html
import json
import re

import pandas as pd
import pytest

from helpers import data, explore, measures
from helpers.explore import draw, energy, groups, panel, un, words
from helpers.quiz import saving

KINDS = {
    "dependence": lambda: explore.dependence("crude", 2023),
    "without": lambda: explore.without("RUS", "crude", 2023),
    "votes": lambda: explore.votes("CHN", "RUS", 1992, 2026),
    "group": lambda: explore.group(["CHN", "RUS", "IND"], 2020),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def read(page):
    """What a reader gets of HTML: no tags, single spaces."""
    text = re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", " ", page))
    return " ".join(html.unescape(text).replace("\u00a0", " ").split())


def said(shown):
    return shown.view["headline"].replace("\u00a0", " ")


def below(shown):
    return read(shown.view["body"])


def bundle(shown):
    return shown._repr_mimebundle_()[0]


# From whom China buys


def test_who_is_first_and_where_russia_stands():
    # Statistical Review: 2023 Russia 107.02, Saudi Arabia 85.94 of 563.94 million tonnes.
    first = explore.dependence("crude", 2023)
    assert said(first).startswith("Crude oil, 2023: Russia comes first of the 6 suppliers")
    assert "19.0 %" in said(first)
    # 2022: Saudi Arabia 87.5, Russia 86.2 of 508.2.
    second = said(explore.dependence("crude", 2022))
    assert "Saudi Arabia comes first" in second and "17.2 %" in second
    assert "Russia is second, with 17.0 %" in second
    assert "Russia is not among them" in said(explore.dependence("pipeline gas", 2018))


@pytest.mark.parametrize("fuel", measures.FUELS)
@pytest.mark.parametrize("measure", energy.MEASURES)
def test_every_year_of_every_fuel_can_be_picked(fuel, measure):
    shown = explore.dependence(fuel, measure=measure)
    [options] = [c["options"] for c in shown.controls if c["key"] == "year"]
    assert [year for year, _ in options] == sorted(set(measures.supplier_shares(fuel)["year"]))
    for year, _ in options:
        shown.pick(year=year)
        assert shown.picked == {"fuel": fuel, "year": year, "measure": measure}
        assert str(year) in said(shown) and not shown.view["told"]
        text = below(shown)
        assert "Publisher: " in text and "Source: " in text
        assert "nan" not in text.split()


def test_the_table_and_its_bars_say_the_same():
    body = explore.dependence("crude", 2023).view["body"]
    rows = re.findall(r'<th scope="row">(.*?)<span[^>]*width:([\d.]+)%.*?<td>([\d.]+)</td>', body)
    widths = {re.sub("<.*?>", "", name): (float(w), float(share)) for name, w, share in rows}
    assert list(widths) == ["Russia", "Saudi Arabia", "Iraq", "United Arab Emirates", "Kuwait",
                            "United States", "All others together"]  # fmt: skip
    ratios = [width / share for width, share in widths.values()]
    assert max(ratios) / min(ratios) < 1.05, "a bar is as long as its share"
    assert sum(share for _, share in widths.values()) == pytest.approx(100, abs=0.3)
    assert '<tr class="crx-mark"><th scope="row"><strong>Russia' in body, "not by colour alone"


def test_another_fuel_settles_on_a_year_that_it_has():
    shown = explore.dependence("crude", 2017)
    shown.pick(fuel="coal")
    assert shown.picked["year"] == 2019 and "2019 is shown" in shown.view["told"]
    shown.pick(year=2023)
    assert shown.view["told"] == ""


def test_concentration_stands_between_two_bounds():
    # 2025 by hand: 17.33² + 13.90² + 11.12² + 6.45² + 3.27² + 0.39² = 670, and 47.53² more.
    text = below(explore.dependence("crude", 2025))
    assert "at least 670, at most 2,929" in text


def test_two_publishers_stand_apart():
    text = below(explore.dependence("coal", 2024, "rank"))
    assert "2024* 1 Indonesia" in text and "another publisher" in text
    text = below(explore.dependence("crude", 2025))
    assert "100.7 of 577.73 million tonnes from Russia" in text


# One supplier missing


def test_what_the_others_have_to_deliver():
    # Pipeline gas, 2023: Turkmenistan 30.51 of 61.34; the rest 30.83 has to rise by 98.96 %.
    shown = explore.without("TKM", "pipeline gas", 2023)
    assert "Without Turkmenistan, 49.7 % of China’s imports" in said(shown)
    assert "30.51 billion cubic metres" in said(shown) and "99.0 % more" in said(shown)
    text = below(shown)
    # Russia alone: 30.51 ÷ 21.29 = 143 % more; with all: 21.29 × 0.9896 = 21.1.
    assert "Russia 21.29 21.1 143 %" in text
    assert "prices" in text and "stocks" in text and "produces itself" in text


def test_what_all_add_is_what_is_missing():
    for fuel in measures.FUELS:
        for year in energy.years(fuel):
            shares = measures.supplier_shares(fuel, year)
            for gone in shares.itertuples():
                body = explore_without(gone.origin, fuel, year)
                added = [float(x.replace(",", "")) for x in
                         re.findall(r"<td>[\d.,]+</td><td>([\d.,]+)</td>", body)]  # fmt: skip
                rows = len(shares) - 1 + (energy._rest(shares) > 0)
                assert len(added) == rows
                missing = gone.value if energy._rest(shares) >= 0 else sum(added)
                assert sum(added) == pytest.approx(missing, abs=0.05 * rows + 1e-6)


def explore_without(supplier, fuel, year):
    page = energy.without_page({"supplier": supplier, "fuel": fuel, "year": year})
    return draw.live(page)


def test_a_supplier_that_a_year_does_not_have_gives_way_to_russia():
    shown = explore.without("SAU", "crude", 2023)
    shown.pick(fuel="coal")
    assert shown.picked["supplier"] == "RUS"
    assert "Saudi Arabia is not among the suppliers" in shown.view["told"]
    [options] = [c["options"] for c in shown.controls if c["key"] == "supplier"]
    assert {code for code, _ in options} == {"AUS", "IDN", "MNG", "RUS"}


# Votes


def test_agreement_and_its_gaps_are_said():
    shown = explore.votes("CHN", "RUS", 1992, 2026)
    text = below(shown)
    assert "Hollow point: 2022." in text and "November and December only" in text
    assert "Crossed out, no point: 2024." in text and "2024: 6, to June only" in text
    assert "No roll call of both in the file: 2025–2026." in text
    scores = measures.agreement("CHN", "RUS").query("year >= 1992").dropna()
    body = shown.view["body"]
    assert body.count("<circle") == len(scores)
    assert body.count('fill="var(--crx-page') == 1, "one hollow point"
    assert body.count('class="crx-none"') == 3
    assert body.count("<polyline") == 1, "no year is missing before 2024"


def test_a_line_does_not_run_across_a_gap():
    svg, _ = draw.curve("T", {2000: 10.0, 2001: 20.0, 2003: 30.0}, 2000, 2003)
    assert svg.count("<polyline") == 2 and svg.count("<circle") == 3


def test_votes_on_which_they_parted_stand_newest_first():
    body = explore.votes("CHN", "RUS", 2022, 2022).view["body"]
    text = read(body)
    # UN Press: China abstained on ES-11/1, -2, -4 and on the drafts of February and September;
    # it voted no with Russia on ES-11/3 and ES-11/5.
    for symbol in ("ES-11/1,", "ES-11/2,", "ES-11/4,", "S/2022/155,", "S/2022/720,"):
        assert symbol in text
    for symbol in ("ES-11/3,", "ES-11/5,"):
        assert symbol not in text
    days = re.findall(r"(\d+ \w+ 2022) · ", text)
    assert days == sorted(days, key=pd.Timestamp, reverse=True)
    assert "China: abstained , Russia: no" in text
    assert "141 yes, 5 no, 35 abstentions; adopted" in text
    assert "not all votes" in text


def test_a_vote_that_is_not_in_the_table_is_no_statement():
    different, of, absent = un.parted("CHN", "DEU", 1972, 2026)
    assert (different, of, absent) == ([], 0, 0), "the table has no votes of Germany"
    assert "no vote on Ukraine of both" in said(explore.votes("CHN", "DEU"))
    # Uzbekistan took no part in ES-11/1: neither the same nor different.
    assert "A/RES/ES-11/1" not in [r["symbol"] for r in un.parted("RUS", "UZB", 2022, 2022)[0]]


def test_a_vote_seen_in_a_weak_source_says_so():
    text = below(explore.votes("RUS", "USA", 2022, 2022))
    assert "no better list was found" in text


def test_who_sat_on_a_seat_before_is_said():
    text = below(explore.votes("RUS", "UKR", 1980, 2023))
    assert "Russia before 1992 is the USSR" in text and "Ukraine before 1991 is a Soviet" in text
    assert "Federal Republic" in below(explore.votes("CHN", "DEU", 1989, 2000))
    assert "USSR" not in below(explore.votes("CHN", "RUS", 1992, 2023))
    assert "USSR" in below(explore.group(["CHN", "RUS"], 1991))
    text = below(explore.votes("CHN", "TUR", 2020, 2023))
    assert "2023: 9, Türkiye: missing from November on" in text


def test_years_cannot_cross():
    shown = explore.votes("CHN", "RUS", 2000, 2010)
    shown.pick(start=2015)
    assert (shown.picked["start"], shown.picked["end"]) == (2015, 2015)
    assert "both are now 2015" in shown.view["told"]
    shown.pick(end=2020)
    shown.pick(b="CHN")
    assert said(shown) == "Choose two different states."
    shown.pick(b="KAZ", start=1980, end=1985)
    assert "no score between" in said(shown)


# Groups


def test_a_group_is_weighed_on_both_bases():
    # World Bank, 2023, of the world: China 1,410.7 + Russia 143.8 + India 1,438.1 of 8,062.9
    # million people.
    shown = explore.group(["CHN", "RUS", "IND"], 2023)
    assert "37.1 % of the world’s people" in said(shown)
    assert "market exchange rates" in said(shown) and "purchasing power parity" in said(shown)
    rows = data.table("economy").query("year == 2023").set_index("iso3")
    for column, place in (("gdp_usd_bn", 1), ("gdp_ppp_bn", 2)):
        share = 100 * rows.loc[["CHN", "RUS", "IND"], column].sum() / rows.at["WLD", column]
        assert f"{share:.1f} %" in said(shown).split("people")[1], place


def test_a_group_has_its_part_in_the_trade_of_the_world():
    # China's Ministry of Commerce from the WTO's outlook, April 2024: 14.2 per cent of the world's
    # exports of goods in 2023, 10.6 per cent of its imports. Editions revise.
    shown = said(explore.group(["CHN"], 2023))
    exports, imports = re.findall(r"([\d.]+)\s%[^%]*(?:exports|imports)", shown)
    assert (float(exports), float(imports)) == pytest.approx((14.2, 10.6), abs=0.2)


def test_what_a_country_lacks_is_said():
    text = below(explore.group(["CHN", "PRK"], 2020))
    assert "no figure for North Korea, so the share is the least it can be" in text
    text = below(explore.group(["CHN"], 2025))
    assert "purchasing power parity" in text and "no figure for 2025" in text


def test_the_average_of_pairs_says_of_how_many():
    shown = explore.group(["CHN", "RUS", "IND", "MNG"], 2020)
    pairs = [("CHN", "RUS"), ("CHN", "IND"), ("IND", "RUS")]  # the table has no Mongolia
    mean = sum(measures.agreement(*p).set_index("year").at[2020, "identical"] for p in pairs) / len(
        pairs
    )
    text = below(shown)
    assert f"average of all pairs {mean:.1f}" in text
    assert "with a score in the table: 3 of 6" in text


def test_trade_is_of_one_publisher_and_says_what_is_missing():
    text = below(explore.group(["CHN", "RUS", "IND"], 2020))
    share = measures.trade_share("CHN", "RUS")[2020] + measures.trade_share("CHN", "IND")[2020]
    assert f"China: share of its trade in goods that is with the group {share:.1f}" in text
    assert "China’s trade: 2 of 2 partners in the table (Russia and India). IMF." in text
    text = below(explore.group(["CHN", "RUS", "IND"], 2023))
    assert "1 of 2 partners in the table (Russia). UN Comtrade. The others are missing" in text
    # Russia's total of 2010 lacks Belarus: no share is better than a wrong one.
    assert "Russia: share of its trade" not in below(explore.group(["CHN", "RUS"], 2010))


def test_a_group_grows_and_shrinks():
    shown = explore.group(["CHN"], 2020)
    shown.pick(codes=["CHN", "BRA", "BRA", "nowhere"])
    assert shown.picked["codes"] == ["CHN", "BRA"]
    shown.pick(codes=[])
    assert said(shown) == "Choose at least one country."
    shown.pick(codes=list(groups.countries())[:60])
    assert "60 countries in 2020" in said(shown)


# All of them


@every_kind
@pytest.mark.parametrize(
    "message",
    [None, [], "pick", {}, {"do": "pick"}, {"picked": []}, {"picked": {"a": {}, "codes": {}}},
     {"picked": {"year": "x", "fuel": None, "measure": 5, "supplier": [], "start": -1e99}},
     {"picked": {"year": 10**30, "end": None, "b": ["RUS"], "codes": "CHN"}, "key": []},
     {"picked": {"_kind": 1, "new": 2}}],
)  # fmt: skip
def test_whatever_the_page_sends_there_is_an_answer(kind, message):
    shown = KINDS[kind]()
    before = set(shown.picked)
    shown._handle_custom_msg(copy.deepcopy(message), [])
    assert shown.view["headline"] and set(shown.picked) == before
    json.dumps(shown.view), json.dumps(shown.controls)


@every_kind
def test_a_stored_lesson_keeps_words_and_table(kind):
    shown = KINDS[kind]()
    kept = bundle(shown)
    assert set(kept) == {"text/plain", "text/html", saving.VIEW}
    assert kept["text/plain"] == repr(shown) and "0x" not in repr(shown)
    assert "\n" not in kept["text/html"]
    text = read(kept["text/html"])
    assert said(shown) in text and "Run this cell to choose." in text
    assert "<table" in kept["text/html"] and "<svg" not in kept["text/html"]
    assert not re.search(r"<(script|style|h\d|select|input|button)", kept["text/html"])
    again = bundle(KINDS[kind]())
    assert (again["text/html"], again["text/plain"]) == (kept["text/html"], kept["text/plain"])


@every_kind
def test_a_saved_notebook_keeps_no_live_form(kind):
    output = {"output_type": "display_data", "data": dict(bundle(KINDS[kind]())), "metadata": {}}
    content = {"metadata": {"widgets": {"state": {}}}, "cells": [{"outputs": [output]}]}
    saving.without_views({"type": "notebook", "content": content})
    assert (
        set(output["data"]) == {"text/plain", "text/html"} and "widgets" not in content["metadata"]
    )


@every_kind
def test_nothing_from_a_table_becomes_markup(kind, monkeypatch):
    bad = '<img src=x onerror="alert(1)">$x$'
    for module in (energy, un, groups):
        for name in ("_all", "_names", "states", "countries", "_agreement", "_resolutions"):
            getattr(getattr(module, name, None), "cache_clear", lambda: None)()
    read_table = data.table

    def spoiled(name):
        rows = read_table(name)
        for column in {"note", "title"} & set(rows.columns):
            rows[column] = bad
        return rows

    measures._table.cache_clear()
    monkeypatch.setattr(data, "table", spoiled)
    monkeypatch.setattr(measures.world, "name", lambda code, *_: f"{code} {bad}")
    try:
        shown = KINDS[kind]()
        for page in (shown.view["body"], bundle(shown)["text/html"]):
            assert "<img src=x" not in page
            assert "$x$" not in re.sub(r"<[^>]*>", "", page.replace("<span>$</span>", "")), (
                "JupyterLab would make it a formula"
            )
        assert "&lt;img" in shown.view["body"]
    finally:
        monkeypatch.undo()
        measures._table.cache_clear()
        for module in (energy, un, groups):
            for name in ("_all", "_names", "states", "countries", "_agreement", "_resolutions",
                         "_pairs", "_economy", "_trade", "_trade_sources", "years"):  # fmt: skip
                getattr(getattr(module, name, None), "cache_clear", lambda: None)()


def test_no_word_in_the_file_to_translate_is_left_over():
    folder = panel.HERE
    used = "".join(
        f.read_text(encoding="utf-8") for f in folder.iterdir() if f.suffix in (".py", ".js")
    )
    used = used.replace((folder / "words.py").read_text(encoding="utf-8"), "")
    families = ("caption_", "vote_", "row_", "head_", "headline_", "before_", "curve_", "group_")
    chosen = {*energy.MEASURES, *un.MEASURES, "and"}
    for name in {**words.WORDS, **words.PAGE}:
        assert (
            re.search(f"[\"']{name}[\"']", used) or name.startswith(families) or name in chosen
        ), name


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: explore.dependence("oil"), "'crude', 'coal'"),
        (lambda: explore.dependence("coal", 2018), "2019, 2020"),
        (lambda: explore.dependence("coal", 2020, "price"), "'share', 'amount', 'rank'"),
        (lambda: explore.dependence(["coal"]), "no fuel"),
        (lambda: explore.without("IRN"), "'ARE'.*'RUS'"),
        (lambda: explore.without("RUS", "pipeline gas", 2018), "'KAZ'"),
        (lambda: explore.votes("CHN", "MNG"), "'RUS'"),
        (lambda: explore.votes("CHN", "CHN"), "twice"),
        (lambda: explore.votes("CHN", "RUS", 1971), "1972 to 2026"),
        (lambda: explore.votes("CHN", "RUS", 2000, 1999), "earlier one as start"),
        (lambda: explore.votes("CHN", "RUS", "2000"), "no year '2000'"),
        (lambda: explore.votes("CHN", "RUS", measure="ideal"), "'identical', 'three_point'"),
        (lambda: explore.group("CHN"), "list of country codes"),
        (lambda: explore.group([]), "list of country codes"),
        (lambda: explore.group(None), "list of country codes"),
        (lambda: explore.group(["China"]), "ISO 3166"),
        (lambda: explore.group(["CHN", "CHN"]), "once"),
        (lambda: explore.group(["WLD"]), "no country 'WLD'"),
        (lambda: explore.group(["CHN"], 1980), "1990 to 2025"),
    ],
)
def test_what_is_not_in_the_tables_is_refused_with_what_is(call, says):
    with pytest.raises(data.DataError, match=says):
        call()


def test_a_column_of_a_table_can_be_handed_over():
    members = data.members("BRICS", on=2023)
    shown = explore.group(members["iso3"], members["since"].dt.year.max() + 10)
    assert shown.picked["codes"] == members["iso3"].tolist()
