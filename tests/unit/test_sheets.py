"""A country's sheet holds what publishers printed, and leaves out what nobody stated."""

import pytest

from helpers import sheets, sources
from helpers.data import DataError


@pytest.fixture(scope="module")
def kazakhstan():
    return sheets.country_sheet("KAZ")


def row(sheet, about):
    [found] = sheet.facts.query("about == @about").itertuples()
    return found


def test_memberships_carry_their_dates(kazakhstan):
    # Founder of the SCO on 15 June 2001; BRICS partner from 1 January 2025 (TASS).
    assert row(kazakhstan, "SCO").when == "since 15 June 2001"
    assert (row(kazakhstan, "BRICS").says, row(kazakhstan, "BRICS").when) == (
        "partner",
        "since 1 January 2025",
    )
    assert row(kazakhstan, "Shanghai Five").when == "26 April 1996 until 15 June 2001"


def test_an_open_status_is_called_open():
    saudi = sheets.country_sheet("SAU").facts.query("about == 'BRICS'")
    assert saudi["says"].tolist() == ["unconfirmed", "invited"]
    argentina = sheets.country_sheet("ARG").facts.query("about == 'BRICS'")
    assert argentina["says"].iloc[0] == "declined"


def test_the_share_of_the_world_names_its_basis_and_is_right():
    china = sheets.country_sheet("CHN")
    # World Bank, 2024 at PPP: 38,190 of 199,664 billion international dollars.
    assert "19.1 per cent of the world" in row(china, "GDP at purchasing power parity").says
    assert row(china, "GDP at purchasing power parity").when == "2024"


def test_votes_stand_beside_those_of_china_and_russia(kazakhstan):
    # UN press release GA/12407: China and Kazakhstan abstained on ES-11/1, Russia voted against.
    [vote] = kazakhstan.votes.query("Resolution == 'ES-11/1'").itertuples(index=False)
    assert list(vote)[2:] == ["abstained", "abstained", "no"]
    assert kazakhstan.votes["Date"].is_monotonic_decreasing


def test_what_no_table_holds_is_left_out():
    about = set(sheets.country_sheet("ARG").facts["about"])
    assert not any("traded" in a or "General Assembly" in a for a in about)


def test_every_line_has_a_source_with_an_address(kazakhstan):
    page = kazakhstan._repr_html_()
    for ids in kazakhstan.facts["sources"]:
        assert sources.get(ids.split(";")[0])["URL"].startswith("http")
    assert page.count("<a href=") >= len(kazakhstan.facts)


@pytest.mark.parametrize("code", ["XXX", "", None, "kaz", 7])
def test_a_country_that_no_table_knows(code):
    with pytest.raises(DataError, match=r"There is no sheet for .* There is one for: AFG"):
        sheets.country_sheet(code)
