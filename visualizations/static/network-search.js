// The search: a combobox whose options come from /search, or in an offline file from the drawing's own names.
(() => {
  class Search {
    constructor(input, list, data, choose, say) {
      Object.assign(this, { input, list, data, choose, say, found: [], at: -1, asked: 0 });
      this.given = input.value;
      input.addEventListener("input", () => this.ask());
      input.addEventListener("focus", () => input.select());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("blur", () => this.close());
      input.form.addEventListener("submit", (event) => this.submit(event));
    }

    async find(query) {
      if (!this.data.offline) {
        const answer = await fetch(`/search.json?q=${encodeURIComponent(query)}&lang=${this.data.lang}`).catch(() => null);
        return answer?.ok ? (await answer.json()).results : [];
      }
      const key = (text) => text.normalize("NFKC").toLowerCase().replace(/[ぁ-ゖ]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0x60)).replace(/[\sー・]/g, "");
      return this.data.nodes.filter((node) => key(node.name).includes(key(query))).map((node) => ({ id: node.id, name: node.name, type_label: node.type, family: node.family, lines: "" }));
    }

    async ask() {
      const query = this.input.value.trim();
      const ticket = ++this.asked;
      if (!query) return this.close();
      const found = await this.find(query);
      if (ticket !== this.asked || document.activeElement !== this.input) return undefined;
      this.found = found.slice(0, 12);
      this.at = -1;
      return this.show();
    }

    async submit(event) {
      event.preventDefault();
      const query = this.input.value.trim();
      if (!query || query === this.given) return;
      const found = this.found.length && !this.list.hidden ? this.found : await this.find(query);
      if (found.length) this.choose(found[Math.max(this.at, 0)].id);
      else if (this.data.offline) this.say(policyFill(this.data.words.search_none, { q: query }));
      else this.choose(null, query);
    }

    show() {
      const options = this.found.map((hit, index) => {
        const option = policyMake("li", { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" },
          document.querySelector(`.signs .glyph-${hit.family}`)?.cloneNode(true) ?? policyMake("span", { class: "glyph" }),
          policyMake("span", { text: hit.name, lang: "ja" }), policyMake("span", { class: "quiet", text: `${hit.type_label} ${hit.lines ?? ""}` }));
        option.addEventListener("mousedown", (event) => { event.preventDefault(); this.choose(hit.id); });
        return option;
      });
      this.list.replaceChildren(...options);
      this.list.hidden = !options.length;
      this.input.setAttribute("aria-expanded", String(!!options.length));
      this.input.removeAttribute("aria-activedescendant");
      this.say(options.length ? policyFill(this.data.words.search_count, { n: options.length }) : policyFill(this.data.words.search_none, { q: this.input.value }));
    }

    key(event) {
      if (event.key === "Escape" && !this.list.hidden) {
        this.close();
        event.stopPropagation();
        event.preventDefault();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !this.list.hidden) {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.at = this.at < 0 && step < 0 ? this.found.length - 1 : (this.at + step + this.found.length) % this.found.length;
        [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
        this.list.children[this.at].scrollIntoView({ block: "nearest" });
        this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
      }
    }

    close() {
      this.asked += 1;
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  globalThis.PolicySearch = Search;
})();
