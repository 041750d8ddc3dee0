// The page of a quiz; view.py puts it behind controls.js, which draws what differs from type to
// type. It draws the questions, sends what the student does to Python, and shows what Python says
// in return. It knows no key. HTML comes only from Python's Markdown renderer (raw HTML off, links
// to the web only); every other text is set as text.

// One question: draws it once, and again only what Python says, so that the focus stays put.
function card(question, number, total, page) {
  const { say, send, patience } = page;
  const form = make("form", "crq-question");
  form.noValidate = true;
  form.dataset.question = question.id;

  const fieldset = make("fieldset", "crq-fieldset");
  const legend = make("legend", "crq-legend");
  legend.append(
    make("span", "crq-number", total > 1 ? say("number", { n: number, total }) : ""),
    makeHtml("div", "crq-prompt", question.prompt),
  );
  const own = TYPES[question.type](question, page);
  fieldset.append(legend, own.node);

  const check = button("crq-check", "");
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
  const rule = question.rule ? [folded(say("how_it_counts"), question.rule)] : [];
  form.append(fieldset, ...rule, buttons, status, hints, feedback, after);

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
      tell(say(own.empty));
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
      parts.push(said(state.verdict, say(state.verdict, { percent: state.percent }), ` ${state.said}`));
      state.reasons.forEach((reason) => {
        const kind = reason.right === null ? "" : reason.right ? "right" : "wrong";
        if (reason.lead) parts.push(said(kind, reason.lead));
        if (reason.html) parts.push(makeHtml("div", "crq-text", reason.html));
      });
      const again = ["wrong", "partly"].includes(state.verdict) && !state.shown;
      if (again) parts.push(make("p", "crq-again", say("again")));
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
    check.textContent = say(own.submit(state));
    own.mark(state);
    drawHints();
    drawFeedback();
    drawAfter();
    hide(show, !["wrong", "partly"].includes(state.verdict) || state.shown);
    tell(state.problem || state.told || (state.changed ? say("changed") : ""));
    if (state.told) own.focus();
  }

  return { form, draw };
}

function render({ model, el }) {
  const say = speaker(model.get("words"));
  const root = make("div", "crq");
  root.lang = model.get("language");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", say("group"));
  ownKeys(root);

  const questions = model.get("questions");
  const page = {
    say,
    send: (message) => model.send(message),
    patience: model.get("patience"),
    world: model.get("world"),
  };
  const cards = questions.map((question, i) => card(question, i + 1, questions.length, page));
  const tally = make("p", "crq-tally");
  root.append(
    ...model.get("notes").map((note) => make("p", "crq-note", note)),
    ...cards.map((one) => one.form),
    tally,
  );
  const draw = () => {
    const states = model.get("states");
    cards.forEach((one, i) => one.draw(states[questions[i].id]));
    tally.textContent = model.get("tally");
  };
  model.on("change:states", draw);
  draw();
  el.append(root);
  return () => model.off("change:states", draw);
}

export default { render };
