// The page of an editor: its form runs in the page, and the address keeps the query.
const MOST = 2000; // characters of an address that any program takes
const data = JSON.parse(document.getElementById("query-data").textContent);
const box = document.querySelector("[data-query-box]");
const field = box.querySelector("textarea");
const { makeSession } = await import(data.scripts["query-session.js"]);

function keep() {
  const query = new URLSearchParams({ query: field.value, lang: data.lang });
  const address = `${location.pathname}?${query}`;
  history.replaceState(null, "", address.length > MOST ? `${location.pathname}?lang=${data.lang}` : address);
  const other = document.querySelector(".top .other[hreflang]");
  if (other) other.href = `?${new URLSearchParams({ ...Object.fromEntries(query), lang: other.lang })}`;
}

const session = await makeSession({
  box, place: field, result: document.querySelector("[data-result]"), data, describedBy: "query-keys", onAnswer: keep,
});
if (field.dataset.line) session.editor.fault(Number(field.dataset.line), Number(field.dataset.column));
box.addEventListener("submit", (event) => {
  event.preventDefault();
  session.start();
});
document.documentElement.dataset.editors = "ready";
