"""China's oil production and use, and Russia's exports, against the publisher and others."""

import pytest

from helpers import data

oil = data.table("oil_balance").set_index(["iso3", "item", "year"])["mt"].sort_index()
energy = data.table("energy_imports")


@pytest.mark.parametrize(
    ("iso3", "item", "year", "printed"),
    [  # Statistical Review of World Energy, edition of 2026
        ("CHN", "production", 1990, 138.31),
        ("CHN", "production", 2015, 214.56),
        ("CHN", "production", 2025, 216.087),
        ("CHN", "use", 1993, 139.8),
        ("CHN", "use", 2022, 700.22),
        ("CHN", "use", 2025, 793.03),
        ("RUS", "crude exports", 2024, 258.268),
        ("RUS", "crude exports", 2025, 236.479),
    ],
)
def test_values_as_printed(iso3, item, year, printed):
    assert oil[iso3, item, year] == pytest.approx(printed, abs=0.005)


def test_the_growth_that_the_edition_prints_for_2025():
    # 0.0293226 for use and 0.0177932 for production, by the day: 2024 had one day more.
    for item, rate in {"use": 0.0293226, "production": 0.0177932}.items():
        by_day = (oil["CHN", item, 2025] / 365) / (oil["CHN", item, 2024] / 366)
        assert by_day - 1 == pytest.approx(rate, abs=0.0001)


def test_others_count_nearly_the_same():
    # National Bureau of Statistics of China, 2018: 189.11; a Chinese institute, use of 2023: 756.
    assert oil["CHN", "production", 2018] == pytest.approx(189.11, rel=0.01)
    assert oil["CHN", "use", 2023] == pytest.approx(756, rel=0.03)


def test_no_year_is_missing():
    for item in ("production", "use"):
        assert list(oil["CHN", item].index) == list(range(1990, 2026))


def test_china_uses_more_than_it_produces_since_the_middle_of_the_nineties():
    gap = oil["CHN", "use"] - oil["CHN", "production"]
    assert (gap.loc[:1994] < 0).all() and (gap.loc[1995:] > 0).all()


def test_three_shares_of_the_same_oil():
    rows = energy.query("fuel == 'crude' and year == 2025 and publisher == 'Energy Institute'")
    imports = rows.set_index("origin")["value"]
    shares = [
        imports["RUS"] / whole * 100
        for whole in (oil["CHN", "use", 2025], imports["WLD"], oil["RUS", "crude exports", 2025])
    ]
    # The sheet on the movements of 2025 has 100.718 from Russia to China.
    printed = [12.7, 100.718 / 581.177 * 100, 100.718 / 236.479 * 100]
    assert shares == pytest.approx(printed, abs=0.05)
