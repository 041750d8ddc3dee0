// What the page of every widget needs: making elements, saying words, and the keys of JupyterLab.
// HTML comes from Python only, where it is escaped; every other text is set as text.

function make(tag, className = "", text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

function makeHtml(tag, className, html) {
  const node = make(tag, className);
  node.innerHTML = html;
  return node;
}

function speaker(words) {
  return (name, values = {}) =>
    (words[name] ?? name).replace(/\{(\w+)\}/g, (_, place) => values[place] ?? "");
}

// JupyterLab takes arrows, Enter and letters for the notebook, unless the element that has the
// focus says otherwise. Shift+Enter is let through, so that it runs the cell and goes on, here as
// everywhere; Escape goes back to the notebook.
function ownKeys(root) {
  const own = (node, yes) => node.toggleAttribute("data-lm-suppress-shortcuts", yes);
  root.addEventListener("focusin", (event) => own(event.target, true));
  root.addEventListener("keyup", (event) => own(event.target, true));
  // JupyterLab also forbids fields inside a cell to take Enter and to undo (it listens on the field
  // itself): then Enter would send no answer, and start no new line in a text.
  const fields = ["insertLineBreak", "historyUndo", "historyRedo"];
  root.addEventListener(
    "beforeinput",
    (event) => {
      const ours = event.target.hasAttribute("data-lm-suppress-shortcuts");
      if (ours && fields.includes(event.inputType)) event.stopPropagation();
    },
    true,
  );
  root.addEventListener("keydown", (event) => {
    if (event.key === "Shift") own(event.target, false);
    if (event.key === "Escape") root.closest(".jp-Cell, .jp-Notebook")?.focus();
  });
}
