"""helpers.data: the right rows, and a plain sentence for every fault."""

import datetime as dt
import json

import pandas as pd
import pytest

from helpers import data

SCHEMA = {
    "fields": [
        {"name": "day", "type": "date", "constraints": {"required": True}},
        {"name": "code", "type": "string", "constraints": {"pattern": "[A-Z]{3}"},
         "expected": "a code of three capital letters"},
        {"name": "value", "type": "number"},
        {"name": "count", "type": "integer"},
        {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b"]}},
    ],
    "primaryKey": ["day", "code"],
}  # fmt: skip
GOOD = "day,code,value,count,kind\n2001-06-15,CHN,1.5,3,a\n2001-06-15,RUS,,4,b\n"


@pytest.fixture
def read(tmp_path):
    def read(text, encoding="utf-8"):
        file = tmp_path / "things.csv"
        file.write_bytes(text.encode(encoding))
        return data._read(file, SCHEMA)

    return read


@pytest.mark.parametrize(
    ("on", "expected"),
    # SCO: six founders in 2001; India and Pakistan joined at Astana on 9 June 2017, Iran on
    # 4 July 2023, Belarus on 4 July 2024 (dates as the SCO and the agencies reported them).
    [("2001-06-14", 0), ("2001-06-15", 6), ("2017-06-08", 6), ("2017-06-09", 8),
     (2016, 6), (2017, 8), ("2023-07-03", 8), ("2023-07-04", 9), (2024, 10), (None, 10),
     (dt.date(2017, 6, 9), 8), (dt.datetime(2017, 6, 8, 23, 59), 6),
     (pd.Timestamp("2017-06-09"), 8)],
)  # fmt: skip
def test_members_on_a_day(on, expected):
    assert len(data.members("SCO", on=on)) == expected


def test_members_names_who_they_are():
    rows = data.members("SCO", on="2017-06-09")
    assert set(rows["iso3"]) == {"CHN", "RUS", "KAZ", "KGZ", "TJK", "UZB", "IND", "PAK"}
    assert rows["iso3"].tolist()[-2:] == ["IND", "PAK"], "oldest members first"


def test_status_none_counts_partners_apart():
    everyone = data.members("SCO", on="2025-09-01", status=None)
    # TASS, 1 September 2025: with Laos the SCO has 27 countries, ten members and 17 partners.
    assert len(everyone) == 27
    assert len(data.members("SCO", on="2025-09-01", status="partner")) == 17


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"body": "EU"}, "Known are"),
        ({"body": None}, "Known are"),
        ({"body": "SCO", "on": "1995-12-31"}, "1996-01-01"),
        ({"body": "SCO", "on": "2999-01-01"}, "facts were checked"),
        ({"body": "SCO", "on": "2023-02-30"}, "no such day"),
        ({"body": "SCO", "on": "June 2017"}, "year-month-day"),
        ({"body": "SCO", "on": "09/06/2017"}, "year-month-day"),
        ({"body": "SCO", "on": True}, "not a date"),
        ({"body": "SCO", "on": 17}, "not a date"),
        ({"body": "SCO", "on": pd.NaT}, "not a date"),
        ({"body": "SCO", "status": "ally"}, "founding member"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_is_allowed(arguments, says):
    with pytest.raises(data.DataError, match=says):
        data.members(**arguments)


def test_the_error_is_a_value_error():
    assert issubclass(data.DataError, ValueError)


def test_types(read):
    frame = read(GOOD)
    assert frame["day"].tolist() == [pd.Timestamp("2001-06-15")] * 2
    assert frame["value"].isna().tolist() == [False, True]
    assert frame["count"].sum() == 7


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2001-06-15,RUS", "2001-06-31,RUS", "row 3, column 'day': '2001-06-31'"),
        ("2001-06-15,RUS", "15.6.2001,RUS", "row 3, column 'day'"),
        ("2001-06-15,RUS", ",RUS", "row 3, column 'day' is empty"),
        ("1.5", "1 500", "column 'value': '1 500' is not a number"),
        ("1.5", "1,5", "row 2 has 6 cells and the header has 5"),
        ("1.5", "inf", "column 'value'"),
        ("3,a", "3.5,a", "a whole number"),
        ("RUS", "ru", "row 3, column 'code': 'ru' is not a code of three capital letters"),
        (",b", ",c", "one of a, b"),
        ("RUS", "CHN", "second time"),
        ("count,", "", "row 2 has 5 cells and the header has 4"),
        ("kind", "sort", "Missing: kind. Not expected: sort"),
    ],
)
def test_a_broken_table_is_named_with_row_and_column(read, old, new, says):
    assert old in GOOD
    with pytest.raises(data.DataError, match=says):
        read(GOOD.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", "\n", "\x00\x01", "day\n", '"'])
def test_what_is_no_table_at_all_is_said(read, text):
    with pytest.raises(data.DataError, match=r"things\.csv"):
        read(text)


def test_a_table_saved_in_another_encoding_is_said(read):
    with pytest.raises(data.DataError, match="UTF-8"):
        read(GOOD.replace("CHN", "ÜÜÜ"), encoding="latin-1")


def test_windows_line_ends_change_nothing(read):
    assert read(GOOD.replace("\n", "\r\n")).equals(read(GOOD))


def test_unknown_table_lists_the_tables():
    with pytest.raises(data.DataError, match="members, summits, trade"):
        data.table("trades")


def test_the_catalog_lists_every_table_that_can_be_read():
    catalog = data.catalog()
    package = json.loads(data.path("datapackage.json").read_text(encoding="utf-8"))
    assert list(catalog["table"]) == [r["name"] for r in package["resources"]]
    assert (catalog["rows"] > 0).all()
    assert not (catalog == "").any(axis=None)
