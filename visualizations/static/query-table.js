// An answer as a table, put together from texts only, with its downloads.
const SHOWN = 500;

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

function linked(cell, data, links) {
  const name = links?.get(cell.text);
  if (name && cell.number == null) return name.cloneNode(true);
  if (cell.id) return make("a", { href: `/things/${encodeURIComponent(cell.id)}?lang=${data.lang}` }, cell.text);
  return make("span", { lang: cell.lang && cell.lang !== data.lang ? cell.lang : undefined }, cell.text);
}

// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
const safe = (value) => (typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
const quoted = (value) => {
  const text = value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(safe(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export function csvOf(answer) {
  return `\ufeff${[answer.columns, ...answer.rows.map((row) => row.map((cell) => cell.value))].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function download(label, name, type, text) {
  const button = make("button", { type: "button", class: "button" }, label);
  button.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([text()], { type }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
  return button;
}

function downloads(answer, language) {
  if (answer.turtle !== undefined) return [download("Turtle", `${language}.ttl`, "text/turtle", () => answer.turtle)];
  const json = download("JSON", `${language}.json`, "application/json", () => JSON.stringify(answer.content));
  return answer.columns ? [download("CSV", `${language}.csv`, "text/csv", () => csvOf(answer)), json] : [json];
}

function table(answer, data, links, title) {
  const numeric = answer.columns.map((_, at) => answer.rows.some((row) => row[at].number != null) && answer.rows.every((row) => row[at].number != null || !row[at].text));
  const kind = (at) => (numeric[at] ? "number" : undefined);
  const head = make("tr", {}, ...answer.columns.map((name, at) => make("th", { scope: "col", class: kind(at) }, make("code", {}, name))));
  const rows = answer.rows.slice(0, SHOWN).map((row) => make("tr", {}, ...row.map((cell, at) => make("td", { class: kind(at) }, linked(cell, data, links)))));
  const made = make("table", { class: `answer${answer.columns.length < 3 ? " few" : answer.columns.length > 3 ? " many" : ""}` }, make("thead", {}, head), make("tbody", {}, ...rows));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, made);
}

// The words that tell an answer in short.
export function told(answer, words) {
  if (answer.turtle !== undefined) return answer.turtle.trim() ? fill(words.run_graph, { n: answer.turtle.trim().split("\n").length.toLocaleString("en") }) : words.run_none;
  if ("boolean" in answer) return words[answer.boolean ? "run_yes" : "run_no"];
  const count = answer.rows.length.toLocaleString("en");
  return fill(answer.truncated ? words.run_cut : answer.rows.length ? words.run_rows : words.run_none, { n: count });
}

// The section of an answer; links lead from names to their things.
export function section(answer, language, title, data, links) {
  const name = fill(data.words.run_answer, { language: title });
  const made = make("section", { class: "ran", "aria-label": name }, make("h2", {}, name, make("span", { class: "count" }, told(answer, data.words))));
  if (answer.notStated.length) {
    const terms = answer.notStated.flatMap((term, at) => [at ? ", " : "", make("code", {}, term)]);
    made.append(make("p", { class: "silent" }, data.words.run_not_stated, ...terms));
  }
  if (answer.turtle !== undefined) made.append(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, make("pre", { class: "turtle" }, make("code", {}, answer.turtle))));
  if (answer.rows?.length) made.append(table(answer, data, links, name));
  if (answer.rows?.length > SHOWN) made.append(make("p", { class: "quiet" }, fill(data.words.run_shown, { n: SHOWN, total: answer.rows.length.toLocaleString("en") })));
  made.append(make("p", { class: "bar downs" }, make("span", { class: "end" }, ...downloads(answer, language))));
  return made;
}
