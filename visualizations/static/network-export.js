// The drawing as a picture of its own, for export and for paper: title, heads, the whole drawing, legend, data version, address.
(() => {
  // A picture goes into documents and onto paper: it is light, whatever the screen is.
  const LIGHT = { ink: "#15191e", ground: "#ffffff", band: "#f9fafb", border: "#3a3a3a", link: "#767676", accent: "#1a3c94" };
  const QUIET = "#606973";
  const [MARGIN, HEAD, ROW] = [24, 36, 24];
  const EVERYTHING = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

  // The canvas as it would be on a wide stage without selection and without a cursor.
  const wide = (canvas) => Object.assign(Object.create(canvas), {
    narrow: false, moving: false, selected: null, hasFocus: false, look: { ...canvas.look, ...LIGHT }, seen: () => EVERYTHING, place: (node) => node,
  });

  // What the legend tells, each a sign and its words; only what the drawing has.
  const entries = (canvas, words) => {
    const { nodes, links, view } = canvas.data;
    const sign = (family, group) => (context, x, y) => {
      if (group) stamp(context, canvas, family, x - 4, y - 3);
      stamp(context, canvas, family, x, y);
    };
    const stroke = (width, dash) => (context, x, y) => {
      context.strokeStyle = canvas.look.link;
      context.lineWidth = width;
      context.setLineDash(dash);
      context.beginPath();
      context.moveTo(x - 8, y);
      context.lineTo(x + 10, y);
      context.stroke();
      context.setLineDash([]);
    };
    const ring = (relation) => (context, x, y) => {
      context.strokeStyle = relation === "primary" ? canvas.look.accent : canvas.look.ink;
      context.lineWidth = 1.3;
      for (const radius of relation === "primary" ? [5.5, 2.5] : [5.5]) {
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        context.stroke();
      }
    };
    const known = new Set(links.map((link) => link.status));
    const families = ["organization", "project", "field", "measure", "indicator"].map((family) => [family, nodes.filter((node) => node.family === family).length]);
    const found = families.filter(([, count]) => count).map(([family, count]) => [sign(family), `${words[`lane_${family}`]} ${count}`]);
    if (nodes.some((node) => node.group)) found.push([sign("organization", true), words.net_group_means]);
    for (const relation of ["primary", "related"]) if (links.some((link) => link.relation === relation)) found.push([ring(relation), words[relation]]);
    for (const status of ["stated", "repaired", "inferred", "derived", "curated"]) if (known.has(status)) found.push([stroke(1.5, status === "stated" ? [] : [4, 3]), words[status]]);
    return [...found, [stroke(3, []), links.some((link) => link.count) ? words.overview_width_means : words.net_width_means]];
  };

  const stamp = (context, canvas, family, x, y) => {
    context.fillStyle = canvas.look.fills[family];
    context.strokeStyle = canvas.look.border;
    context.lineWidth = 1.5;
    policyPaint.path(context, family, x, y, 6);
    context.fill();
    context.stroke();
  };

  const write = (context, canvas, text, x, y, { size = 12, bold = false, colour = canvas.look.ink } = {}) => {
    context.font = `${bold ? "700 " : ""}${canvas.look.font.replace("12px", `${size}px`)}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillStyle = colour;
    context.fillText(text, x, y);
    return context.measureText(text).width;
  };

  // The legend in rows as wide as the picture; says how high it is, and paints it where a context is given.
  const legend = (canvas, words, width, context, y = 0) => {
    const ruler = context ?? document.createElement("canvas").getContext("2d");
    let [x, row] = [MARGIN, 0];
    for (const [sign, text] of entries(canvas, words)) {
      ruler.font = canvas.look.font;
      const across = 26 + ruler.measureText(text).width + 18;
      if (x + across > width - MARGIN && x > MARGIN) [x, row] = [MARGIN, row + 1];
      if (context) {
        sign(context, x + 10, y + row * ROW + ROW / 2);
        write(context, canvas, text, x + 26, y + row * ROW + ROW / 2);
      }
      x += across;
    }
    return (row + 1) * ROW;
  };

  const drawing = (context, canvas) => {
    const { links, nodes, view } = canvas.data;
    context.save();
    context.beginPath();
    context.rect(0, 0, view.width, view.height);
    context.clip();
    policyPaint.bands(context, canvas);
    policyPaint.rings(context, canvas, links);
    for (const node of nodes) if (!canvas.isHidden(node)) policyPaint.glyph(context, canvas, node);
    policyCaptions(context, canvas);
    policyPaint.labels(context, canvas, nodes);
    context.restore();
  };

  // The picture on a canvas of its own, ``scale`` times as fine as the screen.
  globalThis.policyPicture = (given, { title, scale = 2 }) => {
    const canvas = wide(given);
    const { view, words, plan, years } = canvas.data;
    const width = view.width + 2 * MARGIN;
    const top = MARGIN + 52;
    const below = top + HEAD + view.height + 12;
    const rows = legend(canvas, words, width);
    const address = canvas.data.offline ? "" : decodeURI(location.href);
    const picture = document.createElement("canvas");
    const height = below + rows + 62;
    scale = Math.min(scale, 16_000 / height); // browsers draw no larger canvas
    Object.assign(picture, { width: Math.round(width * scale), height: Math.round(height * scale) });
    const context = picture.getContext("2d");
    context.scale(scale, scale);
    context.fillStyle = canvas.look.ground;
    context.fillRect(0, 0, width, height);
    write(context, canvas, title, MARGIN, MARGIN + 10, { size: 18, bold: true });
    write(context, canvas, [plan, years].filter(Boolean).join(" "), MARGIN, MARGIN + 34, { colour: QUIET });
    context.save();
    context.translate(MARGIN, top);
    view.lanes.forEach((lane, index) => {
      if (index % 2 === 0) { context.fillStyle = canvas.look.band; context.fillRect(lane.left, 0, lane.width, HEAD); }
      const titled = view.titles[lane.key]; // a column that is no kind of things has a head of its own, without a sign
      if (!titled) stamp(context, canvas, lane.key, lane.left + 18, HEAD / 2);
      write(context, canvas, `${titled ?? words[`lane_${lane.key}`]} ${lane.count}`, lane.left + (titled ? 12 : 32), HEAD / 2, { size: 13, bold: true });
    });
    context.translate(0, HEAD);
    drawing(context, canvas);
    context.restore();
    context.fillStyle = "#b3bbc5";
    context.fillRect(MARGIN, below - 4, view.width, 1);
    legend(canvas, words, width, context, below);
    write(context, canvas, `Policy Links · ${words.footer_version} ${view.version}`, MARGIN, below + rows + 20, { colour: QUIET });
    write(context, canvas, address, MARGIN, below + rows + 40, { colour: QUIET });
    return picture;
  };

  // Saves the picture as PNG under a name.
  globalThis.policySave = (canvas, options) => policyPicture(canvas, options).toBlob((blob) => {
    const link = policyMake("a", { href: URL.createObjectURL(blob), download: `policylinks-${canvas.data.view.focus || "network"}.png` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }, "image/png");

  // Paper gets the whole drawing instead of the part that the screen shows.
  globalThis.policyPrinting = (present) => {
    const put = () => {
      const { canvas, title } = present();
      if (!canvas || document.querySelector(".printed")) return;
      const picture = policyPicture(canvas, { title: title() });
      picture.className = "printed";
      picture.setAttribute("role", "img");
      picture.setAttribute("aria-label", title());
      document.querySelector(".net").before(picture);
    };
    const take = () => document.querySelector(".printed")?.remove();
    addEventListener("beforeprint", put);
    addEventListener("afterprint", take);
    matchMedia("print").addEventListener("change", (event) => (event.matches ? put() : take()));
  };
})();
