// The drawing: vis-network keeps the view and its nodes where the server placed them; what is selected, faded and hidden is decided here.
(() => {
  const NARROW = 560;
  const MARGIN = 90; // of the window, around the node that has the cursor
  const LARGE = 80; // nodes above which the stage stays low

  class Canvas {
    constructor(element, data, events) {
      Object.assign(this, { element, data, selected: null, cursor: null, hasFocus: false, hiddenNodes: new Set(), hiddenLinks: new Set() });
      this.pinned = new Set(data.nodes.filter((node) => data.view.pinned?.includes(node.id)));
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
      this.network = new vis.Network(element, { nodes: this.nodes, edges: [] }, {
        physics: false, layout: { improvedLayout: false }, autoResize: false,
        interaction: { hover: false, multiselect: false, keyboard: false, selectable: false, dragNodes: false, zoomView: true },
        nodes: { fixed: true, font: { size: 0 } },
      });
      element.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
      element.querySelector("canvas")?.setAttribute("aria-hidden", "true");
      this.network.on("beforeDrawing", (context) => { this.notice(); policyPaint.bands(context, this); });
      this.network.on("afterDrawing", (context) => {
        policyPaint.over(context, this);
        events.drawn();
        if (this.marked) return;
        this.marked = true;
        performance.mark("network-drawn");
      });
      this.network.on("click", (event) => events.click(this.nodeAt(event.pointer.canvas), event.event?.srcEvent));
      this.stop = new AbortController();
      element.addEventListener("wheel", (event) => this.wheel(event), { capture: true, passive: false, signal: this.stop.signal });
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle(), { signal: this.stop.signal });
      addEventListener("resize", () => this.resize(), { signal: this.stop.signal });
      this.resize();
      document.fonts?.ready.then(() => this.redraw());
    }

    destroy() {
      this.stop.abort();
      this.network.destroy();
    }

    // The form of the stage: narrow ones have places of their own; a tall drawing gets a taller stage, but for those of
    // many nodes: every picture of them would cost too much.
    measure() {
      const { width } = this.element.getBoundingClientRect();
      const { nodes, view } = this.data;
      this.narrow = width < NARROW;
      this.scale = this.narrow ? width / 390 : Math.min(width / view.width, 1.2);
      this.element.style.height = "";
      const least = view.kind === "path" ? 0 : Math.max(662, (document.querySelector(".legend")?.offsetHeight ?? 0) - 80);
      const tall = Math.min(Math.max(view.height * this.scale, Math.min(least, 1000)), nodes.length > LARGE ? 900 : 1600);
      if (!this.narrow) this.element.style.height = `${tall}px`;
      this.box = this.element.getBoundingClientRect();
    }

    // The wheel scrolls the page, or a drawing that is larger than its stage as far as it goes; with Ctrl it zooms.
    wheel(event) {
      if (event.ctrlKey || event.metaKey) return;
      event.stopPropagation();
      const before = this.network.getViewPosition();
      const [half, height] = [this.box.height / 2 / this.network.getScale(), this.height()];
      const y = Math.min(Math.max(before.y + event.deltaY / this.network.getScale(), Math.min(half, height - half)), Math.max(height - half, half));
      if (height <= 2 * half + 8 || Math.abs(y - before.y) < 1) return;
      event.preventDefault();
      this.network.moveTo({ position: { x: before.x, y }, animation: false });
    }

    // Whether the view has moved since the last picture; a while after the last move everything is painted.
    notice() {
      const { x, y } = this.network.getViewPosition();
      const view = `${x} ${y} ${this.network.getScale()}`;
      if (this.view !== undefined && this.view !== view) {
        this.moving = true;
        clearTimeout(this.rest);
        this.rest = setTimeout(() => { this.moving = false; this.redraw(); }, 120);
      }
      this.view = view;
    }

    height() { return this.narrow ? this.data.view.narrow_height : this.data.view.height; }

    // Moves what is seen by a third of the stage.
    pan(dx, dy) {
      const { x, y } = this.network.getViewPosition();
      const scale = this.network.getScale();
      this.network.moveTo({ position: { x: x + (dx * this.box.width) / 3 / scale, y: y + (dy * this.box.height) / 3 / scale }, animation: this.calm() ? false : { duration: 120 } });
    }

    calm() { return matchMedia("(prefers-reduced-motion: reduce)").matches; }

    resize() {
      if (!this.element.offsetWidth) return; // paper does not show the stage
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

    select(node) {
      if (this.selected === node) return;
      this.selected = node;
      this.redraw();
    }

    update() {
      this.nodes.update(this.data.nodes.map((node) => this.visNode(node)));
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

    // What the stage shows of the drawing, with room for labels: nothing else is worth painting.
    seen() {
      const [a, b] = [this.network.DOMtoCanvas({ x: 0, y: 0 }), this.network.DOMtoCanvas({ x: this.box.width, y: this.box.height })];
      return { left: a.x - 170, top: a.y - 50, right: b.x + 170, bottom: b.y + 50 };
    }

    // What stays lit beside the selection: its neighbours, and what is pinned.
    lit() { return new Set([...this.neighbours.get(this.selected), ...this.pinned]); }

    redraw() { if (!this.stop.signal.aborted) this.network.redraw(); }

    // The top of the drawing; where the focus would be out of sight, the part around it. A phone shows the focus' lane in the middle.
    fit() {
      const { view } = this.data;
      const height = this.height();
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
      this.network.moveTo({ scale: this.network.getScale() * factor, animation: this.calm() ? false : { duration: 120 } });
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

    // Brings a node into sight, and no further: in the stage, and where that is taller than the window, in the window,
    // between the heads of the lanes and the bar that stay above and below.
    show(node) {
      let place = this.network.canvasToDOM(this.xy(node));
      if (place.x > 40 && place.y > 24 && place.x < this.box.width - 40 && place.y < this.box.height - 24) this.redraw();
      else {
        this.network.moveTo({ position: this.xy(node), animation: false });
        place = this.network.canvasToDOM(this.xy(node));
      }
      const y = this.element.getBoundingClientRect().top + place.y;
      if (y < MARGIN) scrollBy(0, y - MARGIN);
      else if (y > innerHeight - MARGIN) scrollBy(0, y - innerHeight + MARGIN);
    }
  }

  globalThis.PolicyCanvas = Canvas;
})();
