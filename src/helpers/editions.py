"""``python -m helpers.editions``: the lessons for students, and for those who teach them.

The lessons in the repository have their solutions folded. From them two editions are made, by
the tags of the cells and nbconvert's own preprocessors:

- ``student``: without solutions (tags ``solution`` and ``about-solutions``);
- ``instructor``: with the solutions open.

A third form is for the wall of the classroom: slides of the core path (:mod:`helpers.slides`).
"""

import argparse
import sys
from pathlib import Path

import nbformat
from nbconvert.preprocessors import ClearMetadataPreprocessor, TagRemovePreprocessor

from helpers.data import DataError

SOLUTIONS = {"solution", "about-solutions"}
EDITIONS = ("student", "instructor")


def build(out, lessons=None):
    """Make both editions.

    Parameters
    ----------
    out : str or pathlib.Path
        A folder; it is made if it is not there. In it, ``student`` and ``instructor`` hold the
        notebooks under the names that they have. Files of the same name are replaced.
    lessons : str or pathlib.Path, optional
        The folder with the lessons; by default ``notebooks`` of the repository.

    Returns
    -------
    dict
        For each edition the list of its files.

    Raises
    ------
    DataError
        If there are no lessons, one of them is no notebook, or the folder would overwrite them.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:  # doctest: +SKIP
    ...     sorted(build(folder))
    ['instructor', 'student']
    """
    files, out = _lessons(lessons), Path(out)
    found = files[0].parent
    if found.resolve() in [out.resolve(), *[(out / edition).resolve() for edition in EDITIONS]]:
        raise DataError(f"{out} holds the lessons themselves. Choose another folder for --out.")
    made = {edition: [] for edition in EDITIONS}
    for file in files:
        notebook = _read(file)
        made["student"].append(_write(without_solutions(notebook), out / "student" / file.name))
        opened = with_solutions(notebook)
        made["instructor"].append(_write(opened, out / "instructor" / file.name))
    return made


def without_solutions(notebook):
    """Give a lesson without its solutions, and without the sentences that speak of them.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Stays as it is.

    Returns
    -------
    nbformat.NotebookNode

    Examples
    --------
    >>> cell = nbformat.v4.new_code_cell("1", metadata={"tags": ["solution"]})
    >>> len(without_solutions(nbformat.v4.new_notebook(cells=[cell])).cells)
    0
    """
    remove = TagRemovePreprocessor(enabled=True, remove_cell_tags=SOLUTIONS)
    return remove(nbformat.from_dict(notebook), {})[0]


def with_solutions(notebook):
    """Give a lesson with its solutions open.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Stays as it is.

    Returns
    -------
    nbformat.NotebookNode

    Examples
    --------
    >>> folded = {"tags": ["solution"], "jupyter": {"source_hidden": True}}
    >>> cell = nbformat.v4.new_code_cell("1", metadata=folded)
    >>> with_solutions(nbformat.v4.new_notebook(cells=[cell])).cells[0].metadata
    {'tags': ['solution']}
    """
    unfold = ClearMetadataPreprocessor(
        enabled=True, clear_notebook_metadata=False, preserve_cell_metadata_mask={"tags"}
    )
    return unfold(nbformat.from_dict(notebook), {})[0]


def _lessons(folder):
    """The files of the lessons; their folder is that of the repository if none is named."""
    found = Path(folder) if folder else Path(__file__).resolve().parents[2] / "notebooks"
    files = sorted(found.glob("*.ipynb"))
    if not files:
        raise DataError(
            f"There are no lessons (*.ipynb) in {found}. Name the folder that holds them with "
            "--lessons, such as --lessons notebooks."
        )
    return files


def _read(file):
    try:
        return nbformat.read(file, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError) as error:
        raise DataError(f"{file} is not a notebook that can be read: {error}") from None


def _write(notebook, target):
    nbformat.validate(notebook)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise DataError(
            f"{target} could not be written ({error.strerror}). Choose a folder in which you may "
            "write, with --out."
        ) from None
    return target


def main(words=None):
    """Run the command; see ``python -m helpers.editions --help``.

    Parameters
    ----------
    words : list of str, optional
        The command line; without it, that of the process.

    Returns
    -------
    int
        0, or 1 if nothing could be made.
    """
    parser = argparse.ArgumentParser(prog="python -m helpers.editions", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, told in [
        ("build", "make the student and the instructor edition"),
        ("slides", "make slides of the core path of each lesson, which need no network"),
    ]:
        command = commands.add_parser(name, help=told)
        command.add_argument("--out", required=True, help="a folder; it is made if need be")
        command.add_argument("--lessons", help="the folder with the lessons")
    asked = parser.parse_args(words)
    try:
        if asked.command == "slides":
            from helpers import slides  # needs a package that the rest does not

            pages = slides.build(Path(asked.out), _lessons(asked.lessons))
            print(f"{len(pages)} pages of slides in {asked.out}. Open one in any browser.")
            return 0
        made = build(asked.out, asked.lessons)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    for edition, files in made.items():
        print(f"{len(files)} notebooks for the {edition} in {Path(asked.out) / edition}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
