"""Helpers of the teaching module on China–Russia relations.

``from helpers import charts, data, maps, quiz, sources`` is all a lesson needs.
Importing ``helpers`` itself loads nothing else, so it is quick.
"""

__version__ = "0.1.0"
