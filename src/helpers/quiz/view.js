// The page of a quiz. It draws the questions, sends what the student does to Python, and shows
// what Python says in return. It knows no key. HTML comes only from Python's Markdown renderer
// (raw HTML off, links to the web only); every other text is set as text.

const LETTER = (letter) => letter.toUpperCase();
const SIGNS = { right: "✓", wrong: "✗", noted: "●" };

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

// A sign beside words: it repeats them for the eye, so a screen reader need not.
function sign(kind) {
  const node = make("span", `crq-sign crq-sign-${kind}`, SIGNS[kind]);
  node.setAttribute("aria-hidden", "true");
  return node;
}

function button(className, text) {
  const node = make("button", `crq-button ${className}`, text);
  node.type = "button";
  return node;
}

// One question: draws it once, and again only what Python says, so that the focus stays put.
function card(question, number, total, say, send, patience) {
  const form = make("form", "crq-question");
  form.noValidate = true;
  form.dataset.question = question.id;

  const fieldset = make("fieldset", "crq-fieldset");
  const legend = make("legend", "crq-legend");
  legend.append(
    make("span", "crq-number", total > 1 ? say("number", { n: number, total }) : ""),
    makeHtml("div", "crq-prompt", question.prompt),
  );
  const own = TYPES[question.type](question, say);
  fieldset.append(legend, own.node);

  const check = button("crq-check", say(own.submit));
  check.type = "submit";
  const hint = button("crq-hint", say("hint"));
  const show = button("crq-show", say("show"));
  const buttons = make("div", "crq-buttons");
  buttons.append(check, hint, show);

  // The live parts stand there from the start, or a screen reader would not hear them change.
  const status = make("p", "crq-status");
  const hints = make("div", "crq-hints");
  const feedback = make("div", "crq-feedback");
  for (const live of [status, hints, feedback]) live.setAttribute("aria-live", "polite");
  const after = make("div", "crq-after");
  form.append(fieldset, buttons, status, hints, feedback, after);

  let state = { heard: -1, hints: [] };
  let timers = [];

  function tell(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  function ask(what) {
    heard();
    tell("");
    timers = [
      setTimeout(() => tell(say("waiting")), 1000),
      setTimeout(() => tell(say("silent")), patience * 1000),
    ];
    try {
      send({ question: question.id, ...what });
    } catch {
      heard();
      tell(say("silent"));
    }
  }

  function heard() {
    timers.forEach(clearTimeout);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = own.read();
    if (answer === null) {
      tell(say("choose"));
      own.focus();
    } else {
      ask({ do: "answer", answer });
    }
  });
  hint.addEventListener("click", () => ask({ do: "hint" }));
  show.addEventListener("click", () => ask({ do: "show" }));

  function drawHints() {
    // Only what is new is added, or the first hint would be read out again with the second.
    state.hints.slice(hints.children.length).forEach((html) => {
      const box = make("div", "crq-said");
      const values = { n: hints.children.length + 1, total: question.hints };
      box.append(make("strong", "", say("hint_said", values)), makeHtml("div", "crq-text", html));
      hints.append(box);
    });
    hint.textContent = say(hints.children.length ? "hint_next" : "hint");
    hide(hint, hints.children.length >= question.hints || state.shown);
  }

  function drawFeedback() {
    const parts = [];
    if (state.verdict) {
      const line = make("p", "crq-verdict");
      line.append(
        sign(state.verdict),
        make("strong", "", say(state.verdict)),
        ` ${own.chosen(state.answer)}`,
      );
      parts.push(line);
      state.reasons.forEach((reason, i) => {
        if (i) {
          const other = make("p", "crq-verdict");
          other.append(
            sign("right"),
            make("strong", "", say("answer", { letter: LETTER(reason.letter) })),
          );
          parts.push(other);
        }
        parts.push(makeHtml("div", "crq-text", reason.html));
      });
      if (state.verdict === "wrong" && !state.shown) parts.push(make("p", "crq-again", say("again")));
    }
    feedback.replaceChildren(...parts);
    feedback.dataset.verdict = state.verdict ?? "";
    form.dataset.verdict = state.verdict ?? "";
  }

  function drawAfter() {
    const parts = [];
    if (state.sources?.length) {
      const list = make("ul", "crq-sources");
      list.append(...state.sources.map((html) => makeHtml("li", "", html)));
      for (const link of list.querySelectorAll("a")) link.title = say("new_tab");
      parts.push(make("span", "crq-sources-title", say("sources")), list);
    }
    if (state.tries) {
      const date = new Date(state.time).toLocaleDateString(document.documentElement.lang || undefined, {
        dateStyle: "long",
      });
      const tries = state.tries === 1 ? say("try") : say("tries", { n: state.tries });
      const marked = state.verdict === "noted" ? "" : `${tries}. `;
      parts.push(make("p", "crq-tries", marked + say("answered", { date })));
    }
    after.replaceChildren(...parts);
  }

  // A button that goes away must not take the focus with it.
  function hide(node, away) {
    if (away && document.activeElement === node) check.focus();
    node.hidden = away;
  }

  function draw(next) {
    const first = state.heard < 0;
    if (!first && next.heard === state.heard) return; // news of another question
    heard();
    state = next;
    if (first && state.answer !== undefined) own.write(state.answer);
    own.mark(state);
    drawHints();
    drawFeedback();
    drawAfter();
    hide(show, state.verdict !== "wrong" || state.shown);
    tell(state.problem || (state.changed ? say("changed") : ""));
  }

  return { form, draw };
}

// choice and prediction: one option of several, as native radio buttons

let drawn = 0;

function options(question, say, submit) {
  const name = `crq-${(drawn += 1)}-${Math.random().toString(36).slice(2)}`;
  const node = make("div", "crq-options");
  const rows = question.options.map((option) => {
    const label = make("label", "crq-option");
    const input = make("input");
    input.type = "radio";
    input.name = name;
    input.value = option.letter;
    const mark = make("span", "crq-mark");
    label.append(
      input,
      make("span", "crq-letter", LETTER(option.letter)),
      makeHtml("span", "crq-option-text", option.text),
      mark,
    );
    node.append(label);
    return { input, label, mark, letter: option.letter };
  });
  return {
    node,
    submit,
    focus: () => rows[0].input.focus(),
    read: () => rows.find((row) => row.input.checked)?.letter ?? null,
    write: (answer) => {
      for (const row of rows) row.input.checked = row.letter === answer;
    },
    chosen: (answer) => say("chosen", { letter: LETTER(answer) }),
    mark: (state) => {
      for (const row of rows) {
        const reason = state.reasons?.find((said) => said.letter === row.letter);
        let kind = "";
        if (reason && state.verdict !== "noted") kind = reason.right ? "right" : "wrong";
        else if (state.verdict === "noted" && row.letter === state.answer) kind = "noted";
        row.label.dataset.mark = kind;
        row.mark.replaceChildren(...(kind ? [sign(kind), say(`mark_${kind}`)] : []));
      }
    },
  };
}

const TYPES = {
  choice: (question, say) => options(question, say, "check"),
  prediction: (question, say) => options(question, say, "keep"),
};

// JupyterLab takes arrows, Enter and letters for the notebook, unless the element that has the
// focus says otherwise. Shift+Enter is let through, so that it runs the cell and goes on, here as
// everywhere; Escape goes back to the notebook.
function ownKeys(root) {
  const own = (node, yes) => node.toggleAttribute("data-lm-suppress-shortcuts", yes);
  root.addEventListener("focusin", (event) => own(event.target, true));
  root.addEventListener("keyup", (event) => own(event.target, true));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Shift") own(event.target, false);
    if (event.key === "Escape") root.closest(".jp-Cell, .jp-Notebook")?.focus();
  });
}

function render({ model, el }) {
  const say = speaker(model.get("words"));
  const root = make("div", "crq");
  root.lang = model.get("language");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", say("group"));
  ownKeys(root);

  const questions = model.get("questions");
  const send = (message) => model.send(message);
  const cards = questions.map((question, i) =>
    card(question, i + 1, questions.length, say, send, model.get("patience")),
  );
  root.append(
    ...model.get("notes").map((note) => make("p", "crq-note", note)),
    ...cards.map((one) => one.form),
  );
  const draw = () => {
    const states = model.get("states");
    cards.forEach((one, i) => one.draw(states[questions[i].id]));
  };
  model.on("change:states", draw);
  draw();
  el.append(root);
  return () => model.off("change:states", draw);
}

export default { render };
