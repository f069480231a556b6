// Runs a query on the server: the answer as columns and rows, or what was wrong with it.
const SPARQL = "application/sparql-results+json, text/turtle;q=0.9";
const NUMBERS = /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;

export class Fault extends Error {
  constructor(problem, status) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    Object.assign(this, { remedy: problem.remedy ?? "", line: problem.line, column: problem.column, status });
  }
}

const idOf = (iri, data) => (data.base && iri.startsWith(data.base) ? iri.slice(data.base.length) : undefined);

function ofTerm(term, data) {
  if (!term) return { text: "", value: null };
  if (term.type === "uri") {
    const id = idOf(term.value, data);
    if (id) return { text: id, value: term.value, id };
    const prefix = Object.keys(data.prefixes).find((name) => term.value.startsWith(data.prefixes[name]));
    return { text: prefix ? `${prefix}:${term.value.slice(data.prefixes[prefix].length)}` : term.value, value: term.value };
  }
  if (term.type === "triple") {
    const text = `<< ${["subject", "predicate", "object"].map((part) => ofTerm(term.value[part], data).text).join(" ")} >>`;
    return { text, value: text };
  }
  const number = NUMBERS.test(term.datatype ?? "") && Number.isFinite(Number(term.value)) ? Number(term.value) : null;
  return { text: term.value, value: number ?? term.value, number, lang: term["xml:lang"] };
}

function ofValue(value, data) {
  if (value === null || value === undefined) return { text: "", value: null };
  if (typeof value === "number") return { text: String(value), value, number: value };
  if (typeof value === "string") return { text: value, value, id: idOf(value, data) };
  const own = value.labels && value.properties;
  if (own?.id) return { text: String(own.name ?? own.id), value, id: idOf(own.id, data) };
  return { text: JSON.stringify(value), value };
}

function readable(term) {
  try {
    return decodeURIComponent(term);
  } catch {
    return term;
  }
}

async function sent(language, text, signal) {
  const request = language === "sparql"
    ? { headers: { "Content-Type": "application/sparql-query", Accept: SPARQL }, body: text }
    : { headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify({ query: text }) };
  const answer = await fetch(`/${language}`, { method: "POST", signal, ...request });
  if (answer.ok) return answer;
  throw new Fault(await answer.json().catch(() => ({})), answer.status);
}

export async function ask(language, text, data, signal) {
  const answer = await sent(language, text, signal);
  const common = {
    truncated: answer.headers.has("Policylinks-Truncated"),
    notStated: (answer.headers.get("Policylinks-Not-Stated") ?? "").split(", ").filter(Boolean).map(readable),
  };
  if (answer.headers.get("Content-Type").startsWith("text/turtle")) return { ...common, turtle: await answer.text() };
  const content = await answer.json();
  if (language === "cypher") {
    return { ...common, content, columns: content.columns, rows: content.rows.map((row) => row.map((value) => ofValue(value, data))) };
  }
  if ("boolean" in content) return { ...common, content, boolean: content.boolean };
  const columns = content.head.vars;
  return { ...common, content, columns, rows: content.results.bindings.map((row) => columns.map((name) => ofTerm(row[name], data))) };
}

// Whether an answer has the rows of another one: as often each, and in their order where it counts.
export function sameRows(columns, rows, other, ordered) {
  const names = other.columns;
  if (names.length !== columns.length || names.some((name) => !columns.includes(name))) return false;
  const own = rows.map((row) => JSON.stringify(names.map((name) => row[columns.indexOf(name)].value)));
  const theirs = other.rows.map((row) => JSON.stringify(names.map((name) => row[name] ?? null)));
  if (!ordered) {
    own.sort();
    theirs.sort();
  }
  return own.length === theirs.length && own.every((row, at) => row === theirs[at]);
}
