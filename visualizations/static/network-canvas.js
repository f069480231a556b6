// The drawing: vis-network places what the server computed; labels, rings and fading are painted here.
(() => {
  const FAMILY_SHAPES = { field: "dot", project: "square", organization: "hexagon", measure: "triangle", indicator: "diamond", plan: "star" };
  const FADED = 0.15;

  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const fillOf = (family) => {
    const probe = document.createElement("span");
    probe.className = `glyph-${family}`;
    document.body.append(probe);
    const fill = getComputedStyle(probe).getPropertyValue("--fill").trim();
    probe.remove();
    return fill || "#888";
  };

  class Canvas {
    constructor(element, data, onSelect) {
      this.data = data;
      this.element = element;
      this.onSelect = onSelect;
      this.selected = null;
      this.neighbours = new Map(data.nodes.map((node) => [node.id, new Set([node.id])]));
      for (const link of data.links) {
        this.neighbours.get(link.from).add(link.to);
        this.neighbours.get(link.to).add(link.from);
      }
      this.readTokens();
      this.nodes = new vis.DataSet(data.nodes.map((node) => this.visNode(node)));
      this.edges = new vis.DataSet(data.links.map((link) => this.visEdge(link)));
      this.network = new vis.Network(element, { nodes: this.nodes, edges: this.edges }, {
        physics: false, layout: { improvedLayout: false }, autoResize: true,
        interaction: { hover: false, multiselect: false, keyboard: false, selectConnectedEdges: false, zoomView: true, tooltipDelay: 1e9 },
        nodes: { fixed: true, font: { size: 0 } }, edges: { smooth: false, selectionWidth: 0, hoverWidth: 0 },
      });
      element.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
      this.network.on("beforeDrawing", (context) => this.paintBands(context));
      this.network.on("afterDrawing", (context) => this.paintLabels(context));
      this.network.on("click", (event) => {
        if (event.nodes.length) onSelect(event.nodes[0]);
        else if (!event.edges.length) onSelect(null);
      });
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
      addEventListener("resize", () => this.fit());
    }

    readTokens() {
      this.ink = token("--ink"); this.ground = token("--ground"); this.band = token("--band");
      this.border = token("--node"); this.linkColour = token("--link"); this.accent = token("--accent"); this.hair = token("--hair");
      this.fills = Object.fromEntries(Object.keys(FAMILY_SHAPES).map((family) => [family, fillOf(family)]));
      this.font = `12px ${getComputedStyle(document.body).fontFamily}`;
    }

    visNode(node) {
      const on = this.isOn(node.id);
      const chosen = node.id === this.selected;
      return {
        id: node.id, x: node.x, y: node.y, shape: FAMILY_SHAPES[node.family], size: node.size, opacity: on ? 1 : FADED,
        borderWidth: chosen ? 3 : 1.5, borderWidthSelected: 3,
        color: { background: this.fills[node.family], border: chosen ? this.accent : this.border, highlight: { background: this.fills[node.family], border: this.accent } },
      };
    }

    visEdge(link) {
      const on = !this.selected || link.from === this.selected || link.to === this.selected;
      const accent = this.selected && on && link.relation === "primary";
      return {
        id: link.id, from: link.from, to: link.to, width: link.width, dashes: link.mended ? [4, 3] : false,
        arrows: { to: { enabled: true, scaleFactor: 0.4 } },
        color: { color: accent ? this.accent : this.linkColour, highlight: this.accent, opacity: on ? 0.82 : FADED },
      };
    }

    isOn(id) {
      return !this.selected || this.neighbours.get(this.selected)?.has(id);
    }

    paintBands(context) {
      const lanes = this.data.view.lanes;
      lanes.forEach((lane, index) => {
        context.fillStyle = index % 2 ? this.ground : this.band;
        context.fillRect(lane.left, -4000, lane.width, 12000);
      });
    }

    paintLabels(context) {
      context.save();
      context.font = this.font;
      context.lineJoin = "round";
      for (const link of this.data.links) if (link.relation === "primary" || link.relation === "related") this.paintRing(context, link);
      for (const node of this.data.nodes) this.paintLabel(context, node);
      context.restore();
      if (!this.marked) {
        this.marked = true;
        performance.mark("network-drawn");
      }
    }

    paintRing(context, link) {
      const [a, b] = [this.byId(link.from), this.byId(link.to)];
      const on = !this.selected || link.from === this.selected || link.to === this.selected;
      const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
      context.globalAlpha = on ? 1 : FADED;
      context.fillStyle = this.ground;
      context.strokeStyle = link.relation === "primary" ? this.accent : this.ink;
      context.lineWidth = 1.3;
      for (const radius of link.relation === "primary" ? [5.5, 2.5] : [5]) {
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        if (radius > 3) context.fill();
        context.stroke();
      }
      context.globalAlpha = 1;
    }

    paintLabel(context, node) {
      const lines = node.label;
      const gap = node.size + 7;
      context.globalAlpha = this.isOn(node.id) ? 1 : FADED;
      context.textBaseline = "middle";
      context.textAlign = node.side === "left" ? "right" : node.side === "right" ? "left" : "center";
      context.font = node.id === this.selected || node.id === this.data.view.focus ? `700 ${this.font}` : this.font;
      const x = node.side === "left" ? node.x - gap : node.side === "right" ? node.x + gap : node.x;
      lines.forEach((line, index) => {
        const y = node.side === "above"
          ? node.y - gap - 5 - 15.5 * (lines.length - 1 - index)
          : node.y + 15.5 * (index - (lines.length - 1) / 2);
        context.strokeStyle = this.ground;
        context.lineWidth = 4;
        context.strokeText(line, x, y);
        context.fillStyle = this.ink;
        context.fillText(line, x, y);
      });
      context.globalAlpha = 1;
    }

    byId(id) {
      this.index ??= new Map(this.data.nodes.map((node) => [node.id, node]));
      return this.index.get(id);
    }

    select(id) {
      this.selected = id;
      this.network.unselectAll();
      this.nodes.update(this.data.nodes.map((node) => this.visNode(node)));
      this.edges.update(this.data.links.map((link) => this.visEdge(link)));
    }

    redraw() {
      this.readTokens();
      this.select(this.selected);
    }

    // Fit the whole width; a tall drawing starts at its top and is panned down. A phone shows the focus at a readable size.
    fit() {
      const { width, height } = this.data.view;
      const box = this.element.getBoundingClientRect();
      const scale = Math.min(box.width / width, Math.max(box.height / height, Math.min(box.width / width, 0.8)));
      const narrow = box.width < 560;
      const used = narrow ? 0.8 : scale;
      const focus = this.byId(this.data.view.focus) ?? this.data.nodes[0];
      const x = narrow && focus ? Math.min(Math.max(focus.x, box.width / used / 2), Math.max(width - box.width / used / 2, width / 2)) : width / 2;
      const y = Math.max(Math.min(height / 2, box.height / used / 2), narrow && focus ? Math.min(focus.y, height - box.height / used / 2) : 0);
      this.network.moveTo({ position: { x, y }, scale: used, animation: false });
    }

    zoom(factor) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.network.moveTo({ scale: this.network.getScale() * factor, animation: calm ? false : { duration: 120 } });
    }

    // The nearest node in a direction: distance along it, with twice the weight on leaving it.
    nearest(id, dx, dy) {
      const from = this.byId(id);
      let best = null;
      let least = Infinity;
      for (const node of this.data.nodes) {
        const along = (node.x - from.x) * dx + (node.y - from.y) * dy;
        const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
        if (node.id === id || along < 8) continue;
        const cost = along + 2 * aside;
        if (cost < least) { least = cost; best = node.id; }
      }
      return best;
    }

    show(id) {
      const node = this.byId(id);
      const box = this.element.getBoundingClientRect();
      const place = this.network.canvasToDOM({ x: node.x, y: node.y });
      if (place.x < 40 || place.y < 40 || place.x > box.width - 40 || place.y > box.height - 40) {
        this.network.moveTo({ position: { x: node.x, y: node.y }, animation: false });
      }
    }
  }

  globalThis.PolicyCanvas = Canvas;
})();
