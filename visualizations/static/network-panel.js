// The panel: what a node is, and for each of its links a sentence, how it is known, and the words of the plan.
(() => {
  const make = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "text") element.textContent = value;
      else if (value !== undefined && value !== null) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  // Signs are copied from those that the server drew, so that there is one drawing of each.
  const sign = (selector) => document.querySelector(selector)?.cloneNode(true) ?? "";
  const ORDER = ["project", "field", "organization", "measure", "indicator"];

  class Panel {
    constructor(element, data, actions) {
      Object.assign(this, { element, data, words: data.words, actions });
      this.base = element.querySelector(".panel-body").cloneNode(true);
      this.showBase();
    }

    lines(first, last) {
      return first === last ? fill(this.words.line, { a: first }) : fill(this.words.line_range, { a: first, b: last });
    }

    place(place) {
      const text = this.lines(place.first, place.last);
      return this.data.offline
        ? make("span", { class: "line", text })
        : make("a", { class: "line", href: `/things/${encodeURIComponent(place.passage)}?lang=${this.data.lang}`, text });
    }

    button(key, action, style = "button") {
      const made = make("button", { type: "button", class: style, text: this.words[key] });
      made.addEventListener("click", action);
      return made;
    }

    // A sentence in pieces: plain ones and names in turn.
    told(link) {
      if (link.told) return link.told;
      const ends = link.relation === "listed" ? [link.target.name, link.via ?? link.source.name] : [link.source.name, link.via ?? link.target.name];
      const values = { source: ends[0], target: ends[1] };
      return this.words[`sentence_${link.relation}`].split(/\{(\w+)\}/).map((piece, index) => (index % 2 ? values[piece] : piece));
    }

    sentence(link) {
      return this.told(link).join("");
    }

    claim(link) {
      const known = make("p", { class: "known" });
      if (link.relation === "primary" || link.relation === "related") known.append(make("span", { class: `badge ${link.relation}` }, sign(`.signs .ring.${link.relation}`), ` ${this.words[link.relation]}`), " ");
      else if (link.role) known.append(make("span", { class: "badge", text: this.words[link.role] }), " ");
      known.append(make("span", { class: link.status === "stated" ? "badge" : "badge mended", text: this.words[link.status] }), " ");
      if (link.status !== "stated") for (const rule of link.rules ?? []) known.append(make("span", { class: "rule", text: rule }), " ");
      const claim = make("div", { class: "claim" }, make("p", { class: "told" }, ...this.told(link).map((piece, index) => (index % 2 ? make("b", { lang: "ja", text: piece }) : piece))), known);
      const places = make("div", {});
      claim.append(places);
      this.fillPlaces(known, places, link.places);
      if (!this.data.quoted && !link.count && link.claim !== false) this.fetchQuotes(link, known, places);
      const deeds = make("p", { class: "deeds" });
      if (!this.data.offline && !link.count && link.claim !== false) deeds.append(this.button("net_copy_link", () => this.actions.copy(new URL(`/things/${encodeURIComponent(link.link)}`, location.href).href), "link"), " ");
      deeds.append(this.button("net_copy_citation", () => this.actions.copy(this.citation(`${this.sentence(link)} ${link.places.map((place) => this.lines(place.first, place.last)).join(", ")}`)), "link"));
      claim.append(deeds);
      return claim;
    }

    fillPlaces(known, element, places) {
      element.replaceChildren();
      known.querySelectorAll(".line, .count").forEach((old) => old.remove());
      if (places.some((place) => place.quote)) known.append(make("span", { class: "quiet count", text: fill(this.words.net_quotes, { n: places.length }) }));
      for (const place of places) {
        if (!place.quote) { known.append(this.place(place), " "); continue; }
        const words = make("span", { lang: "ja" });
        place.quote.forEach((piece, index) => words.append(index % 2 ? make("mark", { text: piece }) : piece));
        element.append(make("blockquote", {}, words, " ", this.place(place)));
      }
    }

    async fetchQuotes(link, known, element) {
      const answer = await fetch(`/things/${encodeURIComponent(link.link)}.json`).catch(() => null);
      if (answer?.ok) this.fillPlaces(known, element, (await answer.json()).places);
    }

    citation(label) {
      return fill(this.words.citation, { label, version: this.data.view.version.slice(0, 12), publisher: this.data.publisher, plan: this.data.plan });
    }

    // Puts a body in place of the one that is there; the grip of the sheet stays.
    put(body) {
      this.element.querySelector(".panel-body").replaceWith(body);
      this.element.scrollTop = 0;
    }

    // The server's panel, with the deeds that need a script.
    showBase() {
      const body = this.base.cloneNode(true);
      const node = this.data.nodes.find((each) => each.id === body.dataset.node);
      if (node) {
        const deeds = make("p", { class: "deeds" }, ...this.deeds(node));
        (body.querySelector(".buttons") ?? body.querySelector("h2")).after(deeds);
      }
      this.put(body);
    }

    // What is done less often stands as words below the buttons.
    deeds(node) {
      const { actions } = this;
      if (node.summed) return [this.button("net_copy_citation", () => actions.copy(this.citation(node.name)), "link")];
      const found = [this.button(actions.isPinned(node) ? "net_unpin" : "net_pin", () => actions.pin(node), "link")];
      if (node.id !== this.data.view.focus && (this.data.view.kind === "lanes" || this.data.view.kind === "near")) found.push(this.button("net_hide", () => actions.hide(node), "link"));
      if (!this.data.offline) found.push(this.button("net_copy_link", () => actions.copy(new URL(`/network?focus=${encodeURIComponent(node.id)}`, location.href).href), "link"));
      found.push(this.button("net_copy_citation", () => actions.copy(this.citation(node.name)), "link"));
      return found;
    }

    // The links of a node that are not drawn, all or by relation, with their counts.
    expand(node) {
      if (!node.more) return null;
      const all = Object.values(node.more).reduce((sum, count) => sum + count, 0);
      const count = (n) => make("span", { class: "count", text: `+${n}` });
      const item = (text, n, what) => make("li", {}, make("a", { href: this.actions.expandAddress(node, what) }, `${text} `, count(n)));
      const relations = Object.entries(node.more);
      const items = relations.map(([relation, n]) => item(this.words[`rel_${relation}`] ?? relation, n, relation));
      if (relations.length > 1) items.unshift(item(this.words.net_expand_all, all, ""));
      return make("details", { class: "menu expand" }, make("summary", { class: "button" }, `${this.words.net_expand} `, count(all)), make("ul", {}, ...items));
    }

    // A line where a node stands leads to its place among the lines of the document.
    line(node, first, last) {
      const text = this.lines(first, last);
      const document = this.data.documents[node.document]?.replace("passage-", "document-");
      if (this.data.offline || !document) return make("span", { class: "line", text });
      return make("a", { class: "line", href: `/lines?${new URLSearchParams({ doc: document, line: first, lang: this.data.lang })}#line-${first}`, text });
    }

    // The name with the breaks that the server found: those of the table.
    name(node) {
      const name = make("h2", { lang: "ja", class: "phrases" });
      const rows = document.querySelectorAll(".twin tbody tr");
      const at = this.data.links.findIndex((link) => link.source === node || link.target === node);
      const known = rows.length === this.data.links.length && rows[at]?.cells[this.data.links[at].source === node ? 0 : 2].querySelector(".phrases");
      if (known && known.textContent === node.name) name.append(...known.cloneNode(true).childNodes);
      else name.textContent = node.name;
      return name;
    }

    show(node) {
      if (!node || node.id === this.base.dataset.node) return this.showBase();
      const head = make("p", { class: "quiet" }, sign(`.signs .glyph-${node.family}`), ` ${node.type}`, this.data.plan ? " · " : "", make("span", { lang: "ja", text: this.data.plan }), this.data.years ? " " : "", make("span", { class: "span", text: this.data.years ?? "" }));
      const lines = make("p", { class: "stands" });
      for (const [first, last] of node.lines) lines.append(this.line(node, first, last), " ");
      const body = make("div", { class: "panel-body", "data-node": node.id }, head, this.name(node), lines);
      const address = (path) => `${path}${path.includes("?") ? "&" : "?"}lang=${this.data.lang}`;
      if (!this.data.offline && node.summed) body.append(make("p", { class: "buttons" }, this.button("net_focus", () => this.actions.focus(node.id))));
      else if (!this.data.offline) {
        body.append(make("div", { class: "buttons" },
          this.button("net_focus", () => this.actions.focus(node.id)), this.expand(node),
          make("a", { class: "button", href: address(`/network?view=path&path=${encodeURIComponent(`${node.id},`)}`), text: this.words.net_path_from }),
          make("a", { class: "button", href: address(`/things/${encodeURIComponent(node.id)}`), text: this.words.net_open })));
      }
      body.append(make("p", { class: "deeds" }, ...this.deeds(node)));
      if (node.figures) body.append(make("dl", { class: "attributes" }, ...node.figures.flatMap(([key, value]) => [make("dt", { text: key }), make("dd", { text: value })])));
      body.append(...this.groups(node));
      const plan = this.schedule(node);
      if (plan) body.append(plan);
      this.put(body);
    }

    groups(node) {
      const groups = new Map();
      for (const link of this.data.links) {
        if (link.source !== node && link.target !== node) continue;
        const kind = (link.source === node ? link.target : link.source).family;
        groups.set(kind, [...(groups.get(kind) ?? []), link]);
      }
      return ORDER.filter((kind) => groups.has(kind)).flatMap((kind, index) => {
        const links = groups.get(kind);
        const title = make("h3", { text: this.words[`links_with_${kind}`] }, make("span", { class: "count", text: String(links.length) }));
        if (!index) return [title, ...this.claims(links)];
        const details = make("details", {}, make("summary", {}, title));
        details.addEventListener("toggle", () => details.open && details.children.length < 2 && details.append(...this.claims(links)));
        return [details];
      });
    }

    claims(links) {
      const { limit } = this.data;
      const rest = links.length > limit ? [make("p", { class: "quiet" }, make("a", { href: "#table", text: fill(this.words.net_rest, { n: links.length - limit }) }))] : [];
      return [...links.slice(0, limit).map((link) => this.claim(link)), ...rest];
    }

    schedule(node) {
      const rows = this.data.view.schedule.filter((each) => each.project === node.id);
      if (!rows.length) return null;
      const items = rows.map((each) => {
        const bars = make("span", { class: "years" }, ...each.years.map(([year, state]) => make("span", { class: state }, state === "off" ? null : make("span", { class: "visually-hidden", text: fill(this.words[`thing_${state}_year`], { year }) }))));
        return make("li", {}, make("p", { lang: "ja", text: each.name }), make("p", { class: "when" }, bars, make("span", { class: "quiet", text: `${each.years[0][0]}–${each.years.at(-1)[0]}` }), ...each.places.map((place) => this.place(place))));
      });
      return make("details", {}, make("summary", {}, make("h3", { text: this.words.thing_schedule }, make("span", { class: "count", text: String(rows.length) }))), make("ul", { class: "values" }, ...items));
    }
  }

  globalThis.PolicyPanel = Panel;
  globalThis.policyMake = make;
  globalThis.policyFill = fill;
})();
