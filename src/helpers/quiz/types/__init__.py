"""The types of question, each a row of one table.

``base`` says what a type has to be able to do. The page needs a way to draw it too: the table
``TYPES`` in ``controls.js``.
"""

from helpers.quiz.types import arranged, country, options, written

TYPES = options.TYPES | written.TYPES | arranged.TYPES | country.TYPES
