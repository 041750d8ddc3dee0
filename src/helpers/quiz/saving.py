"""What a saved notebook keeps of a quiz: the questions as text, not the live form.

The live form belongs to a running kernel. Saved, it would reopen as "Loading widget…" or "Error
displaying widget". The Jupyter server calls :func:`without_views` before it writes a file, if it
is started with ``--FileContentsManager.pre_save_hook=helpers.quiz.saving.without_views``.
"""

VIEW = "application/vnd.jupyter.widget-view+json"


def without_views(model, **_):
    """Take the live forms out of a notebook that is about to be saved.

    Parameters
    ----------
    model : dict
        As Jupyter's contents manager has it: ``type``, and for notebooks ``content``. Changed in
        place. Only outputs that also have ``text/html`` are touched, and the state of
        all widgets goes.

    Examples
    --------
    >>> output = {"data": {VIEW: {}, "text/html": "<p>Questions</p>"}}
    >>> without_views({"type": "notebook", "content": {"cells": [{"outputs": [output]}]}})
    >>> list(output["data"])
    ['text/html']
    """
    if model.get("type") != "notebook" or not model.get("content"):
        return
    # With "Save Widget State Automatically" on, answers would stay in the file.
    model["content"].get("metadata", {}).pop("widgets", None)
    for cell in model["content"].get("cells", []):
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                output["data"].pop(VIEW, None)
