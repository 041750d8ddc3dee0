"""Anki packages, read as Anki reads them: a ZIP with an SQLite database in it."""

import io
import json
import os
import sqlite3
import subprocess
import sys
import warnings
import zipfile

import exportbank
import pytest

from helpers import data
from helpers.quiz import exports
from helpers.quiz.exports import anki

# The tables and columns of a collection of version 11, which every Anki since 2.0 imports.
NOTES = "id guid mid mod usn tags flds sfld csum flags data"
CARDS = "id nid did ord mod usn type queue due ivl factor reps lapses left odue odid flags data"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The test's questions in the place of the module's own."""
    real, place = data.path, tmp_path / "questions"
    place.mkdir()
    (place / "90_test.yaml").write_text(exportbank.text(), encoding="utf-8")
    monkeypatch.setattr(data, "path", lambda name="": place if name == "questions" else real(name))
    return place


def built(words=exportbank.PLAIN, change=("", "")):
    kept = [t for t in exportbank.OWN if t != "prediction"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # genanki warns of HTML that it does not know
        return anki.build(exportbank.questions(kept, words, change))


def read(package, tmp_path):
    """Notes by id, the collection's decks and models, and how many cards there are."""
    with zipfile.ZipFile(io.BytesIO(package)) as made:
        assert set(made.namelist()) == {"collection.anki2", "media"}
        assert json.loads(made.read("media")) == {}
        (tmp_path / "collection.anki2").write_bytes(made.read("collection.anki2"))
    base = sqlite3.connect(tmp_path / "collection.anki2")
    base.row_factory = sqlite3.Row
    notes = {row["flds"].split("\x1f")[0]: row for row in base.execute("select * from notes")}
    cards = base.execute("select * from cards").fetchall()
    [col] = base.execute("select * from col")
    base.close()
    return notes, cards, json.loads(col["decks"]), json.loads(col["models"]), col["ver"]


def sides(note):
    """Front and back of a note's card."""
    fields = dict(zip(anki.FIELDS, note["flds"].split("\x1f"), strict=True))
    return fields["Question"] + fields["Options"], "".join(
        fields[k] for k in ("Answer", "Reasons", "Sources")
    )


def test_a_package_has_the_form_that_anki_imports(tmp_path):
    notes, cards, decks, models, version = read(built(), tmp_path)
    assert version == 11
    assert " ".join(notes["choice"].keys()) == NOTES
    assert " ".join(cards[0].keys()) == CARDS
    assert sorted(c["nid"] for c in cards) == sorted(n["id"] for n in notes.values())
    assert len(notes) == 9
    [model] = [m for m in models.values() if m["name"] == "China–Russia relations"]
    assert [f["name"] for f in model["flds"]] == list(anki.FIELDS)
    assert {n["mid"] for n in notes.values()} == {int(model["id"])}
    [deck] = [d for d in decks.values() if d["name"] == "China–Russia relations::90_test"]
    assert {c["did"] for c in cards} == {deck["id"]}
    assert notes["choice"]["tags"].split() == ["90_test", "section::warm-up", "level::understand"]


def test_the_front_asks_and_the_back_answers_with_reasons_and_sources(tmp_path):
    notes = read(built(), tmp_path)[0]
    right = {
        "choice": "B. Tokmak",
        "true-false": "False",
        "multi": "C. Talas",
        "number": "240.1 bn (give or take 1)",
        "blank": "Zhēnbǎo (also: Dam*nsky, Даманский)",
        "country": "Türkiye",
        "open": "names an article",
    }
    for id, note in notes.items():
        front, back = sides(note)
        assert "Plain <em>words</em>." in front and "Plain <em>words</em>." in back, id
        assert 'href="https://press.un.org/' in back and "As of 23 November 2026." in back, id
        if id in right:
            assert right[id] in back, id
    for id in ("number", "blank", "country", "open"):
        assert right[id] not in sides(notes[id])[0], id
    assert "Another island." in sides(notes["blank"])[1]
    # The letters on the back are those of the front.
    front, back = sides(notes["order"])
    shown = [line.split("</li>")[0] for line in front.split("<li>")[1:]]
    told = back[: back.index("<ol>")].split(", ")
    assert [shown["ABCD".index(a)] for a in told][1:] == [
        "Border agreed", "Union ends", "Treaty signed",
    ]  # fmt: skip
    front, back = sides(notes["match"])
    shown = [line.split("</li>")[0] for line in front.partition("<ol")[2].split("<li>")[1:]]
    told = back[: back.index("<ul>")].split(", ")
    assert [shown["abcd".index(a)] for a in told] == ["Plain words.", "1991", "2001"]


def test_the_same_files_give_the_same_bytes_and_a_change_makes_cards_newer(folder, tmp_path):
    """Anki updates the note with the same guid, and only by a newer one."""
    file = folder / "90_test.yaml"
    os.utime(file, (2_000_000_000, 2_000_000_000))
    first = built()
    assert built() == first
    with zipfile.ZipFile(io.BytesIO(first)) as made:  # nothing in it is of now
        assert {entry.date_time[0] for entry in made.infolist()} == {1980}
    before = read(first, tmp_path)[0]
    os.utime(file, (2_000_000_060, 2_000_000_060))
    after = read(built(change=("Another island.", "Not this one.")), tmp_path)[0]
    for id in before:
        assert before[id]["guid"] == after[id]["guid"]
        assert before[id]["mid"] == after[id]["mid"]
        assert after[id]["mod"] == before[id]["mod"] + 60
    assert "Not this one." in after["blank"]["flds"]
    assert len({n["guid"] for n in before.values()}) == len(before)


def test_hostile_texts_come_out_harmless(tmp_path):
    for note in read(built(exportbank.HOSTILE), tmp_path)[0].values():
        fields = note["flds"].split("\x1f")
        assert len(fields) == len(anki.FIELDS)  # no text has ended a field
        for field in fields:
            assert not exportbank.harm(field), field
            # What Anki would play, or hand to LaTeX.
            assert "[" not in field and "\x00" not in field
        assert "alert(1)" in fields[1]


def test_the_real_bank_becomes_cards(tmp_path, monkeypatch):
    monkeypatch.undo()
    asked = [q for q in exports.gather() if exports.fate(q, "anki")[0] != "refused"]
    notes = read(anki.build(asked), tmp_path)[0]
    assert sorted(notes) == sorted(q.id for q in asked)
    assert all(len(n["flds"]) > 300 for n in notes.values())


def test_nothing_of_this_is_loaded_before_it_is_needed():
    code = "import sys, helpers.quiz.exports.anki; print('genanki' in sys.modules, end=' ')"
    code += "; import helpers.quiz.exports.printed; print('folium' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "False False"
