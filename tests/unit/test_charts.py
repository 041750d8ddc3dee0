"""helpers.charts and helpers.captions: a picture that also says itself."""

import json

import pandas as pd
import pytest

from helpers import captions, charts, data

SOURCE = "un-press-2022-ga-demands-end"
# China's total trade with Russia as its customs published it, in billion US dollars.
TRADE = pd.DataFrame({"year": [2023, 2022, 2024], "usd_bn": [240.11, 190.27, 244.81]})
FLOWS = pd.DataFrame(
    {"year": [2022, 2022, 2024, 2024], "flow": ["exports", "imports"] * 2,
     "usd_bn": [76.12, 114.15, 115.49, 129.32]}
)  # fmt: skip


def draw(frame=TRADE, x="year", y="usd_bn", color=None, kind=charts.lines, **more):
    options = {"title": "Trade", "unit": "billion US dollars", "source": SOURCE} | more
    return kind(frame, x, y, color, **options)


def shown(chart):
    return json.loads(json.dumps(chart._repr_mimebundle_()["application/vnd.plotly.v1+json"]))


def test_a_line_runs_in_the_order_of_the_years():
    [line] = shown(draw())["data"]
    assert line["x"] == [2022, 2023, 2024]
    assert line["y"] == [190.27, 240.11, 244.81]


def test_the_chart_in_words():
    assert repr(draw()) == (
        "Chart. Trade. In billion US dollars, by year. From 190.27 (2022) to 244.81 (2024); "
        "highest 244.81 (2024), lowest 190.27 (2022)."
    )


def test_each_series_has_its_own_colour_dash_sign_and_sentence():
    chart = draw(FLOWS, color="flow")
    looks = [
        (t["line"]["color"], t["line"]["dash"], t["marker"]["symbol"]) for t in shown(chart)["data"]
    ]
    assert all(len(set(kind)) == 2 for kind in zip(*looks, strict=True))
    assert "Exports: from 76.12 (2022) to 115.49 (2024)" in repr(chart)
    assert "Imports: from 114.15 (2022) to 129.32 (2024)" in repr(chart)


def test_the_twin_holds_source_words_and_every_number():
    page = draw(FLOWS, color="flow")._twin
    assert "Source: UN Press, 2022." in page
    assert "<summary>In words</summary>" in page
    assert "<td>2024</td><td>115.49</td><td>129.32</td>" in page
    assert "\n" not in page


def test_the_picture_itself_names_its_source():
    assert "UN Press, 2022" in shown(draw())["layout"]["annotations"][0]["text"]


def test_bars_keep_the_order_of_the_rows():
    [bar] = shown(draw(kind=charts.bars))["data"]
    assert bar["type"] == "bar" and bar["x"] == [2023, 2022, 2024]


def test_a_missing_year_is_a_gap_and_not_a_zero():
    holed = pd.concat([TRADE, pd.DataFrame({"year": [2021], "usd_bn": [float("nan")]})])
    [line] = shown(draw(holed))["data"]
    assert line["y"][0] is None
    assert "<td>2021</td><td></td>" in draw(holed)._twin


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"frame": "trade"}, "needs a DataFrame"),
        ({"frame": TRADE.head(0)}, "no rows"),
        ({"y": "value"}, "There is no column 'value'. The table has: year, usd_bn"),
        ({"frame": TRADE.assign(usd_bn="much")}, "holds no numbers"),
        ({"frame": pd.concat([TRADE.assign(c=i) for i in range(7)]), "color": "c"}, "too many"),
        ({"source": []}, "names its source"),
        ({"source": "nobody"}, "no source 'nobody'"),
    ],
)
def test_bad_input_is_a_sentence(change, says):
    with pytest.raises(data.DataError, match=says):
        draw(**change)


def test_text_is_text():
    hostile = pd.DataFrame({"year": [1], "k": ["<script>x</script>"], "usd_bn": [1.0]})
    page = draw(hostile, color="k", title="<b>T</b> & co")._twin
    assert "<script>" not in page and "<b>T</b>" not in page
    assert "&lt;b&gt;T&lt;/b&gt; &amp; co" in page


@pytest.mark.parametrize(
    ("value", "said"),
    [(5848.821, "5,848.82"), (1992, "1992"), (float("nan"), ""), (pd.NaT, ""), (None, ""),
     (pd.Timestamp("1689-09-06"), "1689-09-06"), ("<a>", "<a>"), (True, "True")],
)  # fmt: skip
def test_numbers_for_readers(value, said):
    assert captions.number(value) == said


def test_no_chart_offers_to_send_itself_away():
    """plotly.js 4 has buttons that upload a chart to its makers."""
    away = {"sendChartToCloud", "sendDataToCloud"}
    for kind in (charts.lines, charts.bars):
        assert away <= set(shown(draw(kind=kind))["config"]["modeBarButtonsToRemove"])


PARTNERS = pd.DataFrame(
    {"who": ["United States", "Russia"], "pull": [1932.0, 292.0], "usd_bn": [541.8, 109.7]}
)


def scatter(frame=PARTNERS, **more):
    options = {"title": "T", "x_unit": "pull", "unit": "trade", "source": SOURCE} | more
    return charts.points(frame, "pull", "usd_bn", "who", **options)


def test_points_carry_their_names_on_two_logarithmic_scales():
    chart = shown(scatter(mark="Russia", line=0.4))
    line, others, marked = chart["data"]
    assert chart["layout"]["xaxis"]["type"] == chart["layout"]["yaxis"]["type"] == "log"
    assert others["text"] == ["United States"] and "Russia" in marked["text"][0]
    assert others["marker"]["symbol"] != marked["marker"]["symbol"], "not by colour alone"
    assert line["y"] == pytest.approx([0.4 * 292, 0.4 * 1932])


def test_points_in_words_and_as_a_table():
    chart = scatter(line=0.4)
    assert "From left to right: Russia (292.00; 109.70); United States (1,932.00" in repr(chart)
    assert "trade = 0.40 × pull" in repr(chart)
    assert "<td>Russia</td><td>292.00</td><td>109.70</td>" in chart._twin


@pytest.mark.parametrize(
    ("change", "word"),
    [({"usd_bn": [0.0, 1.0]}, "logarithmic"), ({"usd_bn": [None, 1.0]}, "gap"),
     ({"usd_bn": ["a", "b"]}, "no numbers")],
)  # fmt: skip
def test_points_refuse_what_a_logarithmic_scale_cannot_show(change, word):
    with pytest.raises(data.DataError, match=word):
        scatter(PARTNERS.assign(**change))
    with pytest.raises(data.DataError, match="no column 'who'"):
        scatter(PARTNERS.drop(columns="who"))


def test_neighbouring_points_write_their_names_apart_and_as_plain_text():
    frame = pd.concat([PARTNERS, PARTNERS.assign(who="<b>X</b>", pull=[10.0, 20.0])])
    [points, _] = shown(scatter(frame))["data"]
    assert points["textposition"] == ["top center", "bottom center"] * 2
    assert points["text"][0] == "&lt;b&gt;X&lt;/b&gt;"
