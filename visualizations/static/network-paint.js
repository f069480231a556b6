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
    ink: token("--ink"), ground: token("--ground"), band: token("--band"), border: token("--node"), link: token("--link"),
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
    // A class of bodies is two hexagons, one behind the other.
    for (const node of canvas.data.nodes) if (node.group && !canvas.isHidden(node)) hexagon(context, canvas, node);
  };

  const hexagon = (context, canvas, node) => {
    const { x, y } = canvas.place(node);
    context.globalAlpha = canvas.alpha(node);
    context.fillStyle = canvas.look.fills.organization;
    context.strokeStyle = canvas.look.border;
    context.lineWidth = 1.5;
    context.beginPath();
    for (let side = 0; side < 6; side += 1) {
      const angle = (Math.PI / 3) * side;
      context[side ? "lineTo" : "moveTo"](x - 4 + node.size * Math.cos(angle), y - 3 + node.size * Math.sin(angle));
    }
    context.closePath();
    context.fill();
    context.stroke();
    context.globalAlpha = 1;
  };

  const rings = (context, canvas) => {
    for (const link of canvas.data.links) {
      if ((link.relation !== "primary" && link.relation !== "related") || canvas.isHiddenLink(link)) continue;
      const [a, b] = [canvas.place(link.source), canvas.place(link.target)];
      const [x, y] = [a.x + 0.4 * (b.x - a.x), a.y + 0.4 * (b.y - a.y)];
      context.globalAlpha = canvas.alphaOfLink(link);
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
    context.globalAlpha = 1;
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

  const labels = (context, canvas) => {
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = canvas.look.ground;
    context.fillStyle = canvas.look.ink;
    const bold = new Set([canvas.data.view.focus, canvas.selected?.id]);
    for (const node of canvas.data.nodes) {
      if (canvas.isHidden(node)) continue;
      const lines = canvas.narrow ? node.small ?? node.label ?? [node.name] : node.label ?? [node.name];
      const side = canvas.narrow ? "below" : node.side;
      const gap = node.size + 7;
      const { x, y } = canvas.place(node);
      context.font = bold.has(node.id) ? `700 ${canvas.look.font}` : canvas.look.font;
      context.textAlign = side === "left" ? "right" : side === "right" ? "left" : "center";
      const across = side === "left" ? x - gap : side === "right" ? x + gap : x;
      lines.forEach((line, index) => {
        const down = side === "above" ? y - gap - LINE * (lines.length - 0.5 - index)
          : side === "below" ? y + gap + LINE * (index + 0.5)
            : y + LINE * (index - (lines.length - 1) / 2);
        context.globalAlpha = canvas.alpha(node);
        context.strokeText(line, across, down);
        context.fillText(line, across, down);
      });
    }
    context.globalAlpha = 1;
  };

  globalThis.policyPaint = {
    SHAPES,
    look,
    bands,
    over(context, canvas) {
      context.save();
      rings(context, canvas);
      around(context, canvas, canvas.selected ?? canvas.focused, 2, []);
      if (canvas.hasFocus && canvas.cursor !== canvas.selected) around(context, canvas, canvas.cursor, 2, [3, 3]);
      labels(context, canvas);
      context.restore();
    },
  };
})();
