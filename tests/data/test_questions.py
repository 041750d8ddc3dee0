"""The question files of the module: no fault, and a schema that says the same as the checks."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from helpers import data
from helpers.quiz import bank, check, form, question, reader, tasks

FOLDER = data.path("questions")
SCHEMA = json.loads((FOLDER / "questions.schema.json").read_text(encoding="utf-8"))


def test_the_question_files_have_nothing_to_mend():
    assert "\n".join(map(str, check.faults(FOLDER))) == ""


def test_each_first_lesson_has_questions_for_its_parts():
    """The skeleton of a lesson asks for a warm-up, checkpoints and an exit quiz."""
    for lesson in ("02_from_normalisation_to_treaty", "04_trade", "06_sco"):
        sections = bank.load(lesson).sections()
        assert len(sections) >= 4 and "warm-up" in sections, lesson
    predictions = [q for q in bank.load("00_start_here").questions if q.type == "prediction"]
    assert len(predictions) == 4, "four claims of a newspaper kind, to come back to in lesson 09"


def test_solutions_that_come_from_tables_are_marked_right():
    for lesson in bank.lessons():
        for exercise in bank.load(lesson).exercises:
            assert tasks.mark(exercise, tasks.key(exercise)).right, exercise.id
            for mistake in exercise.mistakes:
                mark = tasks.mark(exercise, mistake["value"])
                assert mark.right is False and mark.say == mistake["say"], exercise.id


# the schema, for editors


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_the_same_types_and_fields_as_the_program():
    for group, types, fields in (
        ("question", question.TYPES, form.FIELDS["questions"]),
        ("exercise", tasks.TYPES, form.FIELDS["exercises"]),
    ):
        part = SCHEMA["$defs"][group]
        assert set(part["properties"]["type"]["enum"]) == set(types)
        own = {name for kind in types.values() for name in kind.fields}
        assert set(part["properties"]) == set(fields) | own
        assert set(part["required"]) == {name for name, (_, needed) in fields.items() if needed}
    assert SCHEMA["$defs"]["question"]["properties"]["level"]["enum"] == list(question.LEVELS)
    assert set(SCHEMA["$defs"]["key_from"]["properties"]) == set(form.RULE)


def test_every_field_is_explained_to_the_editor():
    def walk(part, path):
        for name, field in part.get("properties", {}).items():
            if isinstance(field, dict) and "$ref" not in field and len(path) < 3:
                assert field.get("description"), (*path, name)

    for name, part in SCHEMA["$defs"].items():
        walk(part, (name,))
    walk(SCHEMA, ())


def test_the_schema_accepts_every_file_of_the_module():
    from helpers.quiz import reader

    validator = Draft202012Validator(SCHEMA)
    for file in sorted(FOLDER.glob("*.yaml")):
        raw, _, faults = reader.read(file.read_text(encoding="utf-8"), file.name)
        assert not faults
        errors = [
            e.message for e in validator.iter_errors(json.loads(json.dumps(raw, default=str)))
        ]
        assert not errors, file.name


GOOD = {
    "id": "q", "section": "s", "type": "choice", "level": "judge", "objective": "o", "prompt": "p",
    "key": "a", "sources": [],
    "options": {"a": {"text": "x", "why": "w"}, "b": {"text": "y", "why": "w"}},
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"key": None}, {"key": "g"}, {"level": "hard"}, {"id": "Not An Id"}, {"note": "n"},
        {"options": {"a": {"text": "x", "why": "w"}}}, {"options": {"a": {"text": "x"}, "b": {}}},
        {"type": "essay"}, {"sources": ["x", "x"]}, {"hints": ["a", "b", "c"]}, {"extra": 1},
        {"as_of": "soon"}, {"prompt": ""}, {"type": "prediction"},
    ],
)  # fmt: skip
def test_the_schema_refuses_what_the_program_refuses(change):
    """And so an editor underlines it while the author writes."""

    def fits(entry):
        document = {"lesson": "90_test", "questions": [entry]}
        return not list(Draft202012Validator(SCHEMA).iter_errors(document))

    assert fits(GOOD)
    assert not fits({**GOOD, **change})


def test_the_examples_of_the_docs_are_good_files():
    page = data.path().parent / "docs" / "questions.md"
    examples = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    found, faults = bank.read("".join(examples), "04_trade.yaml")
    assert not faults
    kinds = {entry.type for entry in (*found.questions, *found.exercises)}
    assert kinds == {*question.TYPES, *tasks.TYPES}, "an example of each type"


# Each type: its example fits, and what is typically wrong with it is refused twice


def examples():
    page = data.path().parent / "docs" / "questions.md"
    blocks = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    raw, _, faults = reader.read("".join(blocks), "04_trade.yaml")
    assert not faults
    return {entry["type"]: entry for entry in raw["questions"]}


EXAMPLES = examples()
WHY = {"text": "x", "why": "w"}
BROKEN = {
    "choice": [
        {"key": "g"}, {"key": ["a"]}, {"key": True}, {"options": None}, {"options": {"a": WHY}},
        {"options": {"a": WHY, "c": WHY}}, {"options": {"a": WHY, "b": {"text": "x"}}},
        {"options": [WHY, WHY]}, {"accepted": ["x"]}, {"options": dict.fromkeys("abcdefg", WHY)},
    ],
    "true_false": [
        {"key": "true"}, {"key": 1}, {"key": None}, {"why": "one reason"}, {"why": {"true": "w"}},
        {"why": {"true": "w", "false": ""}}, {"options": {"a": WHY, "b": WHY}},
    ],
    "multi": [
        {"key": "a"}, {"key": []}, {"key": ["z"]}, {"key": ["a", "a"]}, {"key": None},
        {"options": {"a": WHY, "b": WHY}}, {"options": {"a": WHY, "b": WHY, "c": {"text": "x"}}},
    ],
    "number": [
        {"key": "240.1"}, {"key": None, "key_from": None}, {"key": True}, {"tolerance": -1},
        {"tolerance": "1"}, {"unit": 5}, {"why": ""}, {"mistakes": [{"value": "x", "say": "s"}]},
        {"mistakes": [{"value": 1}]}, {"options": {"a": WHY, "b": WHY}},
    ],
    "blank": [
        {"accepted": []}, {"accepted": "Zhenbao"}, {"accepted": [1969]}, {"accepted": [""]},
        {"accepted": None}, {"why": None}, {"mistakes": [{"say": "s"}]}, {"key": "Zhenbao"},
    ],
    "order": [
        {"items": [WHY, WHY]}, {"items": []}, {"items": None}, {"items": ["a", "b", "c"]},
        {"items": [{"text": t} for t in "abc"]}, {"first": 1}, {"key": ["a", "b", "c"]},
        {"items": [{"text": t, "why": "w"} for t in "abcdefg"]},
    ],
    "match": [
        {"pairs": []}, {"pairs": None}, {"pairs": [{"text": "x", "match": "y", "why": "w"}] * 2},
        {"pairs": [{"text": t, "match": t} for t in "abc"]}, {"extra": "1996"}, {"extra": [1996]},
        {"pairs": [{"text": t, "match": 1950, "why": "w"} for t in "abc"]}, {"key": "a"},
    ],
    "country": [
        {"key": "IND"}, {"key": []}, {"key": ["India"]}, {"key": ["IND", "IND"]}, {"key": None},
        {"key": ["ind"]}, {"why": None}, {"mistakes": [{"value": 7, "say": "s"}]},
        {"options": {"a": WHY, "b": WHY}},
    ],
    "open": [
        {"model": ""}, {"model": None}, {"rubric": ["one"]}, {"rubric": "one"},
        {"rubric": list("abcdefg")}, {"words": 0}, {"words": "sixty"}, {"key": "a"},
    ],
    "prediction": [
        {"key": "a"}, {"options": {"a": {"text": "x"}}}, {"options": {"a": WHY, "b": WHY}},
        {"note": ""}, {"note": 5}, {"options": None},
    ],
}  # fmt: skip
COMMON = [
    {"id": None}, {"id": "Not An Id"}, {"id": 5}, {"type": "essay"}, {"level": "hard"},
    {"prompt": ""}, {"prompt": None}, {"prompt": ["x"]}, {"prompt": "x" * 4001}, {"tries": 0},
    {"tries": "3"}, {"tries": True}, {"hints": ["a", "b", "c"]}, {"hints": "one"}, {"hints": [5]},
    {"sources": None}, {"sources": "x"}, {"as_of": "soon"}, {"section": "Warm Up"},
    {"objective": ""}, {"hint": ["x"]},
]  # fmt: skip


def by_schema(entry):
    document = {"lesson": "90_test", "questions": [entry]}
    plain = json.loads(json.dumps(document, default=str))
    return [e.message for e in Draft202012Validator(SCHEMA).iter_errors(plain)]


def by_program(entry):
    return list(form.faults({"lesson": "90_test", "questions": [entry]}, "90_test.yaml"))


@pytest.mark.parametrize("kind", question.TYPES)
def test_the_example_of_each_type_fits_schema_and_program(kind):
    assert by_schema(EXAMPLES[kind]) == []
    assert by_program(EXAMPLES[kind]) == []
    for name, (_, needed) in {**form.FIELDS["questions"], **question.TYPES[kind].fields}.items():
        if needed:
            less = {k: v for k, v in EXAMPLES[kind].items() if k != name}
            assert by_schema(less) and by_program(less), f"without {name}"


@pytest.mark.parametrize(
    ("kind", "change"),
    [(kind, change) for kind in question.TYPES for change in [*BROKEN[kind], *COMMON]],
    ids=lambda value: value if isinstance(value, str) else f"{value}"[:50],
)
def test_what_an_author_gets_wrong_is_refused_by_schema_and_program(kind, change):
    entry = {**EXAMPLES[kind], **change}
    assert by_program(entry), "the program takes it"
    assert by_schema(entry), "the schema takes it"
