// The panel: what a node is, and for each of its links a sentence, how it is known, and the words of the plan.
(() => {
  const make = (tag, properties = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name === "text") element.textContent = value;
      else if (value !== undefined && value !== null) element.setAttribute(name, value);
    }
    element.append(...children.filter(Boolean));
    return element;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

  class Panel {
    constructor(element, data, actions) {
      this.element = element; this.data = data; this.words = data.words; this.actions = actions;
      this.base = element.querySelector(".panel-body")?.cloneNode(true);
    }

    lines(first, last) {
      return first === last ? fill(this.words.line, { a: first }) : fill(this.words.lines, { a: first, b: last });
    }

    place(place) {
      const text = this.lines(place.first, place.last);
      return this.data.offline
        ? make("span", { class: "line", text })
        : make("a", { class: "line", href: `/things/${encodeURIComponent(place.passage)}?lang=${this.data.lang}`, text });
    }

    claim(link) {
      const known = make("p", {});
      if (link.relation === "primary" || link.relation === "related") known.append(make("span", { class: `badge ${link.relation}`, text: this.words[link.relation] }), " ");
      known.append(make("span", { class: link.status === "stated" ? "quiet" : "badge mended", text: this.words[link.status] }), " ");
      for (const rule of link.rules) known.append(make("span", { class: "rule", text: rule }), " ");
      const quotes = [];
      for (const place of link.places) {
        if (!place.quote) { known.append(this.place(place), " "); continue; }
        const [before, mark, after] = place.quote;
        const quote = make("blockquote", { lang: "ja" });
        quote.append(before, mark ? make("mark", { text: mark }) : "", after, " ", this.place(place));
        quotes.push(quote);
      }
      return make("div", { class: "claim", "data-link": link.id }, make("p", { text: link.sentence }), known, ...quotes);
    }

    show(node) {
      if (!node) {
        if (this.base) this.element.replaceChildren(this.base.cloneNode(true));
        return;
      }
      const links = this.data.links.filter((link) => link.from === node.id || link.to === node.id);
      const head = make("p", { class: "quiet", text: `${node.type}${this.data.plan ? ` · ${this.data.plan}` : ""} ` });
      for (const [first, last] of node.lines.slice(0, 3)) head.append(make("span", { class: "line", text: this.lines(first, last) }), " ");
      const buttons = make("p", { class: "buttons" });
      const button = (key, action) => {
        const made = make("button", { type: "button", class: "button", text: this.words[key] });
        made.addEventListener("click", action);
        buttons.append(made);
      };
      if (!this.data.offline) {
        button("net_focus", () => this.actions.focus(node.id));
        buttons.append(make("a", { class: "button", href: `/things/${encodeURIComponent(node.id)}?lang=${this.data.lang}`, text: this.words.net_open }));
        button("net_copy_link", () => this.actions.copy(new URL(`/things/${encodeURIComponent(node.id)}`, location.href).href));
      }
      button("net_copy_citation", () => this.actions.copy(fill(this.words.citation, { label: node.name, version: this.data.view.version, publisher: this.data.publisher, plan: this.data.plan })));
      const title = make("h3", { text: this.words.net_links_of }, make("span", { class: "count", text: String(links.length) }));
      this.element.replaceChildren(make("div", { class: "panel-body" }, head, make("h2", { text: node.name, lang: "ja" }), buttons, title, ...links.map((link) => this.claim(link))));
      this.element.scrollTop = 0;
    }
  }

  globalThis.PolicyPanel = Panel;
  globalThis.policyMake = make;
  globalThis.policyFill = fill;
})();
