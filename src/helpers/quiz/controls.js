// How each type of question is answered: native form controls, one function a type. It gives
//   node    what is drawn                  read()       the answer, or null if there is none yet
//   empty   the word for "none yet"        write(a)     puts an earlier answer back
//   submit  state → word on the button     mark(state)  shows what became of it
//   focus() puts the focus on the first control
// A control knows no key. HTML comes only from Python's Markdown renderer. What makes elements
// stands in helpers/widget.js, which goes before.

const SIGNS = { right: "✓", wrong: "✗", partly: "◑", noted: "●" };

// A sign beside words: it repeats them for the eye, so a screen reader need not.
function sign(kind) {
  const node = make("span", `crq-sign crq-sign-${kind}`, SIGNS[kind]);
  node.setAttribute("aria-hidden", "true");
  return node;
}

function said(kind, strong, rest = "") {
  const line = make("p", "crq-verdict");
  if (kind) line.append(sign(kind));
  line.append(make("strong", "", strong), rest);
  return line;
}

function folded(title, text) {
  const node = make("details", "crq-rule");
  node.append(make("summary", "", title), make("p", "", text));
  return node;
}

function button(className, text) {
  const node = make("button", `crq-button ${className}`, text);
  node.type = "button";
  return node;
}

let drawn = 0;
const fresh = (name) => `crq-${name}-${(drawn += 1)}-${Math.random().toString(36).slice(2)}`;

function setMark(row, kind, say) {
  row.node.dataset.mark = kind;
  row.mark.replaceChildren(...(kind ? [sign(kind), say(`mark_${kind}`)] : []));
}

// choice, prediction, true_false: radio buttons. multi: tick boxes.

function options(question, { say }, submit, several = false) {
  const name = fresh("option");
  const node = make("div", "crq-options");
  const rows = question.options.map((option) => {
    const label = make("label", "crq-option");
    const input = make("input");
    input.type = several ? "checkbox" : "radio";
    input.name = name;
    input.value = option.letter;
    const mark = make("span", "crq-mark");
    label.append(
      input,
      make("span", "crq-letter", option.label),
      makeHtml("span", "crq-option-text", option.text),
      mark,
    );
    node.append(label);
    return { input, node: label, mark, letter: option.letter };
  });
  const ticked = () => rows.filter((row) => row.input.checked).map((row) => row.letter);
  return {
    node,
    submit: () => submit,
    empty: several ? "choose_some" : "choose",
    focus: () => rows[0].input.focus(),
    read: () => (several ? (ticked().length ? ticked() : null) : (ticked()[0] ?? null)),
    write: (answer) => {
      for (const row of rows) row.input.checked = [answer].flat().includes(row.letter);
    },
    mark: (state) => {
      for (const row of rows) {
        const reason = state.reasons?.find((one) => one.about === row.letter);
        let kind = reason && reason.right !== null ? (reason.right ? "right" : "wrong") : "";
        if (state.verdict === "noted" && row.letter === state.answer) kind = "noted";
        setMark(row, kind, say);
      }
    },
  };
}

// number, blank: one line

function line(question, say, labelled) {
  const node = make("div", "crq-line");
  const label = make("label", "crq-label", say(labelled));
  const input = make("input", "crq-input");
  input.type = "text";
  input.id = fresh("line");
  input.autocomplete = "off";
  input.spellcheck = false;
  input.maxLength = 1000;
  label.htmlFor = input.id;
  node.append(label, input);
  return {
    node,
    input,
    submit: () => "check",
    empty: "write",
    focus: () => input.focus(),
    read: () => (input.value.trim() ? input.value : null),
    write: (answer) => {
      input.value = answer;
    },
    mark: (state) => {
      node.dataset.mark = state.verdict ?? "";
      input.setAttribute("aria-invalid", Boolean(state.told)); // an empty value would mean "no"
    },
  };
}

function number(question, { say }) {
  const own = line(question, say, "your_number");
  own.input.inputMode = "decimal";
  if (question.unit) {
    const unit = make("span", "crq-unit", question.unit);
    unit.id = fresh("unit");
    own.input.setAttribute("aria-describedby", unit.id);
    own.node.append(unit);
  }
  return own;
}

// open: a text, then the student's own judgement of it

function open(question, { say }) {
  const node = make("div", "crq-open");
  const asked = question.words ? say("open_words", { n: question.words }) : say("open_label");
  const label = make("label", "crq-label", asked);
  const input = make("textarea", "crq-input");
  input.id = fresh("open");
  input.rows = 6;
  label.htmlFor = input.id;
  const count = make("p", "crq-count");
  const rubric = make("div", "crq-options crq-rubric");
  rubric.setAttribute("role", "group");
  rubric.setAttribute("aria-label", say("open_rubric"));
  node.append(label, input, count, rubric);
  let boxes = [];
  let compared = ""; // the text to which the model answer has been shown
  const words = () => input.value.trim().split(/\s+/).filter(Boolean).length;
  const tell = () => {
    count.textContent = say("open_count", { n: words() });
  };
  input.addEventListener("input", tell);
  tell();
  return {
    node,
    submit: (state) => (state.rubric ? "open_judge" : "open_keep"),
    empty: "write",
    focus: () => input.focus(),
    read: () => {
      if (!input.value.trim()) return null;
      const met = boxes.flatMap((box, i) => (box.checked ? [i] : []));
      // A text that has been rewritten is compared anew.
      return { text: input.value, met: compared === input.value.trim() ? met : null };
    },
    write: (answer) => {
      input.value = answer.text;
      tell();
    },
    mark: (state) => {
      compared = state.answer?.text ?? "";
      if (state.rubric && !boxes.length) {
        rubric.append(make("p", "crq-label", say("open_rubric")));
        boxes = state.rubric.map((html) => {
          const row = make("label", "crq-option");
          const box = make("input");
          box.type = "checkbox";
          row.append(box, makeHtml("span", "crq-option-text", html));
          rubric.append(row);
          return box;
        });
      }
      if (state.answer?.met) boxes.forEach((box, i) => (box.checked = state.answer.met.includes(i)));
    },
  };
}

// order: lines that buttons, or Alt and an arrow key, move up and down

function order(question, { say }) {
  const node = make("div", "crq-order");
  const list = make("ol", "crq-options crq-lines");
  const news = make("p", "crq-news");
  news.setAttribute("aria-live", "polite");
  let moved = false;
  const rows = new Map();
  const letters = () => [...list.children].map((row) => row.dataset.letter);

  function ends() {
    [...list.children].forEach((row, i) => {
      const { up, down } = rows.get(row.dataset.letter);
      up.setAttribute("aria-disabled", i === 0);
      down.setAttribute("aria-disabled", i === list.children.length - 1);
    });
  }

  function move(row, by, focus) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    by < 0 ? other.before(row) : other.after(row);
    moved = true;
    ends();
    focus.focus(); // moving a node takes the focus off it
    const values = { letter: row.dataset.label, n: letters().indexOf(row.dataset.letter) + 1 };
    news.textContent = say("order_moved", { ...values, total: list.children.length });
  }

  for (const item of question.items) {
    const row = make("li", "crq-option crq-row");
    row.dataset.letter = item.letter;
    row.dataset.label = item.label;
    const text = makeHtml("span", "crq-option-text", item.text);
    const [up, down] = [
      ["up", "↑", -1],
      ["down", "↓", 1],
    ].map(([way, arrow, by]) => {
      const one = button("crq-move", arrow);
      one.setAttribute("aria-label", say(`order_${way}`, { letter: item.label }));
      one.addEventListener("click", () => move(row, by, one));
      return one;
    });
    row.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!event.altKey || !by) return;
      event.preventDefault();
      move(row, by, event.target);
    });
    row.append(make("span", "crq-letter", item.label), text, up, down);
    rows.set(item.letter, { row, up, down });
    list.append(row);
  }
  ends();
  node.append(
    make("p", "crq-end", `↑ ${question.first}`),
    list,
    make("p", "crq-end", `↓ ${question.last}`),
    make("p", "crq-count", say("order_keys")),
    news,
  );
  return {
    node,
    submit: () => "check",
    empty: "order_none",
    focus: () => rows.get(letters()[0]).down.focus(),
    read: () => (moved ? letters() : null),
    write: (answer) => {
      list.append(...answer.map((letter) => rows.get(letter).row));
      moved = true;
      ends();
    },
    mark: (state) => {
      list.dataset.mark = state.verdict === "right" ? "right" : "";
    },
  };
}

// match: a list to choose from on each line

function match(question, { say }) {
  const node = make("div", "crq-options crq-match");
  const rows = question.rows.map((html) => {
    const row = make("div", "crq-option crq-pair");
    const label = makeHtml("label", "crq-option-text", html);
    const select = make("select", "crq-input");
    select.id = fresh("match");
    label.htmlFor = select.id;
    select.append(new Option(say("match_choose"), ""));
    for (const choice of question.choices) select.append(new Option(choice.text, choice.letter));
    const mark = make("span", "crq-mark");
    row.append(label, select, mark);
    node.append(row);
    return { node: row, select, mark };
  });
  return {
    node,
    submit: () => "check",
    empty: "match_all",
    focus: () => (rows.find((row) => !row.select.value) ?? rows[0]).select.focus(),
    read: () => (rows.every((row) => row.select.value) ? rows.map((row) => row.select.value) : null),
    write: (answer) => rows.forEach((row, i) => (row.select.value = answer[i])),
    mark: (state) =>
      rows.forEach((row, i) => {
        const reason = state.reasons?.find((one) => one.about === String(i));
        setMark(row, reason ? (reason.right ? "right" : "wrong") : "", say);
      }),
  };
}

// country: a map to click on, and a list with the same countries

function country(question, { say, world }) {
  const node = make("div", "crq-country");
  const names = new Map(world.shapes.map(([code, name]) => [code, name]));
  let chosen = new Set();

  const ns = "http://www.w3.org/2000/svg";
  const map = document.createElementNS(ns, "svg");
  map.setAttribute("viewBox", `0 0 ${world.width} ${world.height}`);
  map.setAttribute("class", "crq-map");
  map.setAttribute("aria-hidden", "true"); // the list beside it says and does the same
  const shapes = new Map();
  for (const [code, , path] of world.shapes) {
    const shape = document.createElementNS(ns, "path");
    shape.setAttribute("d", path);
    shape.dataset.code = code;
    map.append(shape);
    shapes.set(code, shape);
  }
  const hover = make("p", "crq-count", say("country_map"));
  map.addEventListener("pointermove", (event) => {
    hover.textContent = names.get(event.target.dataset?.code) ?? say("country_map");
  });
  map.addEventListener("click", (event) => {
    const code = event.target.dataset?.code;
    if (code) pick(code, !chosen.has(code));
  });

  const row = make("div", "crq-line");
  const label = make("label", "crq-label", say("country_pick"));
  const select = make("select", "crq-input");
  select.id = fresh("country");
  label.htmlFor = select.id;
  select.append(new Option(say("country_choose"), ""));
  for (const [code, name] of [...names].sort((a, b) => a[1].localeCompare(b[1], "en")))
    select.append(new Option(name, code));
  row.append(label, select);
  const add = button("crq-add", say("country_add"));
  if (question.many) {
    row.append(add);
    add.addEventListener("click", () => {
      if (select.value) pick(select.value, true);
      select.value = "";
      select.focus();
    });
  } else {
    select.addEventListener("change", () => pick(select.value, Boolean(select.value)));
  }

  const news = make("p", "crq-picked");
  news.setAttribute("aria-live", "polite");
  const chips = make("div", "crq-buttons crq-chips");
  node.append(map, hover, row, news, chips);

  function pick(code, yes) {
    if (!question.many) chosen = new Set();
    yes ? chosen.add(code) : chosen.delete(code);
    draw();
  }

  function draw() {
    for (const [code, shape] of shapes) shape.classList.toggle("crq-chosen", chosen.has(code));
    const list = [...chosen].map((code) => names.get(code));
    const text = list.length ? say("country_picked", { names: list.join(", ") }) : say("country_nothing");
    if (news.textContent !== text) news.textContent = text;
    if (!question.many) {
      select.value = [...chosen][0] ?? "";
      return;
    }
    chips.replaceChildren(
      ...[...chosen].map((code) => {
        const chip = button("crq-chip", `${names.get(code)} ×`);
        chip.setAttribute("aria-label", say("country_remove", { name: names.get(code) }));
        chip.addEventListener("click", () => {
          pick(code, false);
          (chips.firstElementChild ?? select).focus();
        });
        return chip;
      }),
    );
  }
  draw();

  return {
    node,
    submit: () => "check",
    empty: "country_none",
    focus: () => select.focus(),
    read: () => {
      // Chosen in the list and not added: it is meant all the same.
      if (question.many && select.value) {
        pick(select.value, true);
        select.value = "";
      }
      return chosen.size ? [...chosen] : null;
    },
    write: (answer) => {
      chosen = new Set(answer);
      draw();
    },
    mark: (state) => {
      for (const [code, shape] of shapes) shape.dataset.mark = state.marks?.[code] ?? "";
    },
  };
}

const TYPES = {
  choice: (question, page) => options(question, page, "check"),
  prediction: (question, page) => options(question, page, "keep"),
  true_false: (question, page) => options(question, page, "check"),
  multi: (question, page) => options(question, page, "check", true),
  number,
  blank: (question, { say }) => line(question, say, "your_answer"),
  open,
  order,
  match,
  country,
};
