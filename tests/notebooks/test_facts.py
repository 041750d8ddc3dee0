"""No lesson states a figure or a date that neither a source nor a table supports."""

import check_facts


def test_every_figure_in_the_lessons_has_a_source_or_a_table(capsys):
    check_facts.main(["--strict"])  # leaves with a sentence where something is wrong
    assert "01_before_1991" in capsys.readouterr().out
