// Completion by Japanese or English label: things of the plan by the search, words of the ontology from the server.
const WORDS = 12;
const THINGS = 8;
const kana = (text) => text.replace(/[ぁ-ゖ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60));
const fold = (text) => kana(text.normalize("NFKC").toLowerCase()).replace(/[\s・]/g, "");
const WORD = /(?:([A-Za-z][\w-]*):)?([\p{L}\p{N}_ー・-]*)$/u;

let vocabulary = null;
const words = () => (vocabulary ??= fetch("/completions.json").then((answer) => (answer.ok ? answer.json() : {}), () => ({})));

// What stands before the cursor: the word and where it begins, and whether it is inside a text. Variables are no words.
export function wordBefore(line, language) {
  const [whole, prefix, word] = line.match(WORD);
  const start = line.length - whole.length;
  const marks = language === "sparql" ? '"' : "\"'";
  const inText = [...marks].some((mark) => line.replaceAll(`\\${mark}`, "").split(mark).length % 2 === 0);
  if (/[?$<@]$/.test(line.slice(0, start))) return null;
  const bare = language === "cypher" || inText; // a colon there is no part of a name
  return { word, prefix: bare ? "" : prefix ?? "", start: bare ? line.length - word.length : start, inText, colon: line[line.length - word.length - 1] === ":" };
}

function known(list, found, lang) {
  const key = fold(found.word);
  const scored = [];
  for (const each of list) {
    const name = each.insert.replace(/^'|'$/g, "");
    if (found.prefix && !name.startsWith(`${found.prefix}:`)) continue;
    const keys = [fold(name.split(":").pop()), fold(each.ja), fold(each.en)];
    const place = Math.min(...keys.map((text) => (text === key ? 0 : text.startsWith(key) ? 1 : text.includes(key) ? 2 : 9)));
    if (place < 9) scored.push({ place, each });
  }
  scored.sort((one, two) => one.place - two.place || one.each.insert.length - two.each.insert.length);
  return scored.slice(0, WORDS).map(({ each }) => ({ insert: each.insert, label: each[lang] || each.ja, kind: each.kind }));
}

function things(results, language, found, base) {
  return results.slice(0, THINGS).map((each) => {
    const quoted = `'${each.name.replace(/['\\]/g, "\\$&")}'`;
    const insert = found.inText ? each.name : language === "sparql" ? `<${base}${each.id}>` : quoted;
    return { insert, label: each.name, type: each.type_label, thing: true };
  });
}

function drawn(hint, data) {
  return (element) => {
    const part = (name, text, lang) => {
      const span = document.createElement("span");
      span.className = name;
      span.textContent = text;
      if (lang) span.lang = lang;
      element.append(span);
    };
    part("hint-label", hint.label, hint.thing ? "ja" : "");
    if (!hint.thing) part("hint-name", hint.insert, "en");
    part("hint-kind", hint.type ?? data.words[`run_kind_${hint.kind}`]);
  };
}

export function makeCompleter(language, data) {
  async function hints(editor) {
    const cursor = editor.getCursor();
    const found = wordBefore(editor.getLine(cursor.line).slice(0, cursor.ch), language);
    if (!found || (!found.word && !found.prefix && !found.colon)) return null;
    const address = `/search.json?q=${encodeURIComponent(found.word)}&lang=${data.lang}`;
    const searched = found.word && !found.prefix ? fetch(address).then((answer) => (answer.ok ? answer.json() : null), () => null) : null;
    const [list, answer] = await Promise.all([words(), searched]);
    const rows = [
      ...(found.inText ? [] : known(list[language] ?? [], found, data.lang)),
      ...things(answer?.results ?? [], language, found, data.base),
    ];
    const now = editor.getCursor();
    if (!rows.length || now.line !== cursor.line || now.ch !== cursor.ch) return null;
    const offered = {
      list: rows.map((each) => ({ text: each.insert, render: drawn(each, data) })),
      from: { line: cursor.line, ch: found.start }, to: cursor,
    };
    globalThis.CodeMirror.on(offered, "shown", () => document.querySelector(".CodeMirror-hints")?.setAttribute("aria-label", data.words.run_offered));
    return offered;
  }
  const open = (editor) => editor.operation(() => globalThis.CodeMirror.showHint(editor, hints, { completeSingle: false, closeCharacters: /[\s(){}[\];,]/ }));
  let waiting = 0;
  return {
    open,
    typed(editor, change) {
      clearTimeout(waiting);
      if (!/^(\+input|\*compose)/.test(change.origin ?? "") || editor.state.completionActive) return;
      const cursor = editor.getCursor();
      const found = wordBefore(editor.getLine(cursor.line).slice(0, cursor.ch), language);
      const least = /[^\x00-\x7f]/.test(found?.word ?? "") ? 2 : 3;
      // Words in capitals are those of the query language, but behind a colon they are relationships.
      if (!found || found.word.length < least || (/^[A-Z]+$/.test(found.word) && !found.colon)) return;
      waiting = setTimeout(() => open(editor), 150);
    },
  };
}
