"""Who belonged to which body, and when. Expected values come from the bodies and from agencies."""

import pandas as pd
import pytest

from helpers import data

FOUNDERS = {"CHN", "KAZ", "KGZ", "RUS", "TJK", "UZB"}


@pytest.fixture(scope="module")
def rows():
    return data.table("members")


def codes(body, on=None, status="member"):
    return set(data.members(body, on=on, status=status)["iso3"])


# Counts as published on or about the day.
@pytest.mark.parametrize(
    ("body", "on", "status", "expected"),
    [
        ("Shanghai Five", "1996-04-26", "member", 5),
        ("Shanghai Five", "2001-06-14", "member", 5),
        ("Shanghai Five", "2001-06-15", "member", 0),  # the SCO took its place
        ("SCO", "2001-06-14", "member", 0),
        ("SCO", "2001-06-15", "member", 6),
        ("SCO", "2017-06-08", "member", 6),
        ("SCO", "2017-06-09", "member", 8),
        ("SCO", "2023-07-03", "member", 8),
        ("SCO", "2023-07-04", "member", 9),
        ("SCO", "2024-07-03", "member", 9),
        ("SCO", "2024-07-04", "member", 10),
        # Gazeta.uz, 16 April 2016: six members, six observers, six dialogue partners
        ("SCO", "2016-04-16", "member", 6),
        ("SCO", "2016-04-16", "observer", 6),
        ("SCO", "2016-04-16", "dialogue partner", 6),
        ("SCO", "2016-12-31", "observer", 6),
        ("SCO", "2022-02-24", "member", 8),
        # TASS, 9 June 2017: observers and dialogue partners by name
        ("SCO", "2017-06-09", "observer", 4),
        ("SCO", "2017-06-09", "dialogue partner", 6),
        # TASS, 4 July 2024: 10 members, two observers, 14 dialogue partners
        ("SCO", "2024-07-04", "observer", 2),
        ("SCO", "2024-07-04", "dialogue partner", 14),
        # TASS, 1 September 2025: 17 partners, one status
        ("SCO", "2025-09-01", "partner", 17),
        ("SCO", "2025-09-01", "observer", 0),
        ("SCO", "2025-09-01", "dialogue partner", 0),
        ("BRICS", "2009-06-16", "member", 4),
        ("BRICS", "2011-04-13", "member", 4),
        ("BRICS", "2011-04-14", "member", 5),
        ("BRICS", "2023-12-31", "member", 5),
        ("BRICS", "2024-01-01", "member", 9),
        ("BRICS", "2025-01-06", "member", 10),
        ("BRICS", "2025-07-06", "partner", 10),  # TASS on the Rio summit
    ],
)
def test_counts_are_those_that_were_published(body, on, status, expected):
    assert len(data.members(body, on=on, status=status)) == expected


def test_sco_has_27_countries_today_of_which_10_are_members():
    # Wang Yi, 1 September 2025: with Laos the SCO has 27 countries
    everyone = data.members("SCO", status=None)
    assert len(everyone) == 27
    assert set(everyone["status"]) == {"founding member", "member", "partner"}
    assert codes("SCO") == FOUNDERS | {"IND", "PAK", "IRN", "BLR"}
    partners = "AFG ARE ARM AZE BHR EGY KHM KWT LAO LKA MDV MMR MNG NPL QAT SAU TUR"
    assert " ".join(sorted(codes("SCO", status="partner"))) == partners


def test_founders():
    assert codes("SCO", status="founding member") == FOUNDERS
    assert codes("Shanghai Five", on=2000) == FOUNDERS - {"UZB"}
    assert codes("BRICS", status="founding member") == {"BRA", "CHN", "IND", "RUS"}


def test_who_came_in_after_2015_and_who_sits_at_both_tables():
    # the keys of exercises in lesson 06; TASS, 2017, 2024 and 2025
    assert codes("SCO") - codes("SCO", on=2015) == {"IND", "PAK", "IRN", "BLR"}
    assert codes("SCO") & codes("BRICS") == {"CHN", "IND", "IRN", "RUS"}
    assert codes("SCO") & codes("BRICS", status="partner") == {"BLR", "KAZ", "UZB"}


def test_brics_reaches_eleven_only_with_the_unconfirmed_one():
    assert codes("BRICS", status="unconfirmed") == {"SAU"}
    assert len(codes("BRICS") | codes("BRICS", status="unconfirmed")) == 11


def test_argentina_was_invited_and_never_a_member(rows):
    argentina = rows.query("body == 'BRICS' and iso3 == 'ARG'")
    assert list(argentina["status"]) == ["invited", "declined"]
    assert list(argentina["since"].dt.strftime("%Y-%m-%d")) == ["2023-08-24", "2023-12-29"]


def test_one_status_at_a_time(rows):
    for (body, iso3), own in rows.sort_values("since").groupby(["body", "iso3"]):
        ends = own["until"].iloc[:-1].to_list()
        starts = own["since"].iloc[1:].to_list()
        assert not any(pd.isna(end) for end in ends), f"{body} {iso3}: an earlier row has no end"
        assert all(end <= start for end, start in zip(ends, starts, strict=True)), f"{body} {iso3}"


def test_a_status_ends_after_it_begins_and_nothing_lies_in_the_future(rows):
    ended = rows.dropna(subset=["until"])
    assert (ended["since"] < ended["until"]).all()
    assert (rows["since"] <= pd.Timestamp(data.as_of())).all()


def test_a_rough_date_is_the_first_day_of_its_month_or_year(rows):
    rough = rows[rows["precision"] != "day"]
    assert (rough["since"].dt.day == 1).all()
    assert (rough.loc[rough["precision"] == "year", "since"].dt.month == 1).all()


def test_only_verified_rows_and_a_country_has_one_name(rows):
    assert set(rows["confidence"]) == {"verified"}
    assert (rows.groupby("iso3")["name"].nunique() == 1).all()
    assert (rows.groupby("name")["iso3"].nunique() == 1).all()


def test_where_two_dates_are_in_use_the_note_says_which_one_the_table_takes(rows):
    south_africa = rows.query("body == 'BRICS' and iso3 == 'ZAF' and status == 'member'")
    assert "counts from" in south_africa["note"].iloc[0]
