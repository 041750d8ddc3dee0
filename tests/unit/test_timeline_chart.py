"""helpers.timeline: the events as a picture, in words and as a list."""

import datetime as dt
import html
import itertools
import json
import re

import pandas as pd
import pytest

from helpers import data, sources, timeline


def shown(chart):
    return json.loads(json.dumps(chart._repr_mimebundle_()["application/vnd.plotly.v1+json"]))


def signs(chart):
    """The traces that carry the signs, by the name of their kind."""
    return {t["name"]: t for t in shown(chart)["data"] if t.get("mode") == "markers"}


def told(chart):
    """What is said when one points at a sign, as plain text."""
    return [re.sub("<[^>]+>", " ", h) for t in signs(chart).values() for h in t["customdata"]]


def listed(chart):
    return re.findall(r"<li><b>(.*?)</b>", chart._twin)


@pytest.fixture
def made_up(monkeypatch):
    """A timeline of one's own: rows as dicts, the rest filled in."""

    def use(*rows):
        frame = pd.DataFrame(
            [
                {"date_end": None, "precision": "day", "date_old_style": "", "era": "2001-2013",
                 "category": "treaty", "summary": "S.", "place": "", "note": "",
                 "sources": "un-press-2022-ga-demands-end", "confidence": "verified"} | row
                for row in rows
            ]
        )  # fmt: skip
        for column in ("date", "date_end"):
            frame[column] = pd.to_datetime(frame[column])
        real = data.table
        monkeypatch.setattr(data, "table", lambda n: frame.copy() if n == "timeline" else real(n))

    return use


def test_a_span_of_years_holds_its_first_and_its_last_day(made_up):
    made_up(
        {"date": "1999-12-31", "title": "before"},
        {"date": "2000-01-01", "title": "first"},
        {"date": "2001-12-31", "title": "last"},
        {"date": "2002-01-01", "title": "after"},
    )
    assert listed(timeline.show(start=2000, end=2001)) == ["first", "last"]
    assert listed(timeline.show(start="2001-12-31", end="2001-12-31")) == ["last"]
    assert listed(timeline.show(start=dt.date(2001, 12, 31))) == ["last", "after"]


def test_an_event_that_still_goes_on_at_the_start_is_shown(made_up):
    made_up({"date": "2005-08-18", "date_end": "2005-08-25", "title": "exercise"})
    assert listed(timeline.show(start="2005-08-20")) == ["exercise"]


def test_the_events_of_history_are_there_in_their_order():
    titles = listed(timeline.show(start=1689, end=1991))
    order = ["Nerchinsk", "Aigun", "Peking", "alliance signed", "Zhenbao", "Gorbachev"]
    places = [next(i for i, t in enumerate(titles) if word in t) for word in order]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"category": "un"}, {"un"}),
        ({"category": ["treaty", "border"]}, {"treaty", "border"}),
        ({"era": "2022-", "category": "war"}, {"war"}),
        ({"era": "2022–", "category": "war"}, {"war"}),  # with the dash that a text editor makes
    ],
)
def test_filters_leave_what_was_asked_for(filters, left):
    names = {timeline.KINDS[kind][0] for kind in left}
    assert set(signs(timeline.show(**filters))) == names


def test_picture_words_and_list_hold_the_same_events():
    for chart in (timeline.show(), timeline.show(start=1989, end=2008)):
        points = sum(len(t["x"]) for t in signs(chart).values())
        assert points == len(listed(chart)) == len(told(chart))
        assert f"{points} events" in repr(chart)


def test_a_sign_says_date_title_and_both_names_of_a_place():
    [said] = [s for s in told(timeline.show(start=1969, end=1969)) if "Fighting" in s]
    for words in ("2 March 1969", "Zhenbao/Damansky", "珍宝岛", "Даманский"):
        assert words in said
    [said] = told(timeline.show(start=1858, end=1858))
    assert "Aigun/Aihui" in said and "28 May 1858" in said


def test_dates_are_as_exact_as_their_source(made_up):
    made_up(
        {"date": "1960-07-01", "precision": "month", "title": "a"},
        {"date": "1962-01-01", "precision": "year", "title": "b"},
        {"date": "1970-01-01", "precision": "decade", "title": "c"},
        {"date": "2005-08-18", "date_end": "2005-08-25", "title": "d"},
        {"date": "2025-03-31", "date_end": "2025-04-02", "title": "e"},
        {"date": "2024-12-30", "date_end": "2025-01-02", "title": "f"},
        {"date": "1958-01-01", "date_end": "1961-01-01", "precision": "year", "title": "g"},
        {"date": "1689-09-06", "date_old_style": "1689-08-27", "title": "h"},
    )
    page = timeline.show()._twin
    for title, date in {
        "a": "July 1960", "b": "1962", "c": "1970s", "d": "18–25 August 2005",
        "e": "31 March – 2 April 2025", "f": "30 December 2024 – 2 January 2025",
        "g": "1958 – 1961", "h": "6 September 1689 (27 August 1689 in the old calendar)",
    }.items():  # fmt: skip
        assert f"<b>{title}</b><br>{date} ·" in page


def test_a_long_event_is_a_bar_from_its_first_to_its_last_day(made_up):
    made_up(
        {"date": "2001-01-01", "title": "short"},
        {"date": "2002-01-01", "date_end": "2003-01-01", "title": "long"},
    )
    bars = [t for t in shown(timeline.show())["data"] if t.get("mode") == "lines" and t["x"]]
    [(begin, end, none)] = [t["x"] for t in bars]
    assert end - begin == 365 and none is None


def test_every_kind_has_its_own_sign_and_colour_and_a_lane_with_its_name():
    chart = timeline.show()
    traces = signs(chart)
    looks = {(t["marker"]["symbol"], t["marker"]["color"]) for t in traces.values()}
    assert len(looks) == len({symbol for symbol, _ in looks}) == len(traces)
    lanes = [re.sub("<[^>]+>", "", n) for n in shown(chart)["layout"]["yaxis"]["ticktext"]]
    assert lanes == list(traces)
    known = data.allowed("timeline", "category")
    assert list(timeline.KINDS) == known, "a kind of the table has no name, colour and sign"


def test_the_names_of_the_lanes_can_be_read_on_white():
    def light(color):
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    for _, color, _ in timeline.KINDS.values():
        assert 1.05 / (light(color) + 0.05) >= 4.5


@pytest.mark.parametrize("span", [{}, {"start": 1689, "end": 1991}, {"start": 2009}])
def test_no_two_signs_lie_on_each_other(span):
    chart = timeline.show(**span)
    spots = []
    for trace in signs(chart).values():
        spots += zip(trace["y"], trace["x"], strict=True)
    window = shown(chart)["layout"]["xaxis"]["range"]
    pixel = (window[1] - window[0]) / timeline.WIDTH
    spots.sort()
    for (y, x), (later_y, later_x) in itertools.pairwise(spots):
        assert later_y > y or later_x - x >= 10 * pixel


def test_long_empty_stretches_are_cut_and_the_reader_is_told():
    chart = timeline.show(start=1689, end=1991)
    layout = shown(chart)["layout"]
    wide = layout["xaxis"]["range"][1] - layout["xaxis"]["range"][0]
    assert wide < 80 * 365, "three hundred years, of which 260 hold no event"
    assert "leaves out years without an event" in chart._twin
    assert "longest time without an event is 168 years, before 28 May 1858" in repr(chart)
    assert "leaves out" not in timeline.show(start=1989, end=2008)._twin


def test_years_along_the_bottom_stand_where_the_year_begins():
    layout = shown(timeline.show(start=1989, end=2008))["layout"]
    ticks = dict(zip(layout["xaxis"]["ticktext"], layout["xaxis"]["tickvals"], strict=True))
    assert ticks["1995"] - ticks["1990"] == 5 * 365 + 1  # 1992 was a leap year
    first = dt.date(1989, 5, 16)  # the first event is where the axis begins
    assert ticks["1990"] == (dt.date(1990, 1, 1) - first).days


def test_the_menus_show_a_period_or_a_kind():
    chart = timeline.show(start=1989, end=2008)
    era, kind = shown(chart)["layout"]["updatemenus"]
    assert [b["label"] for b in era["buttons"]] == ["All years", "1989–2000", "2001–2013"]
    low, high = era["buttons"][2]["args"][1]["xaxis.range"]
    sco = (dt.date(2001, 6, 15) - dt.date(1989, 5, 16)).days
    posts = (dt.date(2008, 10, 14) - dt.date(1989, 5, 16)).days
    soviet_end = (dt.date(1991, 12, 26) - dt.date(1989, 5, 16)).days
    assert soviet_end < low < sco and posts < high
    [border] = [b for b in kind["buttons"] if b["label"] == "Border"]
    seen = [
        t for t, on in zip(shown(chart)["data"], border["args"][0]["visible"], strict=True) if on
    ]
    assert [t["name"] for t in seen if t.get("mode") == "markers"] == ["Border"]


def test_one_event_of_one_kind_needs_no_menu():
    chart = timeline.show(category="war")
    assert not shown(chart)["layout"].get("updatemenus")
    assert "24 February 2022" in repr(chart)


def test_the_list_links_to_every_source():
    rows = data.table("timeline")
    page = timeline.show()._twin
    for cell in rows["sources"]:
        for id in cell.split(";"):
            assert html.escape(sources.get(id)["URL"]) in page
    assert "\n" not in page and "<summary>In words</summary>" in page


def test_text_is_text(made_up):
    made_up({"date": "2001-01-01", "title": "<script>x</script>", "place": "<b>P</b>",
             "summary": "a & b"})  # fmt: skip
    chart = timeline.show(title="<i>T</i>")
    assert "<script>" not in chart._twin and "<b>P" not in chart._twin
    assert "<script>" not in json.dumps(shown(chart))


def test_the_same_events_give_the_same_bytes():
    first, second = (json.dumps(shown(timeline.show())) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"category": "trade"}, "no category 'trade'.*'treaty', 'border'.*'war'"),
        ({"category": []}, "No category was given. Known are: 'treaty'"),
        ({"era": "1900-1950"}, "no era '1900-1950'.*'to 1988', '1989-2000'.*'2022-'"),
        ({"start": 2010, "end": 2001}, "start on 1 January 2010 and end on 31 December 2001"),
        ({"start": 1700, "end": 1800}, "No event.* runs from 6 September 1689 to "),
        ({"era": "to 1988", "category": "energy"}, "No event"),
        ({"start": "the war"}, "'the war' is not a date"),
        ({"start": 1.5}, "is not a date"),
        ({"end": "2001-02-30"}, "There is no such day as 2001-02-30"),
    ],
)
def test_bad_input_is_a_sentence(wrong, says):
    with pytest.raises(data.DataError, match=says):
        timeline.show(**wrong)
