// The page of a question: both of its queries become editors, and what they answer is held against the answer above.
const data = JSON.parse(document.getElementById("query-data").textContent);
const result = document.querySelector("[data-result]");
const status = document.querySelector("[role=status]");

// Names of the answer above lead to their things in answers below too.
data.links = new Map([...document.querySelectorAll("[data-answer] a.name")].map((link) => [link.querySelector("[lang]").textContent, link]));

let expected = null;
function answerAbove() {
  const address = `/questions/${data.question}.json?${new URLSearchParams(data.given)}`;
  expected ??= fetch(address).then((answer) => (answer.ok ? answer.json() : null), () => null);
  return expected;
}

async function compared(answer, running) {
  const above = answer.columns ? await answerAbove() : null;
  if (answer.columns && !above) return "";
  const same = above && running.sameRows(answer.columns, answer.rows, above, data.ordered);
  const word = document.createElement("span");
  word.className = same ? "match" : "match differs";
  word.textContent = data.words[same ? "run_same" : "run_other"];
  return word;
}

const link = document.querySelector("[data-copy-link]");
link.hidden = false;
link.addEventListener("click", async () => {
  await navigator.clipboard?.writeText(location.href);
  status.textContent = link.dataset.copied;
});

const { makeSession } = await import(data.scripts["query-session.js"]);
for (const box of document.querySelectorAll("[data-query-box]")) {
  await makeSession({ box, place: box.querySelector("[data-plain]"), result, data, onAnswer: compared });
}
document.documentElement.dataset.editors = "ready";
