// The network page: wires canvas, panel, search, filters and keys. The address is the state; every change of it is a visit.
(() => {
  let page = null;
  let present = location.pathname + location.search;

  const say = (text) => {
    const status = document.querySelector("[role=status]");
    if (status) status.textContent = text;
  };

  const read = () => {
    const data = JSON.parse(document.getElementById("network-data").textContent);
    // The page leaves out what follows from lane, row and lengths of lines.
    const lanes = new Map(data.view.lanes.map((lane, index) => [lane.key, { ...lane, index }]));
    const lines = (name, lengths) => {
      const chars = Array.from(name);
      let at = 0;
      const found = lengths.map((length) => chars.slice(at, (at += length)).join(""));
      if (at < chars.length) found.push(`${found.pop()}…`);
      return found;
    };
    for (const node of data.nodes) {
      const lane = lanes.get(node.family);
      Object.assign(node, { x: lane.x, side: lane.side, nx: 130 * (lane.index + 0.5), ny: 34 + 100 * (node.row - 1) });
      node.label = node.label ? lines(node.name, node.label) : [node.name];
      node.small = node.small ? lines(node.name, node.small) : node.label;
    }
    for (const link of data.links) {
      link.source = data.nodes[link.from];
      link.target = data.nodes[link.to];
      link.status ??= "stated";
      link.width = [1.1, 1.9, 3][Math.max(Math.min(link.places.length, 3), 1) - 1];
      link.via = link.via === undefined ? null : data.vias[link.via];
      link.places = link.places.map(([first, last, document, quote]) => ({ first, last, quote, passage: `${data.documents[document]}-${first}-${last}` }));
      link.id = `${link.link}_${link.source.id}_${link.target.id}`;
    }
    return data;
  };

  // Fetches an address and puts its page in place of this one; the header and the scripts stay.
  const go = async (address, { push = true, then = () => {} } = {}) => {
    const main = document.getElementById("content");
    main.setAttribute("aria-busy", "true");
    say(page.data.words.net_loading);
    let found = null;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      found = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      main.removeAttribute("aria-busy");
      document.querySelector(".notice.failed")?.remove();
      const retry = policyMake("button", { type: "button", class: "button", text: page.data.words.net_retry });
      retry.addEventListener("click", () => go(address, { push, then }));
      document.querySelector(".net").before(policyMake("div", { class: "notice failed", role: "alert" }, `${page.data.words.net_fetch_error} `, retry));
      return;
    }
    if (push) history.pushState(null, "", address);
    present = location.pathname + location.search;
    page.canvas?.destroy();
    found.querySelectorAll("noscript").forEach((each) => each.remove());
    document.title = found.title;
    for (const part of [".foot", ".top .other"]) {
      const fresh = found.querySelector(part);
      if (fresh) document.querySelector(part)?.replaceWith(fresh);
    }
    main.replaceChildren(...found.getElementById("content").childNodes);
    main.removeAttribute("aria-busy");
    say("");
    start();
    then();
  };

  const visit = (changes, then) => {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    address.hash = "";
    return go(address.href, { then });
  };

  const CLEARED = { types: null, rels: null, status: null, y: null, projects: null, limit: null, sort: null, page: null, q: null };

  // What the boxes of the legend say, as parameters; all checked is no parameter, the shorter list is sent.
  const filters = (boxes) => {
    const found = {};
    for (const name of new Set(boxes.map((box) => box.name))) {
      const own = boxes.filter((box) => box.name === name);
      const [on, off] = [own.filter((box) => box.checked), own.filter((box) => !box.checked)].map((each) => each.map((box) => box.value));
      found[name] = !off.length ? null : name === "projects" && off.length < on.length ? `-${off.join(",")}` : on.join(",");
    }
    return { ...found, page: null };
  };

  // An offline file has no server to ask: links that fail the filter are hidden, and nodes that are left alone.
  const hide = (boxes) => {
    const off = (name, value) => boxes.some((box) => box.name === name && box.value === value && !box.checked);
    const links = new Set(page.data.links.filter((link) => off("rels", link.relation) || off("status", link.status)
      || [link.source, link.target].some((node) => off("types", node.family) || off("projects", node.id))));
    const seen = new Set(page.data.links.filter((link) => !links.has(link)).flatMap((link) => [link.source, link.target]));
    page.canvas?.hide(new Set(page.data.nodes.filter((node) => !seen.has(node) && node.id !== page.data.view.focus)), links);
    document.querySelectorAll(".twin tbody tr").forEach((row, index) => { row.hidden = links.has(page.data.links[index]); });
  };

  const start = () => {
    const data = read();
    const stage = document.getElementById("canvas");
    const aside = document.querySelector(".panel");
    const actions = {
      focus: (id) => (data.offline ? select(data.nodes.find((node) => node.id === id)) : visit({ ...CLEARED, focus: id }, () => (document.getElementById("canvas") ?? document.querySelector(".panel")).focus())),
      copy: async (text) => { await navigator.clipboard?.writeText(text); say(data.words.net_copied); },
    };
    const panel = new PolicyPanel(aside, data, actions);
    const tell = (node) => say(policyFill(data.words.net_announce, { name: node.name, type: node.type, lane: data.words[`lane_${node.family}`], place: node.row, links: node.degree }));
    let canvas = null;

    const rows = [...document.querySelectorAll(".twin tbody tr")];
    const select = (node, enter = false) => {
      canvas?.select(node);
      if (node && canvas) { canvas.cursor = node; canvas.show(node); }
      panel.show(node);
      if (data.links.length === rows.length) rows.forEach((row, index) => row.classList.toggle("current", !!node && (data.links[index].source === node || data.links[index].target === node)));
      if (node) tell(node); else say(data.words.net_selected_none);
      if (enter) aside.focus();
    };
    const move = (node) => { canvas.cursor = node; canvas.show(node); tell(node); };
    const back = () => {
      if (document.activeElement === stage || !stage) select(null);
      stage?.focus();
    };
    page = { data, canvas: null, back, help: () => document.querySelector(".keys-dialog").showModal() };

    const choose = (id, text) => {
      if (id === null) visit({ ...CLEARED, focus: null, q: text }, () => document.getElementById("net-q").focus());
      else actions.focus(id);
    };
    new PolicySearch(document.getElementById("net-q"), document.getElementById("net-options"), data, choose, say);

    const boxes = [...document.querySelectorAll("[data-filter]")];
    for (const box of boxes) {
      box.disabled = data.offline && box.name === "y";
      box.addEventListener("change", () => (data.offline ? hide(boxes) : visit(filters(boxes), () => document.querySelector(`[name="${box.name}"][value="${CSS.escape(box.value)}"]`)?.focus())));
    }
    if (matchMedia("(max-width: 720px)").matches) document.querySelector(".legend details").removeAttribute("open");
    document.querySelectorAll("[data-help]").forEach((button) => button.addEventListener("click", () => page.help()));
    const copy = document.getElementById("net-copy");
    if (copy) {
      copy.hidden = false;
      copy.addEventListener("click", () => actions.copy(location.href));
    }
    if (!stage) return;
    draw(stage, data, (made) => { canvas = page.canvas = made; }, { select, move, tell, actions });
  };

  const draw = (stage, data, made, { select, move, tell, actions }) => {
    const loading = document.querySelector(".stage .loading");
    loading.hidden = false;
    stage.hidden = false;
    const heads = [...document.querySelectorAll(".stage > .heads > span")];
    const nav = document.querySelector(".lanes-nav");
    let canvas = null;
    const drawn = () => {
      if (!canvas) return;
      heads.forEach((head, index) => { head.style.left = `${canvas.laneLeft(index)}px`; });
      nav.hidden = !canvas.narrow || heads.length < 4;
      if (nav.hidden) return;
      const first = Math.max(0, Math.min(heads.length - 3, Math.round(-canvas.laneLeft(0) / 130 / canvas.scale)));
      const [before, text, after] = nav.children;
      const name = (index) => heads[index].textContent.trim().replace(/\s+/g, " ");
      before.hidden = first === 0;
      after.hidden = first + 3 >= heads.length;
      if (!before.hidden) before.textContent = `‹ ${name(first - 1)}`;
      if (!after.hidden) after.textContent = `${name(first + 3)} ›`;
      text.textContent = policyFill(data.words.net_lanes_seen, { all: heads.length, first: first + 1, last: Math.min(first + 3, heads.length) });
      nav.dataset.first = first;
    };
    try {
      canvas = new PolicyCanvas(stage, data, { drawn, click: (node) => select(node) });
      made(canvas);
      drawn();
    } catch (error) {
      const retry = policyMake("button", { type: "button", class: "button", text: data.words.net_retry });
      retry.addEventListener("click", () => location.reload());
      loading.replaceChildren(`${data.words.net_error} `, retry);
      stage.hidden = true;
      return;
    }
    loading.hidden = true;
    document.querySelector(".zoom").hidden = false;
    document.getElementById("net-keys").hidden = false;
    stage.addEventListener("focus", () => { canvas.hasFocus = true; canvas.redraw(); tell(canvas.cursor); });
    stage.addEventListener("blur", () => { canvas.hasFocus = false; canvas.redraw(); });
    policyStageKeys(stage, canvas, { move, select, focus: actions.focus });
    for (const button of nav.querySelectorAll("button")) button.addEventListener("click", () => canvas.showLane(Number(nav.dataset.first) + Number(button.dataset.lanes)));
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => (button.dataset.zoom === "fit" ? canvas.fit() : canvas.zoom(button.dataset.zoom === "in" ? 1.25 : 0.8)));
    }
  };

  const watch = async () => {
    const answer = await fetch("/health").catch(() => null);
    const found = answer?.ok ? await answer.json() : null;
    if (!found || found.version === page.data.view.version || document.querySelector(".newer")) return;
    const reload = policyMake("button", { type: "button", class: "button", text: page.data.words.net_reload });
    reload.addEventListener("click", () => location.reload());
    document.querySelector(".net").before(policyMake("div", { class: "notice newer", role: "alert" }, `${page.data.words.net_newer} `, reload));
  };

  start();
  policyPageKeys(() => page);
  if (page.data.offline) return;
  addEventListener("popstate", () => location.pathname + location.search !== present && go(location.href, { push: false }));
  addEventListener("focus", watch);
  // Links to other states of this page are visits too.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.hasAttribute("download")) return;
    const address = new URL(link.href);
    if (address.origin !== location.origin || address.pathname !== "/network" || link.closest(".top") || link.classList.contains("skip")) return;
    event.preventDefault();
    go(address.href, { then: () => (address.hash ? document.querySelector(address.hash) : document.getElementById("canvas") ?? document.querySelector(".panel"))?.focus() });
  });
})();
