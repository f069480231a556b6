// The network page: wires canvas, panel, search, filters and keys. The address is the state; every change of it is a visit.
(() => {
  const source = document.getElementById("network-data");
  if (!source) return;
  const data = JSON.parse(source.textContent);
  const status = document.querySelector("[role=status]");
  const stage = document.getElementById("canvas");
  const aside = document.querySelector(".panel");

  const visit = (changes) => {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    address.hash = "";
    location.assign(address);
  };
  const say = (text) => { if (status) status.textContent = text; };
  const actions = {
    focus: (id) => visit({ focus: id, types: null, rel: null, status: null, limit: null }),
    copy: async (text) => { await navigator.clipboard?.writeText(text); say(data.words.net_copied); },
  };
  const panel = new PolicyPanel(aside, data, actions);
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  let canvas = null;
  let selected = null;

  const announce = (node) => say(policyFill(data.words.net_announce, { name: node.name, type: node.type, lane: data.words[`lane_${node.family}`], place: node.row, links: node.degree }));
  const select = (id, quiet = false) => {
    selected = id;
    canvas?.select(id);
    const node = id ? byId.get(id) : null;
    panel.show(node);
    for (const row of document.querySelectorAll(".twin tbody tr")) {
      const link = row.dataset.link ?? "";
      row.classList.toggle("current", !!id && link.includes(id));
    }
    if (node && !quiet) announce(node);
    if (node) canvas?.show(id);
  };

  const input = document.getElementById("net-q");
  if (input) {
    new PolicySearch(input, document.getElementById("net-options"), data, (id) => {
      if (data.offline) { select(id); stage?.focus(); } else actions.focus(id);
    });
  }

  for (const box of document.querySelectorAll("[data-filter]")) {
    box.addEventListener("change", () => {
      if (data.offline) return;
      const name = box.dataset.filter;
      const boxes = [...document.querySelectorAll(`[data-filter="${name}"]`)];
      const on = boxes.filter((each) => each.checked).map((each) => each.value);
      visit({ [name]: on.length === boxes.length ? null : on.join(",") });
    });
  }
  if (matchMedia("(max-width: 720px)").matches) document.querySelector(".legend details")?.removeAttribute("open");

  if (!stage || !data.nodes.length) return;
  try {
    canvas = new PolicyCanvas(stage, data, (id) => select(id));
    canvas.fit();
    document.querySelector(".zoom")?.removeAttribute("hidden");
  } catch (error) {
    const retry = policyMake("button", { type: "button", class: "button", text: data.words.net_retry });
    retry.addEventListener("click", () => location.reload());
    stage.replaceChildren(policyMake("p", { class: "notice", text: `${data.words.net_error} ` }, retry));
    return;
  }
  document.fonts?.ready.then(() => canvas.redraw());

  const keys = {
    ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
  };
  let cursor = data.view.focus && byId.has(data.view.focus) ? data.view.focus : data.nodes[0].id;
  stage.addEventListener("focus", () => announce(byId.get(selected ?? cursor)));
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (keys[event.key]) {
      event.preventDefault();
      cursor = canvas.nearest(selected ?? cursor, ...keys[event.key]) ?? cursor;
      select(cursor);
    } else if (event.key === "Enter") {
      event.preventDefault();
      select(selected ?? cursor);
      aside.focus();
    } else if (event.key === "+") {
      if (selected ?? cursor) actions.focus(selected ?? cursor);
    } else if (event.key === "0") {
      canvas.fit();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      select(null);
      stage.focus();
    } else if (event.key === "t") {
      document.getElementById("table")?.scrollIntoView();
    } else if (event.key === "?") {
      document.getElementById("net-keys")?.scrollIntoView({ block: "center" });
      say(document.getElementById("net-keys")?.textContent ?? "");
    }
  });
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => (button.dataset.zoom === "fit" ? canvas.fit() : canvas.zoom(button.dataset.zoom === "in" ? 1.25 : 0.8)));
  }
  if (!data.offline) {
    addEventListener("focus", async () => {
      const answer = await fetch("/health").catch(() => null);
      const found = answer?.ok ? await answer.json() : null;
      if (!found || found.version === data.view.version || document.querySelector(".newer")) return;
      const reload = policyMake("button", { type: "button", class: "button", text: data.words.net_reload });
      reload.addEventListener("click", () => location.reload());
      document.querySelector(".net").before(policyMake("p", { class: "notice newer", role: "alert", text: `${data.words.net_newer} ` }, reload));
    });
  }
})();
