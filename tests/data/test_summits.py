"""One summit a year, with the days that the declarations and the agencies print."""

import pandas as pd
import pytest

from helpers import data, world


@pytest.fixture(scope="module")
def rows():
    return data.table("summits")


@pytest.mark.parametrize(("body", "first", "last"), [("SCO", 2001, 2025), ("BRICS", 2009, 2025)])
def test_one_summit_a_year_numbered_without_a_gap(rows, body, first, last):
    own = rows[rows["body"] == body]
    assert list(own["date"].dt.year) == list(range(first, last + 1))
    assert list(own["number"]) == list(range(1, last - first + 2))


# Xinhua, 12 September 2014 (SCO 1 to 4 and 14); texts of the SCO in the World and Japan Database
# (8, 9, 11, 13); Ministry of External Affairs of India (24); Ministry of Foreign Affairs of Brazil
# (BRICS 1 to 7); BRICS Information Centre, University of Toronto (9, 11 to 15); TASS (17)
@pytest.mark.parametrize(
    ("body", "number", "date", "city", "chair"),
    [
        ("SCO", 1, "2001-06-15", "Shanghai", "CHN"),
        ("SCO", 2, "2002-06-07", "St Petersburg", "RUS"),
        ("SCO", 3, "2003-05-29", "Moscow", "RUS"),
        ("SCO", 4, "2004-06-17", "Tashkent", "UZB"),
        ("SCO", 8, "2008-08-28", "Dushanbe", "TJK"),
        ("SCO", 9, "2009-06-16", "Yekaterinburg", "RUS"),
        ("SCO", 11, "2011-06-15", "Astana", "KAZ"),
        ("SCO", 13, "2013-09-13", "Bishkek", "KGZ"),
        ("SCO", 14, "2014-09-12", "Dushanbe", "TJK"),
        ("SCO", 24, "2024-07-04", "Astana", "KAZ"),
        ("BRICS", 1, "2009-06-16", "Yekaterinburg", "RUS"),
        ("BRICS", 2, "2010-04-15", "Brasília", "BRA"),
        ("BRICS", 3, "2011-04-14", "Sanya", "CHN"),
        ("BRICS", 5, "2013-03-27", "Durban", "ZAF"),
        ("BRICS", 7, "2015-07-09", "Ufa", "RUS"),
        ("BRICS", 9, "2017-09-04", "Xiamen", "CHN"),
        ("BRICS", 11, "2019-11-14", "Brasília", "BRA"),
        ("BRICS", 15, "2023-08-23", "Johannesburg", "ZAF"),
        ("BRICS", 17, "2025-07-06", "Rio de Janeiro", "BRA"),
    ],
)
def test_day_city_and_chair_as_published(rows, body, number, date, city, chair):
    row = rows[(rows["body"] == body) & (rows["number"] == number)].iloc[0]
    assert (f"{row['date']:%Y-%m-%d}", row["city"], row["chair"]) == (date, city, chair)


def test_the_years_held_by_video(rows):
    # SCO: Moscow Declaration of 2020, teleSUR 2023; BRICS: Toronto, CGTN
    held = rows[rows["format"] == "video"]
    assert set(zip(held["body"], held["date"].dt.year, strict=True)) == {
        ("SCO", 2020),
        ("SCO", 2023),
        ("BRICS", 2020),
        ("BRICS", 2021),
        ("BRICS", 2022),
    }
    assert (held[["city", "country"]] == "").all(axis=None)
    assert (rows.drop(held.index)[["city", "country"]] != "").all(axis=None)


def test_the_chair_is_a_member_on_the_day_and_the_host_is_the_chair(rows):
    for row in rows.itertuples():
        assert row.chair in set(data.members(row.body, on=row.date)["iso3"]), row
        assert row.country in ("", row.chair), row


def test_days_are_in_order_and_not_in_the_future(rows):
    ended = rows.dropna(subset=["date_end"])
    assert (ended["date"] < ended["date_end"]).all()
    assert ((ended["date_end"] - ended["date"]).dt.days <= 3).all()
    assert (rows["date"] <= pd.Timestamp(data.as_of())).all()


def test_countries_are_on_the_map_and_rows_are_verified(rows):
    assert set(rows["chair"]) | set(rows["country"]) - {""} <= set(world.codes())
    assert set(rows["confidence"]) == {"verified"}
