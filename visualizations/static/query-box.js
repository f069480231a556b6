// A field becomes an editor: Yasqe for SPARQL, and for Cypher the CodeMirror that Yasqe is built on, with its Cypher mode.
// Nothing of it asks another host: no look-ups of prefixes or vocabularies, no share links, nothing kept in the browser.
// Where the editor does not load, the plain field stays and does the same.
const loaded = new Map();

function script(address) {
  if (!loaded.has(address)) {
    loaded.set(address, new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = address;
      element.addEventListener("load", done);
      element.addEventListener("error", failed);
      document.head.append(element);
    }));
  }
  return loaded.get(address);
}

async function library(data) {
  await script(data.scripts["vendor/yasqe.min.js"]);
  globalThis.Yasqe.defaults.autocompleters = []; // those of its own ask prefix.cc and LOV; lists of options are merged, so here
  globalThis.CodeMirror ??= Object.getPrototypeOf(globalThis.Yasqe); // the mode for Cypher looks for it by this name
  await script(data.scripts["vendor/codemirror-cypher.js"]);
  defineCypher();
}

// The mode takes words of database administration (name, role, user) for words of the language, wherever they stand.
const CYPHER = /^(?:match|optional|where|return|with|order|by|as|and|or|xor|not|in|is|null|union|all|unwind|limit|skip|distinct|call|yield|case|when|then|else|end|contains|starts|ends|exists|asc|desc|ascending|descending|true|false|on)$/i;

function defineCypher() {
  const { CodeMirror } = globalThis;
  CodeMirror.defineMode("cypher-read", (config) => {
    const mode = CodeMirror.getMode(config, "cypher");
    return {
      ...mode,
      token(stream, state) {
        const style = mode.token(stream, state);
        const word = stream.current();
        const named = stream.string[stream.start - 1] === "."; // a property
        return (style === "keyword" && !CYPHER.test(word)) || (named && style !== "string") ? null : style;
      },
    };
  });
}

function options(language, text, label, keys) {
  return {
    value: text, mode: language === "sparql" ? "sparql11" : "cypher-read", theme: "policy", inputStyle: "contenteditable",
    lineNumbers: true, lineWrapping: true, matchBrackets: true, viewportMargin: Infinity, spellcheck: false,
    autocorrect: false, autocapitalize: false, screenReaderLabel: label, foldGutter: false,
    // Tab leaves the editor: nobody is caught in it.
    extraKeys: { Tab: false, "Shift-Tab": false, Esc: false, "Ctrl-S": false, ...keys },
  };
}

function build(place, language, text, label, keys) {
  const chosen = options(language, text, label, keys);
  const holder = document.createElement("div");
  holder.className = "query-editor";
  place.before(holder);
  if (language === "cypher") {
    const wrapped = document.createElement("div");
    wrapped.className = "yasqe";
    holder.append(wrapped);
    return { holder, editor: globalThis.CodeMirror(wrapped, { ...chosen, gutters: ["CodeMirror-linenumbers"] }) };
  }
  const editor = new globalThis.Yasqe(holder, {
    ...chosen, persistenceId: null, createShareableLink: null, consumeShareLink: null,
    prefixCcApi: null, showQueryButton: false, resizeable: false, syntaxErrorCheck: false, editorHeight: "auto",
    collapsePrefixesOnLoad: false,
  });
  editor.setOption("gutters", ["CodeMirror-linenumbers"]);
  return { holder, editor };
}

// Columns of the server count characters, those of the editor UTF-16 units.
const units = (text, characters) => [...text].slice(0, characters).join("").length;

function faults(editor) {
  let mark = null;
  let at = null;
  return {
    clear() {
      mark?.clear();
      if (at !== null) editor.removeLineClass(at, "background", "query-fault-line");
      mark = at = null;
    },
    show(line, column) {
      this.clear();
      const row = Math.min(line - 1, editor.lineCount() - 1);
      const text = editor.getLine(row);
      let from = Math.min(units(text, column - 1), text.length);
      const token = editor.getTokenAt({ line: row, ch: Math.min(from + 1, text.length) });
      const to = Math.max(token.end, Math.min(from + 1, text.length));
      if (from >= to) from = Math.max(to - 1, 0);
      at = editor.addLineClass(row, "background", "query-fault-line");
      mark = editor.markText({ line: row, ch: from }, { line: row, ch: to }, { className: "query-fault" });
      editor.setCursor({ line: row, ch: from });
      if (!editor.hasFocus()) getSelection().removeAllRanges(); // what was selected before would hide the mark
    },
  };
}

function plain(field) {
  return {
    text: () => field.value,
    clear: () => field.removeAttribute("aria-invalid"),
    focus: () => field.focus(),
    fault(line, column) {
      const lines = field.value.split("\n");
      const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
      const from = before + units(lines[line - 1] ?? "", column - 1);
      field.setAttribute("aria-invalid", "true");
      field.setSelectionRange(from, Math.min(from + 1, field.value.length));
    },
  };
}

// Makes an editor in the place of an element: a field, whose text follows the editor's, or a text to read.
export async function makeEditor({ place, language, label, describedBy, data, run, completer }) {
  const field = place instanceof HTMLTextAreaElement ? place : null;
  const text = (field ? field.value : place.textContent).replace(/^\n+|\s+$/g, "");
  try {
    await library(data);
  } catch {
    const own = field ?? document.createElement("textarea");
    if (!field) {
      Object.assign(own, { value: text, rows: text.split("\n").length + 1, spellcheck: false });
      own.setAttribute("aria-label", label);
      place.replaceWith(own);
    }
    own.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && run());
    return plain(own);
  }
  const keys = { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-Space": (editor) => completer?.open(editor) };
  const { holder, editor } = build(place, language, field ? field.value.replace(/^\n/, "") : text, label, keys);
  place.hidden = true;
  const input = editor.getInputField();
  input.setAttribute("role", "textbox");
  input.setAttribute("aria-multiline", "true");
  if (describedBy) input.setAttribute("aria-describedby", describedBy);
  holder.addEventListener("keydown", (event) => event.stopPropagation()); // keys of the page are text here
  const shown = faults(editor);
  editor.on("change", (_, change) => {
    if (field) field.value = editor.getValue();
    shown.clear();
    input.removeAttribute("aria-invalid");
    completer?.typed(editor, change);
  });
  editor.refresh();
  return {
    text: () => editor.getValue(),
    focus: () => editor.focus(),
    clear() { shown.clear(); input.removeAttribute("aria-invalid"); },
    fault(line, column) { shown.show(line, column); input.setAttribute("aria-invalid", "true"); },
  };
}
