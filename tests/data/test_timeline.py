"""The timeline: the dates, names and sources that lessons and exercises rest on."""

import pandas as pd
import pytest

from helpers import data, sources


@pytest.fixture(scope="module")
def events():
    return data.table("timeline")


# Day, words that the title must hold; each day stands in the text named behind it.
KEY_DATES = [
    ("1689-09-06", "Nerchinsk"),  # Presidential Library: 27 August (6 September)
    ("1950-02-14", "alliance"),  # text of the treaty
    ("1959-06-20", "nuclear"),  # letter in the Wilson Center Digital Archive
    ("1963-07-14", "Open letter"),  # date of the letter as printed
    ("1969-09-11", "Kosygin"),  # letter of Zhou, 18 September 1969
    ("1979-04-03", "will not renew"),  # Reuters in The Press, 18 July 1979
    ("1980-04-11", "alliance ends"),  # in force since 11 April 1950, for thirty years
    ("1986-07-28", "Vladivostok"),  # Associated Press, 28 July 1986
    ("1989-05-16", "Gorbachev"),  # the press of the day
    ("1991-05-16", "eastern section"),  # title of the agreement
    ("1991-12-26", "Soviet Union ends"),  # gazette of the Supreme Soviet, 1991, no. 52
    ("1994-09-03", "western section"),  # title of the agreement
    ("1996-04-25", "strategic coordination"),  # joint statement
    ("2001-06-15", "Shanghai Cooperation Organisation"),  # declaration of the founders
    ("2001-07-16", "Good-Neighbourliness"),  # text of the treaty
    ("2002-02-28", "enters into force"),  # Zhang Deguang in Far Eastern Affairs, 2002
    ("2004-10-14", "Supplementary agreement"),  # title of the agreement
    ("2008-10-14", "border posts"),  # Dmochowski 2015
    ("2014-03-27", "68/262"),  # UN
    ("2019-10-03", "missile-attack warning"),  # Reuters, in The Moscow Times
    ("2017-06-09", "India and Pakistan"),  # Astana summit
    ("2022-02-24", "full-scale invasion of Ukraine"),  # UN
    ("2022-03-02", "ES-11/1"),  # UN press release GA/12407
    ("2022-10-12", "ES-11/4"),  # UN
    ("2025-12-09", "Tenth joint air patrol"),  # Jiji; Vedomosti
]


@pytest.mark.parametrize(("day", "words"), KEY_DATES)
def test_key_dates(events, day, words):
    titles = events.loc[events["date"] == day, "title"]
    assert titles.str.contains(words, regex=False).any(), f"{day}: {list(titles)}"


@pytest.mark.parametrize(
    ("words", "tally"),
    [
        ("68/262", "100 in favour, 11 against, 58 abstentions"),
        ("ES-11/1", "141 in favour, 5 against, 35 abstentions"),
        ("ES-11/3", "93 in favour, 24 against, 58 abstentions"),
        ("ES-11/4", "143 in favour, 5 against, 35 abstentions"),
        ("ES-11/5", "94 in favour, 14 against, 73 abstentions"),  # UN press release GA/12470
        ("ES-11/6", "141 in favour, 7 against, 32 abstentions"),  # Al Jazeera, 24 February 2023
        ("ES-11/10", "107 in favour, 12 against, 51 abstentions"),  # AFP, 24 February 2026
    ],
)
def test_votes_of_the_general_assembly(events, words, tally):
    row = events[events["title"].str.endswith(words)]
    assert len(row) == 1
    assert tally in row["summary"].item()


def test_events_stand_in_the_order_of_time(events):
    assert events["date"].is_monotonic_increasing


def test_no_event_lies_after_the_as_of_date(events):
    last = events["date_end"].fillna(events["date"]).max()
    assert last.date() <= data.as_of()


def test_an_end_comes_after_the_beginning(events):
    spans = events.dropna(subset="date_end")
    assert (spans["date_end"] > spans["date"]).all()


def test_a_vague_date_is_the_first_day_of_its_month_or_year(events):
    months = events.loc[events["precision"] == "month", "date"]
    years = events.loc[events["precision"].isin(["year", "decade"]), "date"]
    assert (months.dt.day == 1).all()
    assert (years.dt.day_of_year == 1).all()


def test_era_follows_from_the_date(events):
    first, last = events["era"].str.extract(r"^(\d{4}|to)[ -]?(\d{4})?$").T.to_numpy()
    for era, date, begin, end in zip(events["era"], events["date"], first, last, strict=True):
        year = date.year
        assert begin == "to" or int(begin) <= year, (era, date)
        assert pd.isna(end) or year <= int(end), (era, date)


def test_old_style_dates_lie_ten_days_behind_in_1689_and_twelve_in_the_1800s(events):
    old = events[events["date_old_style"] != ""]
    days = (old["date"] - pd.to_datetime(old["date_old_style"])).dt.days
    assert dict(zip(old["date"].dt.year, days, strict=True)) == {1689: 10, 1858: 12, 1860: 12}


def test_both_names_of_a_disputed_place(events):
    pairs = [("Zhenbao", "Damansky"), ("Heixiazi", "Ussuriysky"), ("Yinlong", "Tarabarov")]
    text = events[["title", "summary", "place"]].agg(" ".join, axis=1)
    for chinese, russian in pairs:
        assert (text.str.contains(chinese) == text.str.contains(russian)).all(), (chinese, russian)


def test_every_row_cites_sources_of_the_bibliography(events):
    known = set(sources.ids())
    for title, cited in zip(events["title"], events["sources"].str.split(";"), strict=True):
        assert set(cited) <= known, f"{title}: {set(cited) - known}"


def test_a_row_that_rests_on_mirrors_alone_says_so(events):
    for _, row in events.iterrows():
        tiers = {sources.get(id)["custom"]["tier"] for id in row["sources"].split(";")}
        assert tiers & {"A", "B"} or row["note"], row["title"]


def test_a_title_fits_on_one_line_of_a_table(events):
    assert events["title"].str.len().max() <= 50
    assert not events.duplicated(["date", "title"]).any()


def test_the_border_was_settled_in_steps_from_1991_to_2008(events):
    border = events[(events["category"] == "border") & events["date"].between("1989", "2008-12-31")]
    assert list(border["date"].dt.year) == [1991, 1994, 2004, 2005, 2008, 2008]
