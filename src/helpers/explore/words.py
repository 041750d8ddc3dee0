"""Every word that the explorers show: the file to translate.

``{…}`` are places that the program fills. Keep them; their order may change.
"""

LANGUAGE = "en"

PAGE = {
    "add": "Add",
    "choose": "choose a country …",
    "chosen": "Chosen",
    "take_out": "Take out {name}",
    "waiting": "Waiting for Python …",
    "silent": (
        "Python has not answered. It may be busy with another cell, or it may have stopped. If "
        "nothing comes, choose Kernel → Restart Kernel in the menu and run this cell again."
    ),
}
"""What the page of an explorer needs."""

WORDS = {
    "stored": "Run this cell to choose.",
    "below": "below 0.1\u00a0%",
    "and": "and",
    # Energy.
    "dependence": "Explorer: from whom China buys fuel",
    "without": "Explorer: one supplier missing",
    "fuel": "Fuel",
    "year": "Year",
    "measure": "Measure",
    "supplier": "Supplier",
    "share": "Share of imports",
    "amount": "Amount",
    "rank": "Places over the years",
    "no_year": "The table has no suppliers of {fuel} for {asked}; {year} is shown.",
    "no_supplier": (
        "{asked} is not among the suppliers of {fuel} for {year} in the table; {name} is taken."
    ),
    "first_russia": (
        "{fuel}, {year}: Russia comes first of the {n} suppliers in the table, with {share} of "
        "China’s imports."
    ),
    "first_other": (
        "{fuel}, {year}: {first} comes first of the {n} suppliers in the table, with {share} of "
        "China’s imports. Russia is {place}, with {russia}."
    ),
    "first_none": (
        "{fuel}, {year}: {first} comes first of the {n} suppliers in the table, with {share} of "
        "China’s imports. Russia is not among them."
    ),
    "only_one": (
        "{fuel}, {year}: the table has one supplier, {first}, with {share} of China’s imports."
    ),
    "rest": "All others together",
    "rest_negative": (
        "The suppliers add up to a little more than the total: the publisher rounded its figures."
    ),
    "caption_share": "China’s imports of {fuel}, {year}: share of all imports, by supplier",
    "caption_amount": "China’s imports of {fuel}, {year}: amount, by supplier",
    "caption_rank": "China’s imports of {fuel}: order of the suppliers in the table, by year",
    "head_supplier": "Supplier",
    "head_share": "Share, %",
    "head_amount": "Amount, {unit}",
    "head_order": "From first to last",
    "scale": "The bars of all years have the same scale.",
    "total": "Imports from all: {total} {unit}.",
    "hhi": (
        "Concentration (Herfindahl–Hirschman index, 0 to 10,000): at least {low}, at most {high}. "
        "The lower figure counts the suppliers in the table; the upper one would hold if all the "
        "rest came from a single country."
    ),
    "hhi_exact": "Concentration (Herfindahl–Hirschman index, 0 to 10,000): {low}.",
    "other_publisher": (
        "Another publisher, another figure. {publisher}: {value} of {total} {unit} from Russia, "
        "{share}."
    ),
    "main_only": ("The table holds the main suppliers only. Others may stand between them."),
    "publisher": "Publisher: {publisher}.",
    "star": "* {years}: figures of another publisher, which may name other suppliers.",
    "note_of": "{name}: {note}",
    "without_headline": (
        "Without {name}, {share} of China’s imports of {fuel} in {year} would have to come from "
        "elsewhere: {value} {unit}. All other suppliers together would have to deliver {raise_} "
        "more."
    ),
    "without_all": (
        "Without {name} nothing would be left in the table: it supplies all of China’s imports of "
        "{fuel} in {year}."
    ),
    "caption_without": (
        "China’s imports of {fuel}, {year}: who would have to deliver how much more without {name}"
    ),
    "head_now": "Now, {unit}",
    "head_more": "More, if all rise by {raise_}",
    "head_alone": "Rise, if it had to fill the gap alone",
    "striped": "Full bar: what a supplier delivers now. Striped: what it would have to add.",
    "ignores": (
        "What this sum leaves out: prices, and whether anyone has so much to spare; how long new "
        "contracts, ships and pipelines take; that one grade of oil or coal does not replace "
        "another in every plant; stocks; and that China could use less."
    ),
    "use": (
        "It is a share of imports. What China produces itself is not in the table, so it says "
        "nothing on the share of all that China uses."
    ),
    # United Nations.
    "votes": "Explorer: how two states vote in the United Nations",
    "state_a": "First state",
    "state_b": "Second state",
    "start": "From",
    "end": "To",
    "identical": "Same vote",
    "three_point": "Half a point for an abstention",
    "same_state": "Choose two different states.",
    "order": "The first year cannot lie after the last; both are now {year}.",
    "headline_identical": "voted the same in {value} of the roll calls of {year}",
    "headline_three_point": "scored {value} of 100 in the roll calls of {year}",
    "votes_headline": "In the UN General Assembly {a} and {b} {now}{before}. {parted}",
    "before_identical": ", and in {value} of those of {year}",
    "before_three_point": ", and {value} in {year}",
    "no_score": "{a} and {b} have no score between {start} and {end}.",
    "parted": "On {n} of the {of} votes on Ukraine that our table has for these years they parted.",
    "parted_none": "Our table has no vote on Ukraine of both in these years.",
    "curve_identical": (
        "Share of the roll calls in the General Assembly in which {a} and {b} voted the same, per "
        "cent, {start} to {end}"
    ),
    "curve_three_point": (
        "Agreement of {a} and {b} in the roll calls of the General Assembly, {start} to {end}: "
        "1 for the same vote, ½ where one abstained, 0 for yes against no; mean × 100"
    ),
    "curve_words": "From {first} ({first_year}) to {last} ({last_year}); highest {top} ({top_year}), lowest {low} ({low_year}).",  # noqa: E501
    "curve_one": "Only {year} has a score: {value}.",
    "gap_partial": "Hollow point: {years}. The roll-call file has only a part of the year ({why}).",
    "gap_few": (
        "Crossed out, no point: {years}. Fewer than 20 roll calls of the file in which both voted "
        "({why})."
    ),
    "gap_none": "No roll call of both in the file: {years}.",
    "ussr": "Russia before 1992 is the USSR.",
    "republic": "{name} before 1991 is a Soviet republic, which had a seat of its own.",
    "west": "Germany before 3 October 1990 is the Federal Republic.",
    "roll_calls": (
        "Computed from the roll calls of the General Assembly that Erik Voeten and others "
        "collected."
    ),
    "curve_table": "The curve as a table",
    "head_year": "Year",
    "head_votes": "Votes of both",
    "head_identical": "Same vote, %",
    "head_three_point": "With half points, %",
    "few": "fewer than 20",
    "list_title": "Votes on which they parted, newest first",
    "list_more": "Earlier ones: {n}",
    "list_says": (
        "The list holds votes of our table only: {n} resolutions and drafts on Ukraine, "
        "{start} to {end}, as far as the vote of both could be confirmed. It is not all votes, and "
        "most resolutions are adopted without a vote."
    ),
    "list_sources": "Where these votes stand",
    "list_absent": "In {n} more, one of them took no part.",
    "vote_yes": "yes",
    "vote_no": "no",
    "vote_abstain": "abstained",
    "tally": "{yes} yes, {no} no, {abstain} abstentions; {result}",
    # Groups.
    "group": "Explorer: make a group of countries",
    "country": "Country",
    "group_none": "Choose at least one country.",
    "group_headline": "{names} in {year}: {parts}.",
    "group_people": "{share} of the world’s people",
    "group_usd": "{share} of its GDP at market exchange rates",
    "group_ppp": "{share} at purchasing power parity",
    "group_exports": "{share} of its exports of goods",
    "group_imports": "{share} of its imports",
    "group_alone": "no figures in the table",
    "n_countries": "{n} countries",
    "caption_group": "Share of the group in the world, {year}",
    "head_what": "What",
    "head_group": "Group",
    "head_world": "World",
    "row_people": "People, million",
    "row_usd": "GDP at market exchange rates, billion US dollars",
    "row_ppp": "GDP at purchasing power parity, billion international dollars",
    "row_exports": "Exports of goods to all countries, billion US dollars",
    "row_imports": "Imports of goods from all countries, billion US dollars",
    "lacks": "{what}: no figure for {names}, so the share is the least it can be.",
    "lacks_all": "{what}: the table has no figure for {year}.",
    "caption_trade": "Trade in goods with the group, {year}",
    "row_trade": "{name}: share of its trade in goods that is with the group",
    "trade_of": "{name}’s trade: {found} of {of} partners in the table ({names}). {publisher}.",
    "trade_least": "The others are missing, so the share is the least it can be.",
    "head_score": "%",
    "caption_agreement": "Agreement in the UN General Assembly, {year}",
    "row_agreement": "Same vote, average of all pairs",
    "pairs": "Pairs of the group with a score in the table: {found} of {of}.",
    "pairs_none": "No pair of the group has a score in the table for {year}.",
    "lowest": "Least alike: {low} ({low_value}). Most alike: {top} ({top_value}).",
    "partial": "The roll-call file has only a part of {year} ({why}).",
}
"""What Python says."""

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
UNITS = {"Mt": "million tonnes", "bcm": "billion cubic metres", "EJ": "exajoules"}
PUBLISHERS = {
    "bp": "Statistical Review of World Energy (bp)",
    "Energy Institute": "Statistical Review of World Energy (Energy Institute)",
    "General Administration of Customs of China": (
        "General Administration of Customs of China, as the press printed it"
    ),
}


def say(name, /, **values):
    """Give a sentence with its places filled.

    Examples
    --------
    >>> say("take_out", name="India")
    'Take out India'
    """
    return (WORDS.get(name) or PAGE[name]).format(**values)


def ordinal(place):
    """Write a place in an order.

    Examples
    --------
    >>> ordinal(3), ordinal(12)
    ('third', 'number 12')
    """
    return ORDINALS[place - 1] if place <= len(ORDINALS) else f"number {place}"


def several(names):
    """Join names as a sentence does.

    Examples
    --------
    >>> several(["China"]), several(["China", "India", "Iran"])
    ('China', 'China, India and Iran')
    """
    names = list(names)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {WORDS['and']} {names[-1]}"
