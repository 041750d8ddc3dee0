"""NDB, CSTO, CIS, NATO, G7 and G20 in the table ``members``: counts as the bodies publish them."""

import pytest

from helpers import data, world

OTHERS = ["NDB", "CSTO", "CIS", "NATO", "G7", "G20"]


@pytest.fixture(scope="module")
def rows():
    members = data.table("members")
    return members[members["body"].isin(OTHERS)]


def codes(body, on=None, status="member"):
    return set(data.members(body, on=on, status=status)["iso3"])


@pytest.mark.parametrize(
    ("body", "on", "expected"),
    [
        # NATO: 16 in 1996, 19 with the three of 1999, 26, 28 (State Department, 1 April 2009),
        # 29 (Stoltenberg, 5 June 2017), 30, 31 and 32
        ("NATO", "1996-01-01", 16),
        ("NATO", "1999-03-11", 16),
        ("NATO", "1999-03-12", 19),
        ("NATO", "2004-03-28", 19),
        ("NATO", "2004-03-29", 26),
        ("NATO", "2009-04-01", 28),
        ("NATO", "2017-06-05", 29),
        ("NATO", "2020-03-27", 30),
        ("NATO", "2023-04-03", 30),
        ("NATO", "2023-04-04", 31),
        ("NATO", "2024-03-06", 31),
        ("NATO", "2024-03-07", 32),
        ("NATO", None, 32),
        # CSTO: nine parties to the treaty, six after 1999 (protocol of 2 April 1999), seven with
        # Uzbekistan; TASS, 19 December 2012, names the six that remain
        ("CSTO", "1999-04-20", 9),
        ("CSTO", "1999-04-21", 6),
        ("CSTO", "2006-12-31", 7),
        ("CSTO", "2012-12-19", 6),
        ("CSTO", None, 6),
        # CIS: the World Factbook names nine members and one associate
        ("CIS", "2005-08-25", 11),
        ("CIS", "2009-08-17", 10),
        ("CIS", "2009-08-18", 9),
        ("CIS", None, 9),
        # Ministry of Foreign Affairs of Japan: G8 from Birmingham 1998 to March 2014
        ("G7", "1996-01-01", 7),
        ("G7", "1998-05-15", 8),
        ("G7", "2014-03-23", 8),
        ("G7", "2014-03-24", 7),
        ("G7", None, 7),
        # Federal Ministry for Economic Cooperation (Germany): 19 states and the European Union
        ("G20", "1999-11-30", 0),
        ("G20", None, 19),
        # TASS, 22 March 2023: the five founders, Bangladesh, the Emirates, Egypt; PTI, May 2025
        ("NDB", "2015-06-30", 0),
        ("NDB", "2015-07-31", 5),
        ("NDB", "2021-09-16", 6),
        ("NDB", "2023-03-22", 8),
        ("NDB", "2025-05-19", 9),
    ],
)
def test_counts_are_those_that_were_published(body, on, expected):
    assert len(codes(body, on=on)) == expected


def test_the_new_development_bank_counts_eleven_only_with_the_two_admitted_in_2025():
    # IANS, 6 July 2025: President Rousseff gives 11 with Colombia and Uzbekistan, not Uruguay
    assert codes("NDB", status="unconfirmed") == {"COL", "UZB"}
    assert len(codes("NDB") | codes("NDB", status="unconfirmed")) == 11
    assert codes("NDB", status="invited") == {"URY"}
    assert codes("NDB", status="founding member") == {"BRA", "CHN", "IND", "RUS", "ZAF"}


def test_names_of_the_small_bodies():
    assert codes("G7") == {"CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"}
    assert codes("CSTO") == {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"}
    assert codes("G7", on=2013) - codes("G7") == {"RUS"}
    assert codes("G7") < codes("G20")


def test_ukraine_took_part_in_the_cis_and_never_was_a_member():
    # TASS, 19 May 2018
    assert codes("CIS", on="2018-05-18", status="participant") == {"UKR"}
    assert codes("CIS", status="participant") == set()
    assert codes("CIS", status="associate") == {"TKM"}
    assert not any("UKR" in codes("CIS", on=year) for year in range(1996, 2026))


def test_nobody_sits_in_nato_and_in_the_csto_and_turkiye_alone_in_nato_and_near_the_sco():
    assert not codes("NATO") & codes("CSTO")
    assert not codes("NATO") & codes("SCO")
    assert codes("NATO") & codes("SCO", status="partner") == {"TUR"}


def test_every_country_is_on_the_map(rows):
    assert set(rows["iso3"]) <= set(world.codes())


def test_a_status_that_ended_ended_after_it_began(rows):
    ended = rows.dropna(subset=["until"])
    assert (ended["since"] < ended["until"]).all()
    left = set(zip(ended["body"], ended["iso3"], strict=True))
    assert left == {
        *[("CSTO", code) for code in ("AZE", "GEO", "UZB")],
        *[("CIS", code) for code in ("GEO", "TKM", "UKR")],  # TKM became an associate member
        ("G7", "RUS"),
    }
