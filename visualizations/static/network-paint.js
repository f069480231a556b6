// What is painted over and under vis-network's nodes and links: lanes, labels with their halo, rings of roles, focus.
(() => {
  const LINE = 15.5;
  const SHAPES = { field: "dot", project: "square", organization: "hexagon", measure: "triangle", indicator: "diamond", plan: "star" };

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const fillOf = (family) => {
    const probe = document.createElement("span");
    probe.className = `glyph-${family}`;
    document.body.append(probe);
    const fill = getComputedStyle(probe).getPropertyValue("--fill").trim();
    probe.remove();
    return fill || "#888";
  };

  // The colours and the font of the page, read again when the colour scheme changes.
  const look = () => ({
    ink: token("--ink"), quiet: token("--ink3"), ground: token("--ground"), band: token("--band"), border: token("--node"), link: token("--link"),
    accent: token("--accent"), fills: Object.fromEntries(Object.keys(SHAPES).map((family) => [family, fillOf(family)])),
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
  });

  const bands = (context, canvas) => {
    const { lanes } = canvas.data.view;
    lanes.forEach((lane, index) => {
      context.fillStyle = index % 2 ? canvas.look.ground : canvas.look.band;
      const [left, width] = canvas.narrow ? [130 * index, 130] : [lane.left, lane.width];
      context.fillRect(left, -4000, width, 40000);
    });
    lines(context, canvas, canvas.data.links.filter((link) => !canvas.isHiddenLink(link)));
    // A class of bodies is two hexagons, one behind the other.
    for (const node of canvas.data.nodes) if (node.group && !canvas.isHidden(node)) glyph(context, canvas, node, -4, -3);
  };

  // A glyph as vis-network draws it, for what stands out from the faded rest, and for the second hexagon of a class.
  const path = (context, family, x, y, size) => {
    const points = {
      project: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
      organization: [0, 1, 2, 3, 4, 5].map((side) => [Math.cos((Math.PI / 3) * side), Math.sin((Math.PI / 3) * side)]),
      measure: [[0, -1.01], [1.15, 0.98], [-1.15, 0.98]],
      indicator: [[0, 1], [1, 0], [0, -1], [-1, 0]],
    }[family];
    context.beginPath();
    if (!points) context.arc(x, y, size, 0, 2 * Math.PI);
    else points.forEach(([dx, dy], index) => context[index ? "lineTo" : "moveTo"](x + dx * size, y + dy * size));
    context.closePath();
  };

  const glyph = (context, canvas, node, dx = 0, dy = 0) => {
    const { x, y } = canvas.place(node);
    context.fillStyle = canvas.look.fills[node.family];
    context.strokeStyle = canvas.look.border;
    context.lineWidth = 1.5;
    path(context, node.family, x + dx, y + dy, node.size);
    context.fill();
    context.stroke();
  };

  // A link from border to border: its line, or its bow inside a lane, and the arrow at its target.
  const course = (canvas, link) => {
    const [a, b] = [canvas.place(link.source), canvas.place(link.target)];
    const over = link.inside ? { x: a.x + 2 * link.bow(canvas.narrow), y: (a.y + b.y) / 2 } : a;
    const angle = Math.atan2(b.y - over.y, b.x - over.x);
    const tip = { x: b.x - (link.target.size + 1) * Math.cos(angle), y: b.y - (link.target.size + 1) * Math.sin(angle) };
    const length = 6 + 3 * link.width;
    const back = (turn, part = 1) => [tip.x - part * length * Math.cos(angle + turn), tip.y - part * length * Math.sin(angle + turn)];
    return { a, b, over, tip, end: back(0, 0.5), wings: [back(-0.32), back(0.32)] };
  };

  // The part of a line between two heights: what is out of sight costs as much as what is seen.
  const between = ([x1, y1], [x2, y2], top, bottom) => {
    const at = (y) => [x1 + ((x2 - x1) * (y - y1)) / (y2 - y1), y];
    const held = (x, y) => (y < top ? at(top) : y > bottom ? at(bottom) : [x, y]);
    return y1 === y2 ? [[x1, y1], [x2, y2]] : [held(x1, y1), held(x2, y2)];
  };

  // Where there are very many links, those to things out of sight are left out while the drawing moves.
  const MANY = 120;
  const worth = (canvas, link, seen) => {
    if (!canvas.moving || canvas.data.links.length <= MANY) return true;
    const leaf = canvas.place(link.source.degree < link.target.degree ? link.source : link.target);
    return leaf.y > seen.top && leaf.y < seen.bottom;
  };

  // Links with their arrows. One by one: many in one path take a third longer.
  const lines = (context, canvas, links, accent = false) => {
    const seen = canvas.seen();
    context.save();
    context.globalAlpha = accent ? 1 : 0.82;
    for (const link of links) {
      if (!worth(canvas, link, seen)) continue;
      const { a, b, over, tip, end, wings } = course(canvas, link);
      if (Math.max(a.y, b.y) < seen.top || Math.min(a.y, b.y) > seen.bottom) continue;
      context.strokeStyle = context.fillStyle = accent && link.relation === "primary" ? canvas.look.accent : canvas.look.link;
      context.lineWidth = link.width;
      context.setLineDash(link.status === "stated" ? [] : [4, 3]);
      context.beginPath();
      if (link.inside) {
        context.moveTo(a.x, a.y);
        context.quadraticCurveTo(over.x, over.y, ...end);
      } else {
        const [from, to] = between([a.x, a.y], end, seen.top, seen.bottom);
        context.moveTo(...from);
        context.lineTo(...to);
      }
      context.stroke();
      if (b.y < seen.top || b.y > seen.bottom) continue;
      context.beginPath();
      context.moveTo(tip.x, tip.y);
      for (const wing of wings) context.lineTo(...wing);
      context.fill();
    }
    context.restore();
  };

  // The rest at 15 %: what was painted is covered by 85 % of the ground.
  const veil = (context, canvas) => {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 0.85;
    context.fillStyle = canvas.look.ground;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
  };

  // Where many links meet, rings of the two roles stand in two lines, so that fewer cover each other.
  const rings = (context, canvas, links) => {
    const crowded = canvas.data.links.filter((link) => link.relation === "primary" || link.relation === "related").length > 12;
    for (const link of links) {
      if ((link.relation !== "primary" && link.relation !== "related") || canvas.isHiddenLink(link)) continue;
      const [a, b] = [canvas.place(link.source), canvas.place(link.target)];
      const along = !crowded ? 0.4 : link.relation === "primary" ? 0.3 : 0.46;
      const [x, y] = [a.x + along * (b.x - a.x), a.y + along * (b.y - a.y)];
      context.fillStyle = canvas.look.ground;
      context.strokeStyle = link.relation === "primary" ? canvas.look.accent : canvas.look.ink;
      context.lineWidth = 1.3;
      for (const radius of link.relation === "primary" ? [5.5, 2.5] : [5.5]) {
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        if (radius > 3) context.fill();
        context.stroke();
      }
    }
  };

  const around = (context, canvas, node, width, dash) => {
    if (!node || canvas.isHidden(node)) return;
    const { x, y } = canvas.place(node);
    context.strokeStyle = canvas.look.accent;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    context.arc(x, y, node.size + 6, 0, 2 * Math.PI);
    context.stroke();
    context.setLineDash([]);
  };

  const labels = (context, canvas, nodes) => {
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = canvas.look.ground;
    context.fillStyle = canvas.look.ink;
    const bold = new Set([canvas.data.view.focus, canvas.selected?.id]);
    const seen = canvas.seen();
    for (const node of nodes) {
      const { x, y } = canvas.place(node);
      if (canvas.isHidden(node) || x < seen.left || x > seen.right || y < seen.top || y > seen.bottom) continue;
      const lines = canvas.narrow ? node.small : node.label;
      const side = canvas.narrow ? "below" : node.side;
      const gap = node.size + 7;
      context.font = bold.has(node.id) ? `700 ${canvas.look.font}` : canvas.look.font;
      context.textAlign = side === "left" ? "right" : side === "right" ? "left" : "center";
      const across = side === "left" ? x - gap : side === "right" ? x + gap : x;
      lines.forEach((line, index) => {
        const down = side === "above" ? y - gap - LINE * (lines.length - 0.5 - index)
          : side === "below" ? y + gap + LINE * (index + 0.5)
            : y + LINE * (index - (lines.length - 1) / 2);
        context.strokeText(line, across, down);
        context.fillText(line, across, down);
      });
    }
  };

  // A pinned node has a pin at its upper right.
  const pin = (context, canvas, node) => {
    const { x, y } = canvas.place(node);
    const [px, py] = [x + node.size + 3, y - node.size - 3];
    context.fillStyle = canvas.look.accent;
    context.strokeStyle = canvas.look.accent;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(px - 3, py + 3);
    context.lineTo(px - 7, py + 7);
    context.stroke();
    context.beginPath();
    context.arc(px, py, 4, 0, 2 * Math.PI);
    context.fill();
  };

  globalThis.policyPaint = {
    SHAPES,
    look,
    bands,
    glyph,
    path,
    rings,
    labels,
    over(context, canvas) {
      context.save();
      const { nodes, links } = canvas.data;
      rings(context, canvas, links);
      if (!canvas.selected) around(context, canvas, canvas.focused, 2, []);
      policyCaptions(context, canvas);
      labels(context, canvas, nodes);
      if (canvas.selected) {
        veil(context, canvas);
        const near = canvas.lit();
        const stands = (link) => link.source === canvas.selected || link.target === canvas.selected || (canvas.pinned.has(link.source) && near.has(link.target)) || (canvas.pinned.has(link.target) && near.has(link.source));
        const lit = links.filter((link) => stands(link) && !canvas.isHiddenLink(link));
        const shown = [...near].filter((node) => !canvas.isHidden(node));
        lines(context, canvas, lit, true);
        rings(context, canvas, lit);
        for (const node of shown) {
          if (node.group) glyph(context, canvas, node, -4, -3);
          glyph(context, canvas, node);
        }
        around(context, canvas, canvas.selected, 2, []);
        policyCaptions(context, canvas, lit);
        labels(context, canvas, shown);
      }
      for (const node of canvas.pinned) if (!canvas.isHidden(node)) pin(context, canvas, node);
      if (canvas.start) around(context, canvas, canvas.start, 2, [6, 3]);
      if (canvas.hasFocus && canvas.cursor !== canvas.selected) around(context, canvas, canvas.cursor, 2, [3, 3]);
      context.restore();
    },
  };
})();
