// The page of an explorer; panel.py puts it behind widget.js. It draws native controls, sends what
// is picked to Python, and shows what Python says in return. It computes nothing. HTML comes from
// Python only, where every value is escaped; every other text is set as text.

let panels = 0;

// Each control gives: node, read() → value, write(control, value).

function select(control, id, changed) {
  const node = make("select", "crx-input");
  node.id = id;
  node.addEventListener("change", changed);
  return {
    node,
    read: () => node.value,
    write(next, value) {
      fill(node, next.options);
      node.value = value;
    },
  };
}

// A list is filled again only if it has changed: an open one would close.
function fill(node, options, first = []) {
  const all = [...first, ...options];
  const same = node.options.length === all.length &&
    all.every(([value, text], i) => node.options[i].value === value && node.options[i].text === text);
  if (!same) node.replaceChildren(...all.map(([value, text]) => new Option(text, value)));
}

function range(control, id, changed) {
  const node = make("div", "crx-range");
  const slider = make("input");
  const said = make("output", "crx-stop");
  slider.type = "range";
  slider.id = id;
  said.htmlFor = id;
  node.append(slider, said);
  let stops = [];
  const tell = () => {
    const text = stops[slider.value]?.[1] ?? "";
    said.textContent = text;
    slider.setAttribute("aria-valuetext", text);
  };
  slider.addEventListener("input", () => {
    tell();
    changed();
  });
  return {
    node,
    read: () => stops[slider.value][0],
    write(next, value) {
      stops = next.options;
      slider.min = 0;
      slider.max = stops.length - 1;
      slider.value = Math.max(0, stops.findIndex(([one]) => one === value));
      tell();
    },
  };
}

// Several from a long list: choose one and add it; each that is chosen has a button to take it out.
function many(control, id, changed, say) {
  const node = make("div", "crx-many");
  const list = make("select", "crx-input");
  list.id = id;
  const add = make("button", "crx-button", say("add"));
  add.type = "button";
  const chips = make("ul", "crx-chips");
  chips.setAttribute("aria-label", say("chosen"));
  const line = make("div", "crx-line");
  line.append(list, add);
  node.append(line, chips);
  let chosen = [];
  let names = new Map();
  add.addEventListener("click", () => {
    if (list.value && !chosen.includes(list.value)) {
      chosen = [...chosen, list.value];
      draw();
      changed();
    }
    list.value = "";
    list.focus();
  });
  function draw() {
    chips.replaceChildren(
      ...chosen.map((value) => {
        const item = make("li");
        const out = make("button", "crx-button crx-chip", `${names.get(value)} ×`);
        out.type = "button";
        out.setAttribute("aria-label", say("take_out", { name: names.get(value) }));
        out.addEventListener("click", () => {
          const at = chosen.indexOf(value);
          chosen = chosen.filter((one) => one !== value);
          draw();
          changed();
          const left = chips.querySelectorAll("button");
          (left[Math.min(at, left.length - 1)] ?? list).focus();
        });
        item.append(out);
        return item;
      }),
    );
  }
  return {
    node,
    read: () => chosen,
    write(next, value) {
      names = new Map(next.options);
      fill(list, next.options, [["", say("choose")]]);
      if (JSON.stringify(chosen) === JSON.stringify(value)) return; // the focus stays where it is
      chosen = value;
      draw();
    },
  };
}

const KINDS = { select, range, many };

function render({ model, el }) {
  const say = speaker(model.get("words"));
  const root = make("div", "crx");
  root.lang = model.get("language");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", model.get("title"));
  ownKeys(root);

  // The live parts stand there from the start, or a screen reader would not hear them change.
  const headline = make("p", "crx-headline");
  const status = make("p", "crx-status");
  for (const live of [headline, status]) live.setAttribute("aria-live", "polite");
  const body = make("div", "crx-body");
  const form = make("form", "crx-controls");
  form.addEventListener("submit", (event) => event.preventDefault());

  // What is chosen from lists stands in one row, what is slid along in the next.
  const rows = { range: make("div", "crx-row") };
  rows.select = rows.many = make("div", "crx-row");
  form.append(rows.select, rows.range);

  const number = (panels += 1);
  const fields = new Map();
  for (const control of model.get("controls")) {
    const id = `crx-${number}-${control.key}-${Math.random().toString(36).slice(2)}`;
    const one = KINDS[control.type](control, id, () => changed(control.key), say);
    const box = make("div", `crx-field crx-field-${control.type}`);
    const label = make("label", "crx-label", control.label);
    label.htmlFor = id;
    box.append(label, one.node);
    rows[control.type].append(box);
    fields.set(control.key, one);
  }
  root.append(form, headline, status, body);

  // One question at a time: while Python works, only the last pick is remembered.
  let busy = false;
  let next = null;
  let timers = [];

  function changed(key) {
    next = { key, picked: Object.fromEntries([...fields].map(([one, field]) => [one, field.read()])) };
    if (!busy) ask();
  }

  function ask() {
    busy = true;
    const message = { do: "pick", ...next };
    next = null;
    timers.forEach(clearTimeout);
    timers = [
      setTimeout(() => tell(say("waiting")), 1000),
      setTimeout(() => {
        busy = false;
        tell(say("silent"));
      }, model.get("patience") * 1000),
    ];
    try {
      model.send(message);
    } catch {
      timers.forEach(clearTimeout);
      busy = false;
      tell(say("silent"));
    }
  }

  function tell(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  function draw() {
    const view = model.get("view");
    timers.forEach(clearTimeout);
    busy = false;
    if (next) return ask(); // what has come is old already
    for (const control of model.get("controls"))
      fields.get(control.key).write(control, view.picked[control.key]);
    tell(view.told);
    if (headline.textContent !== view.headline) headline.textContent = view.headline;
    const open = [...body.querySelectorAll("details")].map((one) => one.open);
    body.innerHTML = view.body;
    body.querySelectorAll("details").forEach((one, i) => (one.open = open[i] ?? false));
  }

  model.on("change:view", draw);
  draw();
  el.append(root);
  return () => {
    timers.forEach(clearTimeout);
    model.off("change:view", draw);
  };
}

export default { render };
