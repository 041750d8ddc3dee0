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
  // Colour and pattern together: no meaning hangs on colour alone.
  patterns(map, styles) {
    const ns = "http://www.w3.org/2000/svg", svg = document.createElementNS(ns, "svg");
    const make = (tag, attributes, parent) => {
      const node = document.createElementNS(ns, tag);
      for (const [k, v] of Object.entries(attributes)) node.setAttribute(k, v);
      parent.appendChild(node);
      return node;
    };
    svg.setAttribute("aria-hidden", "true");
    svg.style.cssText = "position:absolute;width:0;height:0";
    const defs = make("defs", {}, svg);
    for (const [key, s] of Object.entries(styles)) {
      if (!s.pattern) continue;
      const p = make("pattern", { id: "p-" + key, width: 6, height: 6, patternUnits: "userSpaceOnUse" }, defs);
      make("rect", { width: 6, height: 6, fill: s.color }, p);
      const drawn = { lines: "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2", back: "M-1,5 l2,2 M0,0 l6,6 M5,-1 l2,2", dots: "M1.5,3 a1.5,1.5 0 1 0 3,0 a1.5,1.5 0 1 0 -3,0", cross: "M0,3 h6 M3,0 v6" };
      const dots = s.pattern === "dots";
      make("path", { d: drawn[s.pattern], stroke: dots ? "none" : s.ink, fill: dots ? s.ink : "none", "stroke-width": 1.4 }, p);
    }
    document.body.appendChild(svg);
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

  fit(map) {
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const zoom = Math.log2(Math.min(size.x / 256, size.y / (256 * 0.445))); // 58° S to 84° N
    map.setMinZoom(zoom - 0.01);
    map.setView(map.options.home, zoom, { animate: false });
  },

  draw(map, d) {
    this.patterns(map, d.styles);
    map.attributionControl.setPrefix("Leaflet").addAttribution("Natural Earth");
    map.getContainer().setAttribute("aria-label", d.title + ". Arrow keys move the map, plus and minus zoom.");
    map.getContainer().setAttribute("role", "region");
    const edge = [];
    for (let lat = -90; lat <= 90; lat += 3) edge.push([lat, -169]);
    for (let lat = 90; lat >= -90; lat -= 3) edge.push([lat, 191]);
    L.polygon(edge, { color: "#9FB3C1", weight: 1, fillColor: "#EAF1F6", fillOpacity: 1, interactive: false, className: "sea" }).addTo(map);

    const status = (code) => (d.states[code] ? d.states[code].status : "none");
    const describe = (p) => this.tip(p.name, [[p.name_zh, p.name_ru].filter(Boolean).join(" · "), d.states[p.iso3] ? d.states[p.iso3].text : d.none]);
    const options = { sticky: true, direction: "top" };
    const land = L.geoJSON(d.world, {
      style: (f) => ({ color: "#FFFFFF", weight: 0.6, fillOpacity: 1, fillColor: this.fill(d.styles, status(f.properties.iso3)), className: "land " + f.properties.iso3 }),
      onEachFeature: (f, layer) => layer.bindTooltip(() => describe(f.properties), options),
    }).addTo(map);
    const hatch = L.geoJSON(d.disputed, {
      style: { color: "#444444", weight: 0.8, dashArray: "2 2", fillOpacity: 1, fillColor: "url(#p-disputed)", className: "disputed" },
      onEachFeature: (f, layer) => {
        const p = f.properties;
        layer.bindTooltip(() => this.tip(p.name, ["Disputed area", p.administered_by && "Administered by: " + p.administered_by, p.claimed_by && "Claimed by: " + p.claimed_by]), options);
      },
    }).addTo(map);
    for (const m of d.markers) {
      L.circleMarker([m.lat, m.lng], { radius: 5, color: "#222222", weight: 1.5, fillOpacity: 1, fillColor: d.styles[status(m.iso3)].color, className: "small " + m.iso3 })
        .bindTooltip(() => describe(m), options).addTo(map);
    }
    this.legend(map, d);
    this.fit(map);
    new ResizeObserver(() => { map.invalidateSize({ animate: false }); if (!map.moved) this.fit(map); }).observe(map.getContainer());
    map.on("dragend", () => { map.moved = true; });
    return { land, hatch };
  },

  legend(map, d) {
    const control = L.control({ position: "bottomleft" });
    control.onAdd = () => {
      const list = L.DomUtil.create("ul", "legend");
      list.setAttribute("aria-label", "What the colours and patterns mean");
      for (const [key, label] of d.legend) {
        const item = L.DomUtil.create("li", "", list), ns = "http://www.w3.org/2000/svg";
        const svg = document.createElementNS(ns, "svg"), box = document.createElementNS(ns, "rect");
        for (const [k, v] of Object.entries({ width: 22, height: 14, "aria-hidden": "true" })) svg.setAttribute(k, v);
        for (const [k, v] of Object.entries({ width: 22, height: 14, stroke: "#555555", fill: this.fill(d.styles, key) })) box.setAttribute(k, v);
        svg.appendChild(box);
        item.appendChild(svg);
        item.appendChild(document.createTextNode(label));
      }
      return list;
    };
    control.addTo(map);
  },
};
