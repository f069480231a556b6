// The search of every page suggests things as one types: a combobox whose options open what they name.
const words = document.querySelector("#suggest");
const WAIT = 120;
const MOST = 8;

const make = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const say = (text) => {
  const status = document.querySelector("[role=status]");
  if (status) status.textContent = text;
};

class Suggestions {
  constructor(input, number) {
    this.input = input;
    this.lang = words.dataset.lang;
    this.list = make("ul", { id: `suggestions-${number}`, role: "listbox", class: "suggestions", "aria-label": words.dataset.label });
    this.list.hidden = true;
    this.at = -1;
    this.asked = 0;
    input.closest("form").append(this.list);
    const wiring = { role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list" };
    for (const [name, value] of Object.entries(wiring)) input.setAttribute(name, value);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  later() {
    clearTimeout(this.timer);
    this.asked += 1;
    if (!this.input.value.trim()) this.close();
    else this.timer = setTimeout(() => this.ask(this.asked), WAIT);
  }

  async ask(ticket) {
    const query = this.input.value.trim();
    const answer = await fetch(`/search.json?${new URLSearchParams({ q: query, lang: this.lang })}`).catch(() => null);
    const found = answer?.ok ? (await answer.json()).results : [];
    if (ticket !== this.asked || document.activeElement !== this.input) return;
    this.show(query, found);
  }

  show(query, found) {
    const options = found.slice(0, MOST).map((hit) => this.option(`/things/${encodeURIComponent(hit.id)}?lang=${this.lang}`,
      words.content.querySelector(`.glyph-${CSS.escape(hit.family)}`)?.cloneNode(true) ?? "",
      make("span", { lang: "ja", class: "what" }, hit.name), make("span", { class: "quiet" }, `${hit.type_label} ${hit.lines}`)));
    const all = `/search?${new URLSearchParams({ q: query, lang: this.lang })}`;
    if (found.length > MOST) options.push(this.option(all, make("span", { class: "what" }, fill(words.dataset.all, { q: query }))));
    options.forEach((option, index) => { option.id = `${this.list.id}-${index}`; });
    this.at = -1;
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    say(options.length ? fill(words.dataset.count, { n: options.length }) : fill(words.dataset.none, { q: query }));
  }

  option(address, ...children) {
    const made = make("li", { role: "option", "aria-selected": "false" }, ...children);
    made.dataset.address = address;
    made.addEventListener("click", () => location.assign(address));
    return made;
  }

  key(event) {
    if (event.isComposing || this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const count = this.list.children.length;
      this.at = this.at < 0 && step < 0 ? count - 1 : (this.at + step + count) % count;
      [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
      this.list.children[this.at].scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", this.list.children[this.at].id);
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      location.assign(this.list.children[this.at].dataset.address);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  close() {
    this.asked += 1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

if (words) document.querySelectorAll("[data-suggest]").forEach((input, number) => new Suggestions(input, number));
