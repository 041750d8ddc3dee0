"""Claims on payments: who said what, and when."""

import pytest

from helpers import data

claims = data.table("settlement")


@pytest.mark.parametrize(
    ("day", "speaker", "share", "wording"),
    [
        ("2022-09-15", "Vladimir Putin", 27.5, "exact"),  # Sputnik
        ("2023-03-21", "Vladimir Putin", 67, "about"),  # Interfax: "two thirds"
        ("2023-07-04", "Vladimir Putin", 80, "more than"),  # Sputnik
        ("2024-05-16", "Vladimir Putin", 90, "exact"),  # Reuters
        ("2023-05-24", "Mikhail Mishustin", 70, "exact"),  # PortNews
        ("2023-11-20", "Andrey Belousov", 95, "exact"),  # TASS
        ("2024-03-27", "Alexey Overchuk", 92, "about"),  # Global Times
        ("2025-11-04", "Anton Siluanov", 99.1, "exact"),  # RT
    ],
)
def test_claims_of_politicians(day, speaker, share, wording):
    rows = claims[(claims["date"] == day) & (claims["speaker"] == speaker)]
    assert list(rows["share_percent"]) == [share]
    assert list(rows["wording"]) == [wording]
    assert rows["of_what"].str.contains("between Russia and China").all()


@pytest.mark.parametrize(
    ("of_what", "january", "december"),
    [("exports to", 0.5, 16), ("imports from", 4, 23)],
)
def test_the_bank_of_russia_on_the_yuan_in_2022(of_what, january, december):
    # Interfax, 22 March 2023; Reuters, 9 March 2023. Trade with all countries.
    rows = claims[(claims["speaker"] == "Bank of Russia") & (claims["currencies"] == "yuan")]
    rows = rows[rows["of_what"].str.contains(of_what)].set_index("period")["share_percent"]
    assert (rows["January 2022"], rows["December 2022"]) == (january, december)


def test_statistics_and_statements_are_told_apart():
    bank = claims["speaker"] == "Bank of Russia"
    assert claims[bank]["of_what"].str.contains("all countries").all()
    assert not claims[~bank]["of_what"].str.contains("all countries").any()
    later = claims[~bank & (claims["date"] >= "2023-03-01") & (claims["role"].str.len() > 0)]
    people = later[later["speaker"] != "Ministry of Economic Development"]
    assert people["note"].str.contains("politician's statement").all()


def test_the_claims_do_not_rise_in_step():
    # 95 in October and November 2023, then 92 and 90 in 2024: no series, and not to be drawn as one
    both = claims[claims["currencies"] == "rouble and yuan"].sort_values("date")
    assert not both["share_percent"].is_monotonic_increasing


def test_nothing_lies_after_the_as_of_date_or_beyond_the_whole():
    assert claims["date"].max().date() <= data.as_of()
    assert claims["share_percent"].between(0, 100).all()
    export = claims[(claims["of_what"].str.contains("exports")) & (claims["period"] != "")]
    assert (export.groupby(["date", "period"])["share_percent"].sum() <= 100).all()
