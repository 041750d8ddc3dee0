// Runs inside the page of a map, after Leaflet. No network, no kernel.
"use strict";

// Equal Earth (Šavrič, Patterson and Jenny 2018, doi:10.1080/13658816.2018.1504949), closed form.
// The boundaries stay in degrees, so whatever is added by latitude and longitude lands right.
// The middle meridian is 11° E: the map then runs from 169° W to 191° E and cuts no country.
L.Projection.EqualEarth = (() => {
  const A = [1.340264, -0.081106, 0.000893, 0.003796], ROOT3 = Math.sqrt(3), RAD = Math.PI / 180, MIDDLE = 11;
  const down = (t2) => A[0] + 3 * A[1] * t2 + t2 ** 3 * (7 * A[2] + 9 * A[3] * t2);
  const up = (t) => { const t2 = t * t; return t * (A[0] + A[1] * t2 + t2 ** 3 * (A[2] + A[3] * t2)); };
  return {
    bounds: L.bounds([-2.7067, -1.3174], [2.7067, 1.3174]),
    project(point) {
      const t = Math.asin((ROOT3 / 2) * Math.sin(Math.max(-90, Math.min(90, point.lat)) * RAD));
      return L.point((2 * (point.lng - MIDDLE) * RAD * Math.cos(t)) / (ROOT3 * down(t * t)), up(t));
    },
    unproject(point) {
      let t = point.y / A[0];
      for (let i = 0; i < 8; i++) t -= (up(t) - point.y) / down(t * t); // Newton
      t = Math.max(-Math.PI / 3, Math.min(Math.PI / 3, t));
      const lng = MIDDLE + (ROOT3 * point.x * down(t * t)) / (2 * Math.cos(t)) / RAD;
      return L.latLng(Math.asin((2 * Math.sin(t)) / ROOT3) / RAD, lng);
    },
  };
})();

L.CRS.EqualEarth = L.extend({}, L.CRS.Earth, {
  code: "EPSG:8857",
  wrapLng: undefined,
  projection: L.Projection.EqualEarth,
  transformation: new L.Transformation(1 / 5.4134, 0.5, -1 / 5.4134, 0.5), // the world is 256 px wide at zoom 0
});

const classroomMap = {
  svg(tag, attributes, parent) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [k, v] of Object.entries(attributes)) node.setAttribute(k, v);
    parent?.appendChild(node);
    return node;
  },

  // Colour and pattern together: no meaning hangs on colour alone.
  patterns(styles) {
    if (document.getElementById("patterns")) return; // a second map in the same page
    const svg = this.svg("svg", { id: "patterns", "aria-hidden": "true" }, document.body);
    svg.style.cssText = "position:absolute;width:0;height:0";
    const defs = this.svg("defs", {}, svg);
    for (const [key, s] of Object.entries(styles)) {
      if (!s.pattern) continue;
      const p = this.svg("pattern", { id: "p-" + key, width: 6, height: 6, patternUnits: "userSpaceOnUse" }, defs);
      this.svg("rect", { width: 6, height: 6, fill: s.color }, p);
      const drawn = { lines: "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2", back: "M-1,5 l2,2 M0,0 l6,6 M5,-1 l2,2", dots: "M1.5,3 a1.5,1.5 0 1 0 3,0 a1.5,1.5 0 1 0 -3,0", cross: "M0,3 h6 M3,0 v6" };
      const dots = s.pattern === "dots";
      this.svg("path", { d: drawn[s.pattern], stroke: dots ? "none" : s.ink, fill: dots ? s.ink : "none", "stroke-width": 1.4 }, p);
    }
  },

  fill(styles, key) {
    return styles[key].pattern ? `url(#p-${key})` : styles[key].color;
  },

  // Text goes in as text: a name with < or & or a quote stays a name.
  tip(head, lines) {
    const box = document.createElement("div"), bold = document.createElement("b");
    bold.textContent = head;
    box.appendChild(bold);
    for (const line of lines.filter(Boolean)) {
      const row = document.createElement("div");
      row.textContent = line;
      box.appendChild(row);
    }
    return box;
  },

  fit(map, points) {
    const size = map.getSize();
    if (!size.x || !size.y) return;
    if (points.length) { map.fitBounds(L.latLngBounds(points).pad(0.25), { animate: false }); return; }
    // From 58° S to 84° N, of a world that is 256 pixels wide.
    const high = map.options.crs === L.CRS.EqualEarth ? 0.445 : 0.76;
    const zoom = Math.log2(Math.min(size.x / 256, size.y / (256 * high)));
    map.setMinZoom(zoom - 0.01);
    map.setView(map.options.home, zoom, { animate: false });
  },

  draw(map, d) {
    this.patterns(d.styles);
    map.attributionControl.setPrefix("Leaflet").addAttribution("Natural Earth");
    map.getContainer().setAttribute("aria-label", d.title + (map.options.crs === L.CRS.EPSG3857 ? ", Mercator" : "") + ". Arrow keys move the map, plus and minus zoom.");
    map.getContainer().setAttribute("role", "region");
    if (map.options.crs === L.CRS.EqualEarth) {
      const edge = [];
      for (let lat = -90; lat <= 90; lat += 3) edge.push([lat, -169]);
      for (let lat = 90; lat >= -90; lat -= 3) edge.push([lat, 191]);
      L.polygon(edge, { color: "#9FB3C1", weight: 1, fillColor: "#EAF1F6", fillOpacity: 1, interactive: false, className: "sea" }).addTo(map);
    }

    const last = d.days[d.days.length - 1];
    let states = this.states(d, last);
    const status = (code) => states[code]?.status ?? "none";
    const describe = (p) => this.tip(p.name, [[p.name_zh, p.name_ru].filter(Boolean).join(" · "), states[p.iso3]?.text ?? d.none]);
    const options = { sticky: true, direction: "top" };
    const paint = (code) => ({ fillColor: this.fill(d.styles, status(code)) });
    const land = L.geoJSON(d.world, {
      style: (f) => ({ color: "#FFFFFF", weight: 0.6, fillOpacity: d.tiles ? 0.7 : 1, className: "land " + f.properties.iso3, ...paint(f.properties.iso3) }),
      onEachFeature: (f, layer) => layer.bindTooltip(() => describe(f.properties), options),
    }).addTo(map);
    L.geoJSON(d.disputed, {
      style: { color: "#444444", weight: 0.8, dashArray: "2 2", fillOpacity: 1, fillColor: "url(#p-disputed)", className: "disputed" },
      onEachFeature: (f, layer) => {
        const p = f.properties;
        layer.bindTooltip(() => this.tip(p.name, ["Disputed area", p.administered_by && "Administered by: " + p.administered_by, p.claimed_by && "Claimed by: " + p.claimed_by, p.note]), options);
      },
    }).addTo(map);
    const small = d.markers.map((m) => L.circleMarker([m.lat, m.lng], { radius: 5, color: "#222222", weight: 1.5, className: "small " + m.iso3 })
      .bindTooltip(() => describe(m), options).addTo(map));
    const legend = this.legend(map, d);

    // Only what changes is painted again: a step of the years stays within one frame.
    const show = (day) => {
      const before = states;
      states = this.states(d, day);
      land.eachLayer((layer) => {
        const code = layer.feature.properties.iso3;
        if ((before[code]?.status ?? "none") !== status(code)) layer.setStyle(paint(code));
      });
      small.forEach((marker, i) => {
        const code = d.markers[i].iso3, shown = code in states ? 1 : 0;
        marker.setStyle({ fillColor: d.styles[status(code)].color, fillOpacity: shown, opacity: shown });
      });
      legend(states);
    };
    const points = this.points(map, d, options);
    if (d.days.length > 1) this.years(map, d, show); // begins by showing the last day
    else show(last);
    if (d.pair) this.pair(d);
    this.fit(map, points);
    new ResizeObserver(() => { map.invalidateSize({ animate: false }); if (!map.moved) this.fit(map, points); }).observe(map.getContainer());
    map.on("dragend", () => { map.moved = true; });
  },

  // Places with their names, and a dashed line through those that stand in an order.
  points(map, d, options) {
    const at = (p) => [p.lat, p.lng], labels = [];
    if (d.line.length) L.polyline(d.line, { color: "#7A4A00", weight: 3, dashArray: "7 6", interactive: false, className: "sketch" }).addTo(map);
    for (const p of d.points) {
      const dot = L.circleMarker(at(p), { radius: 6, color: "#1b1b1b", weight: 1.5, fillColor: "#F6C667", fillOpacity: 1, className: "place" }).addTo(map);
      dot.bindTooltip(() => this.tip(p.name, p.lines), options);
      if (p.label) labels.push(L.tooltip({ permanent: true, className: "label" }).setLatLng(at(p)).setContent(this.tip(p.name, [])).addTo(map));
    }
    // A name goes to the first side of its place that is free; if none is, it waits for a closer look.
    const sides = { right: [8, 0], left: [-8, 0], top: [0, -8], bottom: [0, 8] };
    const settle = () => {
      const taken = [];
      for (const label of labels) {
        const node = label.getElement();
        node.style.visibility = "hidden";
        for (const [direction, offset] of Object.entries(sides)) {
          Object.assign(label.options, { direction, offset });
          label.update();
          const box = node.getBoundingClientRect();
          if (taken.some((t) => box.left < t.right && t.left < box.right && box.top < t.bottom && t.top < box.bottom)) continue;
          taken.push(box);
          node.style.visibility = "visible";
          break;
        }
      }
    };
    map.on("zoomend moveend resize", settle);
    settle();
    return d.points.map(at);
  },

  // The same map once more below, on Mercator.
  pair(d) {
    const box = document.createElement("div");
    box.className = "second";
    document.body.appendChild(box);
    document.body.classList.add("pair");
    this.draw(L.map(box, { crs: L.CRS.EPSG3857, zoomSnap: 0, scrollWheelZoom: false, home: [40, 11], center: [40, 11], zoom: 1 }), { ...d, pair: false });
  },

  // Who has which status on a day; days are ISO dates, which sort as text.
  states(d, day) {
    const out = {};
    for (const [code, key, text, since, until] of d.spans) {
      if (since <= day && (!until || day < until)) out[code] = { status: key, text };
    }
    return out;
  },

  // A bar of years below the map: a native slider, which arrow keys move, and a button to play.
  years(map, d, show) {
    const bar = document.createElement("div"), play = document.createElement("button");
    const slider = document.createElement("input"), said = document.createElement("output");
    bar.className = "years";
    const last = d.days.length - 1;
    Object.assign(slider, { type: "range", min: 0, max: last, step: 1, value: last, id: "year" });
    slider.setAttribute("aria-label", d.words.year);
    said.htmlFor = "year";
    said.setAttribute("aria-live", "polite");
    let timer = null;
    const stop = () => { clearInterval(timer); timer = null; play.textContent = d.words.play; };
    const step = () => {
      const i = Number(slider.value), year = d.days[i].slice(0, 4);
      slider.setAttribute("aria-valuetext", year);
      const bold = document.createElement("b");
      bold.textContent = year;
      said.replaceChildren(bold, " " + (d.news[year] ?? ""));
      show(d.days[i]);
    };
    slider.addEventListener("input", () => { stop(); step(); });
    play.type = "button";
    play.addEventListener("click", () => {
      if (timer) { stop(); return; }
      if (Number(slider.value) === last) slider.value = 0;
      play.textContent = d.words.stop;
      step();
      timer = setInterval(() => {
        slider.value = Number(slider.value) + 1;
        step();
        if (Number(slider.value) === last) stop();
      }, 900);
    });
    stop();
    step();
    bar.append(play, slider, said);
    document.body.appendChild(bar);
    document.body.classList.add("with-years");
    map.invalidateSize({ animate: false });
  },

  legend(map, d) {
    const control = L.control({ position: "bottomleft" }), always = ["none", "disputed"];
    let list;
    control.onAdd = () => {
      list = L.DomUtil.create("ul", "legend");
      list.setAttribute("aria-label", d.words.legend);
      return list;
    };
    control.addTo(map);
    return (states) => {
      const counts = {};
      for (const [code, s] of Object.entries(states)) if (!d.parts.includes(code)) counts[s.status] = (counts[s.status] ?? 0) + 1;
      list.replaceChildren(...d.legend.filter(([key]) => counts[key] || always.includes(key)).map(([key, label]) => {
        const item = document.createElement("li"), size = { width: 22, height: 14 };
        const swatch = this.svg("svg", { ...size, "aria-hidden": "true" }, item);
        this.svg("rect", { ...size, stroke: "#555555", fill: this.fill(d.styles, key) }, swatch);
        item.append(counts[key] ? `${label} (${counts[key]})` : label);
        return item;
      }));
    };
  },
};
