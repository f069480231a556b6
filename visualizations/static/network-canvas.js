// The drawing: vis-network places what the server computed; what is selected, faded and hidden is decided here.
(() => {
  const NARROW = 560;

  class Canvas {
    constructor(element, data, events) {
      Object.assign(this, { element, data, selected: null, cursor: null, hasFocus: false, hiddenNodes: new Set(), hiddenLinks: new Set() });
      this.focused = data.nodes.find((node) => node.id === data.view.focus) ?? null;
      this.cursor = this.focused ?? data.nodes[0];
      this.neighbours = new Map(data.nodes.map((node) => [node, new Set([node])]));
      for (const link of data.links) {
        this.neighbours.get(link.source).add(link.target);
        this.neighbours.get(link.target).add(link.source);
      }
      this.look = policyPaint.look();
      this.measure();
      this.nodes = new vis.DataSet(data.nodes.map((node) => this.visNode(node)));
      this.edges = new vis.DataSet(data.links.map((link) => this.visEdge(link)));
      this.network = new vis.Network(element, { nodes: this.nodes, edges: this.edges }, {
        physics: false, layout: { improvedLayout: false }, autoResize: false,
        interaction: { hover: false, multiselect: false, keyboard: false, selectable: false, dragNodes: false, zoomView: true },
        nodes: { fixed: true, font: { size: 0 } }, edges: { smooth: false, selectionWidth: 0, hoverWidth: 0 },
      });
      element.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
      element.querySelector("canvas")?.setAttribute("aria-hidden", "true");
      this.network.on("beforeDrawing", (context) => policyPaint.bands(context, this));
      this.network.on("afterDrawing", (context) => {
        policyPaint.over(context, this);
        events.drawn();
        if (this.marked) return;
        this.marked = true;
        performance.mark("network-drawn");
      });
      this.network.on("click", (event) => events.click(this.nodeAt(event.pointer.canvas)));
      this.stop = new AbortController();
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle(), { signal: this.stop.signal });
      addEventListener("resize", () => this.resize(), { signal: this.stop.signal });
      this.resize();
      document.fonts?.ready.then(() => this.redraw());
    }

    destroy() {
      this.stop.abort();
      this.network.destroy();
    }

    // The form of the stage: narrow ones have places of their own; a tall drawing gets a taller stage.
    measure() {
      const { width } = this.element.getBoundingClientRect();
      this.narrow = width < NARROW;
      this.scale = this.narrow ? width / 390 : Math.min(width / this.data.view.width, 1.2);
      this.element.style.height = "";
      this.element.style.height = this.narrow ? "" : `${Math.min(Math.max(this.data.view.height * this.scale, this.element.parentElement.clientHeight - 36), 900)}px`;
      this.box = this.element.getBoundingClientRect();
    }

    resize() {
      const before = this.narrow;
      this.measure();
      if (before !== this.narrow) this.nodes.update(this.data.nodes.map((node) => this.visNode(node)));
      this.network.setSize(`${this.box.width}px`, `${this.box.height}px`);
      this.network.redraw();
      this.fit();
    }

    place(node) {
      return this.narrow ? { x: node.nx, y: node.ny } : node;
    }

    isHidden(node) { return this.hiddenNodes.has(node); }
    isHiddenLink(link) { return this.hiddenLinks.has(link); }

    visNode(node) {
      const background = this.look.fills[node.family];
      return {
        id: node.id, ...this.xy(node), shape: policyPaint.SHAPES[node.family], size: node.size,
        hidden: this.isHidden(node), borderWidth: 1.5, color: { background, border: this.look.border },
      };
    }

    xy(node) {
      const { x, y } = this.place(node);
      return { x, y };
    }

    visEdge(link) {
      return {
        id: link.id, from: link.source.id, to: link.target.id, width: link.width, dashes: link.status === "stated" ? false : [4, 3],
        hidden: this.isHiddenLink(link), arrows: { to: { enabled: true, scaleFactor: 0.4 } },
        color: { color: this.look.link, opacity: 0.82 },
      };
    }

    select(node) {
      if (this.selected === node) return;
      this.selected = node;
      this.redraw();
    }

    update() {
      this.nodes.update(this.data.nodes.map((node) => this.visNode(node)));
      this.edges.update(this.data.links.map((link) => this.visEdge(link)));
    }

    hide(nodes, links) {
      this.hiddenNodes = nodes;
      this.hiddenLinks = links;
      if (this.selected && nodes.has(this.selected)) this.selected = null;
      if (nodes.has(this.cursor)) this.cursor = this.data.nodes.find((node) => !nodes.has(node)) ?? this.cursor;
      this.update();
    }

    restyle() {
      this.look = policyPaint.look();
      this.update();
    }

    redraw() { if (!this.stop.signal.aborted) this.network.redraw(); }

    // The top of the drawing; where the focus would be out of sight, the part around it. A phone shows the focus' lane in the middle.
    fit() {
      const { view } = this.data;
      const height = this.narrow ? view.narrow_height : view.height;
      const width = this.narrow ? 130 * view.lanes.length : view.width;
      const [half, across] = [this.box.height / 2 / this.scale, this.box.width / 2 / this.scale];
      const focus = this.focused ? this.place(this.focused) : null;
      const y = focus && focus.y > 2 * half - 60 ? Math.min(focus.y, Math.max(height - half, half)) : half;
      const x = this.narrow && focus ? Math.min(Math.max(focus.x, across), Math.max(width - across, across)) : Math.max(width / 2, Math.min(across, width / 2));
      this.network.moveTo({ position: { x, y }, scale: this.scale, animation: false });
    }

    // How far a lane stands from the left edge of the stage, for the heads that stay above it.
    laneLeft(index) {
      const x = this.narrow ? 130 * index : this.data.view.lanes[index].left;
      return this.network.canvasToDOM({ x, y: 0 }).x;
    }

    showLane(index) {
      const x = 130 * (index + 1.5);
      this.network.moveTo({ position: { x, y: this.network.getViewPosition().y }, animation: false });
    }

    zoom(factor) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.network.moveTo({ scale: this.network.getScale() * factor, animation: calm ? false : { duration: 120 } });
    }

    // A node is hit within 6 px of its glyph, or on its label's first 40 px.
    nodeAt({ x, y }) {
      let [best, least] = [null, Infinity];
      for (const node of this.data.nodes) {
        if (this.isHidden(node)) continue;
        const place = this.place(node);
        const [dx, dy] = [x - place.x, y - place.y];
        const side = this.narrow ? "below" : node.side;
        const onLabel = side === "left" ? dx > -150 && dx < 0 && Math.abs(dy) < 18
          : side === "right" ? dx > 0 && dx < 150 && Math.abs(dy) < 18
            : Math.abs(dx) < 60 && (side === "above" ? dy < 0 && dy > -48 : dy > 0 && dy < 48);
        const distance = Math.hypot(dx, dy);
        if ((distance < node.size + 6 || onLabel) && distance < least) [best, least] = [node, distance];
      }
      return best;
    }

    // Up and down go along the lane. Left and right go to the next lane that has something to see, however far its
    // nearest row is: a node of a lane beyond it may be nearer, but whoever moves lane by lane would never meet this one.
    nearest(from, dx, dy) {
      let [best, least] = [null, [Infinity, Infinity]];
      const here = this.place(from);
      for (const node of this.data.nodes) {
        if (node === from || this.isHidden(node)) continue;
        const place = this.place(node);
        const along = (place.x - here.x) * dx + (place.y - here.y) * dy;
        const aside = Math.abs((place.x - here.x) * dy) + Math.abs((place.y - here.y) * dx);
        if (along < 8 || (dy && aside >= 8)) continue;
        if (along < least[0] - 1 || (along < least[0] + 1 && aside < least[1])) [best, least] = [node, [along, aside]];
      }
      return best;
    }

    // Brings a node into sight, and no further.
    show(node) {
      const place = this.network.canvasToDOM(this.xy(node));
      if (place.x > 40 && place.y > 24 && place.x < this.box.width - 40 && place.y < this.box.height - 24) return this.redraw();
      return this.network.moveTo({ position: this.xy(node), animation: false });
    }
  }

  globalThis.PolicyCanvas = Canvas;
})();
