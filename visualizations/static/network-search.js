// The search: a combobox whose options come from /search, or in an offline file from the drawing's own names.
(() => {
  class Search {
    constructor(input, list, data, choose) {
      this.input = input; this.list = list; this.data = data; this.choose = choose; this.found = []; this.at = -1; this.asked = 0;
      input.addEventListener("input", () => this.ask());
      input.addEventListener("focus", () => input.select());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      input.form?.addEventListener("submit", (event) => {
        if (this.at < 0 && !this.found.length) return;
        event.preventDefault();
        this.choose(this.found[Math.max(this.at, 0)].id);
      });
    }

    async ask() {
      const query = this.input.value.trim();
      const ticket = ++this.asked;
      if (!query) return this.close();
      let found;
      if (this.data.offline) {
        const key = query.normalize("NFKC").toLowerCase();
        found = this.data.nodes.filter((node) => node.name.normalize("NFKC").toLowerCase().includes(key)).map((node) => ({ id: node.id, name: node.name, type_label: node.type, lines: "" }));
      } else {
        const answer = await fetch(`/search.json?q=${encodeURIComponent(query)}&lang=${this.data.lang}`);
        if (!answer.ok) return;
        found = (await answer.json()).results;
      }
      if (ticket !== this.asked) return;
      this.found = found.slice(0, 12);
      this.at = -1;
      this.show();
    }

    show() {
      const options = this.found.map((hit, index) => {
        const option = policyMake("li", { role: "option", id: `net-option-${index}`, "aria-selected": "false" }, policyMake("span", { text: hit.name, lang: "ja" }), policyMake("span", { class: "quiet", text: `${hit.type_label} ${hit.lines ?? ""}` }));
        option.addEventListener("mousedown", (event) => { event.preventDefault(); this.choose(hit.id); });
        return option;
      });
      this.list.replaceChildren(...options);
      this.list.hidden = !options.length;
      this.input.setAttribute("aria-expanded", String(!!options.length));
      const status = document.querySelector("[role=status]");
      if (status) status.textContent = options.length ? this.found.map((hit) => hit.name).slice(0, 3).join("、") : policyFill(this.data.words.search_none, { q: this.input.value });
    }

    key(event) {
      if (event.key === "Escape") { this.close(); event.stopPropagation(); return; }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      if (!this.found.length) return;
      event.preventDefault();
      this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % this.found.length;
      [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
      this.list.children[this.at].scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", `net-option-${this.at}`);
    }

    close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  globalThis.PolicySearch = Search;
})();
