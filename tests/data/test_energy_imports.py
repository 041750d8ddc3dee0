"""Energy imports against China's customs as the press printed them."""

import pytest

from helpers import data, world

energy = data.table("energy_imports")
CUSTOMS = "General Administration of Customs of China"
REVIEW = ("bp", "Energy Institute")


def value(fuel, year, origin, publisher=CUSTOMS):
    rows = energy.query("fuel == @fuel and year == @year and origin == @origin")
    rows = rows[rows["publisher"].isin([publisher] if isinstance(publisher, str) else publisher)]
    assert len(rows) == 1, (fuel, year, origin, publisher)
    return float(rows["value"].iloc[0])


@pytest.mark.parametrize(
    ("year", "origin", "printed"),
    [
        (2022, "RUS", 86.25),  # Reuters, 20 January 2023
        (2022, "SAU", 87.49),
        (2022, "WLD", 508.28),  # Reuters, 13 January 2023
        (2023, "RUS", 107.02),  # Reuters, 20 January 2024
        (2023, "SAU", 85.96),
        (2023, "IRQ", 59.26),  # Sina, 22 January 2024
        (2023, "ARE", 41.82),
        (2023, "WLD", 563.99),  # Reuters, 12 January 2024
        (2024, "RUS", 108.47),  # Reuters, 20 January 2025: 108.5
        (2024, "SAU", 78.64),
        (2024, "MYS", 70.38),
        (2024, "WLD", 553.4),  # Reuters, 13 January 2025
        (2025, "WLD", 577.73),  # Interfax, January 2026
    ],
)
def test_crude_as_customs_were_printed(year, origin, printed):
    assert value("crude", year, origin) == printed
    if origin != "MYS" and year in (2022, 2023):  # the Review stands on the same customs
        assert value("crude", year, origin, REVIEW) == pytest.approx(printed, abs=0.1)


def test_the_two_counts_of_crude_in_2025_agree_on_russia():
    # OPEC's report, March 2026: 7.14 per cent less than in 2024, when it was 108.47.
    assert value("crude", 2025, "RUS", REVIEW) == pytest.approx(108.47 * (1 - 0.0714), abs=0.05)
    assert value("crude", 2025, "RUS") == pytest.approx(value("crude", 2025, "RUS", REVIEW), 0.001)


def test_russia_led_in_2023_and_2024_and_saudi_arabia_just_before():
    for year, first in {2022: "SAU", 2023: "RUS", 2024: "RUS"}.items():
        rows = energy[(energy["fuel"] == "crude") & (energy["year"] == year)]
        rows = rows[(rows["publisher"] == CUSTOMS) & (rows["origin"] != "WLD")]
        assert rows.set_index("origin")["value"].idxmax() == first
    # Sina: about 19 per cent in 2023; Econovis: 20 per cent in 2024.
    for year, printed in {2023: 19, 2024: 20}.items():
        share = value("crude", year, "RUS") / value("crude", year, "WLD") * 100
        assert share == pytest.approx(printed, abs=0.5)


@pytest.mark.parametrize(
    ("origin", "printed"),
    # Reuters, 20 January 2025; the total: TASS, 8 September 2025
    [("IDN", 236.99), ("RUS", 93.86), ("AUS", 83.24), ("MNG", 82.82), ("WLD", 542.69)],
)
def test_coal_of_2024_as_customs_were_printed(origin, printed):
    assert value("coal", 2024, origin) == printed


def test_the_total_of_coal_is_not_the_one_with_swapped_digits():
    # +14.4 per cent (Reuters, TASS) on 474.41 gives 542.7; 547.2 would be +15.3.
    growth = (value("coal", 2024, "WLD") / value("coal", 2023, "WLD") - 1) * 100
    assert growth == pytest.approx(14.4, abs=0.05)
    assert not energy["value"].isin([547.2, 557.73]).any()
    row = energy.query("fuel == 'coal' and year == 2024 and origin == 'WLD'").iloc[0]
    assert "547.2" in row["note"]


def test_the_other_count_of_russian_coal_is_told():
    row = energy.query("fuel == 'coal' and year == 2024 and origin == 'RUS'").iloc[0]
    assert "88.42" in row["note"]  # TASS, 15 August 2025


def test_indonesia_first_russia_second_in_coal_of_2024():
    # SX Coal: Indonesia 44.4 per cent in 2024 (first print: 43.7) and 43.1 in 2025.
    for year, printed in {2024: 44.4, 2025: 43.1}.items():
        share = value("coal", year, "IDN") / value("coal", year, "WLD") * 100
        assert share == pytest.approx(printed, abs=0.8)
    rows = energy.query("fuel == 'coal' and year == 2024 and origin != 'WLD'")
    assert list(rows.sort_values("value", ascending=False)["origin"])[:2] == ["IDN", "RUS"]


def test_australias_coal_went_away_and_came_back():
    # The informal ban: late 2020 to early 2023 (Reuters, August 2024).
    coal = {y: value("coal", y, "AUS", REVIEW) for y in (2019, 2020, 2021, 2022, 2023, 2025)}
    assert max(coal[2021], coal[2022]) < 0.2 * min(coal[2019], coal[2020])
    assert coal[2023] > 4 * coal[2021]


@pytest.mark.parametrize(
    ("year", "origin", "printed"),
    [
        (2022, "RUS", 6.5),  # TASS, July 2023
        (2022, "WLD", 63.44),  # LNG Prime
        (2023, "AUS", 24.2),  # TASS, January 2024
        (2023, "QAT", 16.7),
        (2023, "WLD", 71.32),
        (2024, "RUS", 8.31),
        (2025, "RUS", 9.8),
    ],
)
def test_lng_as_customs_were_printed(year, origin, printed):
    assert value("lng", year, origin) == printed


def test_tonnes_and_cubic_metres_of_lng_tell_the_same_story_in_2023():
    # Two publishers, two units, one ratio; 2022 does not fit, and its rows say so.
    ratios = [
        value("lng", 2023, origin, REVIEW) / value("lng", 2023, origin)
        for origin in ("WLD", "AUS", "RUS", "QAT")
    ]
    assert max(ratios) / min(ratios) < 1.02
    odd = energy.query("fuel == 'lng' and year == 2022 and unit == 'bcm'").set_index("origin")
    assert odd.loc["RUS", "note"] and odd.loc["WLD", "note"]


@pytest.mark.parametrize(
    ("year", "mt"),
    [(2017, 59.699), (2018, 71.494), (2019, 77.644), (2020, 83.573), (2021, 79.646)],
)
def test_russian_crude_in_the_review_is_that_of_customs(year, mt):
    # China's customs, twelve months added up by the Centre for Research on Energy and Clean Air.
    assert value("crude", year, "RUS", REVIEW) == pytest.approx(mt, rel=0.003)


def test_russias_part_of_gas_by_pipeline_in_2023():
    # Center on Global Energy Policy, Columbia University: 34 per cent.
    share = value("pipeline gas", 2023, "RUS", REVIEW) / value("pipeline gas", 2023, "WLD", REVIEW)
    assert share * 100 == pytest.approx(34, abs=1)


def test_one_unit_for_each_fuel_and_publisher():
    units = energy.assign(who=energy["publisher"].replace("bp", "Energy Institute"))
    assert (units.groupby(["fuel", "who"])["unit"].nunique() == 1).all()


def test_origins_never_add_up_to_more_than_the_total():
    keys = ["fuel", "year", "publisher"]
    whole = energy[energy["origin"] == "WLD"].set_index(keys)["value"]
    parts = energy[energy["origin"] != "WLD"].groupby(keys)["value"].sum()
    assert (parts - whole).dropna().max() <= 0.11  # the edition of 2023 prints one decimal


def test_2024_is_missing_in_the_review_but_for_gas():
    rows = energy[(energy["year"] == 2024) & energy["publisher"].isin(REVIEW)]
    assert set(rows["fuel"]) == {"lng", "pipeline gas"}
    assert set(rows["origin"]) == {"WLD", "RUS"}
    assert rows["note"].str.contains("edition of 2026").all()


def test_a_publisher_has_every_year_but_the_missing_one():
    crude = energy.query("fuel == 'crude' and origin == 'RUS'")
    years = set(crude[crude["publisher"].isin(REVIEW)]["year"])
    assert years == set(range(2017, 2026)) - {2024}
    assert set(crude[crude["publisher"] == CUSTOMS]["year"]) == {2022, 2023, 2024, 2025}


def test_codes_exist():
    assert set(energy["origin"]) - {"WLD"} <= set(world.codes())
