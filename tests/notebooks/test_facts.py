"""No lesson states a figure or a date that neither a source nor a table supports."""

import check_facts


def test_every_figure_in_the_lessons_has_a_source_or_a_table(capsys):
    assert check_facts.main(["--strict"]) == 0, capsys.readouterr().out
