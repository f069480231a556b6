// One box with a query: its editor, its buttons, its progress, its outcome.
const TITLES = { sparql: "SPARQL", cypher: "Cypher" };
const SETTLED = 100; // ms; an editor takes up what was typed up to 80 ms later
const NEAR = 120; // px; an answer that begins lower than this above the end of the screen is brought up
const settled = () => new Promise((done) => setTimeout(done, SETTLED));
let engineRuns = false; // whether this page has had an answer in Cypher: the first one may start the engine

// The prefixes that a query uses and does not declare, so that a copy of it works elsewhere.
export function whole(text, prefixes) {
  const used = Object.keys(prefixes).filter((name) => new RegExp(`(?<![\\w:])${name}:`).test(text) && !new RegExp(`PREFIX\\s+${name}:`, "i").test(text));
  return [...used.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`), used.length ? "\n" : "", text].join("");
}

export async function makeSession({ box, place, result, data, describedBy, onAnswer }) {
  const [boxes, completion, running, tables] = await Promise.all(
    ["query-box.js", "query-completion.js", "query-run.js", "query-table.js"].map((name) => import(data.scripts[name])),
  );
  const { make, fill } = tables;
  const language = box.dataset.queryBox;
  const [go, stop, copy, outcome] = ["run", "abort", "copy-query", "outcome"].map((name) => box.querySelector(`[data-${name}]`));
  const status = document.querySelector("[role=status]");
  const foot = box.querySelector(".query-foot");
  let controller = null;

  const say = (text, ...more) => outcome.replaceChildren(text, ...more);

  function progress() {
    const begun = performance.now();
    const tell = () => {
      const n = Math.floor((performance.now() - begun) / 1000);
      const starting = n && language === "cypher" && !engineRuns;
      say(fill(data.words[starting ? "run_starting" : "run_going"], { n }));
      if (n === 1 || n % 10 === 0) status.textContent = outcome.textContent; // read out now and then only
    };
    tell();
    return setInterval(tell, 1000);
  }

  function showFault(fault, editor) {
    const notice = make("div", { class: "notice", role: "alert" }, make("strong", {}, data.words.run_fault), " ");
    if (fault.line) {
      editor.fault(fault.line, fault.column);
      const jump = make("button", { type: "button", class: "link" }, fill(data.words.run_place, { line: fault.line, column: fault.column }));
      jump.addEventListener("click", () => editor.focus());
      notice.append(jump);
    }
    notice.append(make("br"), make("span", { lang: "en" }, `${fault.message} ${fault.remedy}`.trim()));
    result.replaceChildren();
    foot.before(notice); // beside the mistake, wherever the answers stand
    notice.scrollIntoView({ block: "nearest" });
    say("");
  }

  async function run(editor) {
    if (controller) return;
    controller = new AbortController();
    const mine = controller;
    stop.hidden = false;
    go.disabled = true;
    box.querySelector(".notice")?.remove();
    const ticking = progress();
    try {
      await settled();
      editor.clear();
      const answer = await running.ask(language, editor.text(), data, mine.signal);
      engineRuns ||= language === "cypher";
      const extra = (await onAnswer?.(answer, running)) ?? "";
      say(tables.told(answer, data.words), ...(extra ? ["　", extra] : []));
      result.replaceChildren(tables.section(answer, language, TITLES[language], data, data.links));
      status.textContent = `${TITLES[language]}: ${outcome.textContent}`;
      if (result.getBoundingClientRect().top > innerHeight - NEAR) result.scrollIntoView();
    } catch (error) {
      if (error.name === "AbortError") {
        say(data.words.run_stopped);
        status.textContent = data.words.run_stopped;
      } else if (error instanceof running.Fault) showFault(error, editor);
      else {
        result.replaceChildren(make("div", { class: "notice", role: "alert" }, data.words.run_failed));
        say("");
      }
    } finally {
      clearInterval(ticking);
      const focused = document.activeElement === stop;
      stop.hidden = true;
      go.disabled = false;
      if (focused) go.focus();
      controller = null;
    }
  }

  let editor = null;
  const start = () => editor && run(editor);
  editor = await boxes.makeEditor({
    place, language, label: fill(data.words.run_editor, { language: TITLES[language] }), describedBy, data, run: start,
    completer: completion.makeCompleter(language, data),
  });
  stop.addEventListener("click", () => controller?.abort());
  copy.addEventListener("click", async () => {
    await settled();
    const text = editor.text();
    await navigator.clipboard?.writeText(language === "sparql" ? whole(text, data.prefixes) : text);
    status.textContent = copy.dataset.copied;
    say(copy.dataset.copied);
  });
  copy.hidden = go.hidden = false;
  if (go.type === "button") go.addEventListener("click", start);
  return { editor, start };
}
