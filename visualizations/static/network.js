// The network page: wires canvas, panel, search, filters and keys.
(() => {
  const CLEARED = { types: null, rels: null, status: null, y: null, projects: null, kinds: null, hide: null, pin: null, expand: null, limit: null, sort: null, page: null, q: null };
  let page = null;
  let visits = null;

  const say = (text) => {
    const status = document.querySelector("[role=status]");
    if (status) status.textContent = text;
  };

  // An offline file has no server to ask: links that fail the filter are hidden, and nodes that are left alone.
  const sift = (boxes) => {
    const { data, gone } = page;
    const off = (name, value) => boxes.some((box) => box.name === name && box.value === value && !box.checked);
    const fails = (node) => off("types", node.family) || off("projects", node.id) || (node.family === "organization" && off("kinds", node.kind)) || gone.has(node);
    const links = new Set(data.links.filter((link) => off("rels", link.relation) || off("status", link.status) || fails(link.source) || fails(link.target)));
    const seen = new Set(data.links.filter((link) => !links.has(link)).flatMap((link) => [link.source, link.target]));
    page.canvas?.hide(new Set(data.nodes.filter((node) => gone.has(node) || (!seen.has(node) && node.id !== data.view.focus))), links);
    document.querySelectorAll(".twin tbody tr").forEach((row, index) => { row.hidden = links.has(data.links[index]); });
  };

  // What was hidden in an offline file, with the way back.
  const tellGone = (boxes) => {
    document.querySelector(".gone")?.remove();
    const { data, gone } = page;
    if (!gone.size) return;
    const back = [...gone].map((node) => {
      const button = policyMake("button", { type: "button", class: "button", "aria-label": policyFill(data.words.net_bring_back, { name: node.name }) }, policyMake("span", { lang: "ja", text: `${node.name} ×` }));
      button.addEventListener("click", () => { gone.delete(node); sift(boxes); tellGone(boxes); document.getElementById("canvas").focus(); });
      return button;
    });
    document.querySelector(".net").before(policyMake("div", { class: "notice gone" }, policyMake("p", { text: policyFill(data.words.net_hidden, { n: gone.size }) }), policyMake("p", { class: "near" }, ...back)));
  };

  const toStage = () => (document.getElementById("canvas") ?? document.querySelector(".panel")).focus();
  const toggled = (list, id) => (list.includes(id) ? list.filter((each) => each !== id) : [...list, id]).join(",");

  // What can be done to a node by panel, keys and clicks. Without a server some of it cannot be.
  const deeds = (data, boxes) => {
    const again = (id) => () => {
      const node = page.data.nodes.find((each) => each.id === id);
      toStage();
      if (node && id !== page.data.view.focus) page.select(node);
    };
    const common = { copy: async (text) => { await navigator.clipboard?.writeText(text); say(data.words.net_copied); } };
    if (data.offline) {
      return {
        ...common,
        focus: (id) => page.select(data.nodes.find((node) => node.id === id)),
        isPinned: (node) => page.canvas?.pinned.has(node) ?? false,
        pin: (node) => {
          const { pinned } = page.canvas;
          if (!pinned.delete(node)) pinned.add(node);
          page.canvas.redraw();
          page.panel.show(node);
        },
        hide: (node) => {
          if (node.id === data.view.focus) return;
          page.gone.add(node);
          page.select(null);
          sift(boxes);
          tellGone(boxes);
          toStage();
        },
      };
    }
    return {
      ...common,
      focus: (id) => (data.view.kind === "path" ? location.assign(`/network?${new URLSearchParams({ focus: id, lang: data.lang })}`) : visits.change({ ...CLEARED, focus: id }, toStage)),
      isPinned: (node) => visits.listed("pin").includes(node.id),
      pin: (node) => visits.change({ pin: toggled(visits.listed("pin"), node.id) }, again(node.id)),
      hide: (node) => node.id !== data.view.focus && visits.change({ hide: [...visits.listed("hide"), node.id].join(",") }, toStage),
      expandAddress: (node, relation) => visits.address({ expand: [...visits.listed("expand"), relation ? `${node.id}.${relation}` : node.id].join(",") }),
      expand: (node) => {
        page.select(node);
        const menu = document.querySelector(".panel .expand");
        if (!menu) { say(data.words.net_expand_none); return; }
        menu.open = true;
        menu.querySelector("a").focus();
      },
      near: (node, hops) => !node.summed && (data.view.kind === "near" && node.id === data.view.focus ? visits.change({ hops: hops === 1 ? null : hops }, toStage) : location.assign(`/network?${new URLSearchParams({ view: "near", focus: node.id, hops, lang: data.lang })}`)),
      path: (node) => {
        if (node.summed) return;
        if (page.canvas.start && page.canvas.start !== node) {
          location.assign(`/network?${new URLSearchParams({ view: "path", path: `${page.canvas.start.id},${node.id}`, lang: data.lang })}`);
        } else page.startPath(page.canvas.start ? null : node);
      },
    };
  };

  const start = () => {
    const data = policyRead();
    const stage = document.getElementById("canvas");
    const aside = document.querySelector(".panel");
    const boxes = [...document.querySelectorAll("[data-filter]")];
    const actions = deeds(data, boxes);
    const tell = (node) => say(policyFill(node.lane ? data.words.near_announce : data.words.net_announce, { name: node.name, type: node.type, lane: data.view.titles[node.lane] ?? data.words[`lane_${node.family}`], place: node.row, links: node.degree }));
    const rows = [...document.querySelectorAll(".twin tbody tr")];
    const select = (node, enter = false) => {
      const { canvas } = page;
      canvas?.select(node);
      if (node && canvas) { canvas.cursor = node; canvas.show(node); }
      page.panel.show(node);
      if (data.links.length === rows.length) rows.forEach((row, index) => row.classList.toggle("current", !!node && (data.links[index].source === node || data.links[index].target === node)));
      if (node) tell(node); else say(data.words.net_selected_none);
      if (enter) aside.focus({ preventScroll: matchMedia("(min-width: 1281px)").matches });
    };
    const move = (node) => { page.canvas.cursor = node; page.canvas.show(node); tell(node); };
    const startPath = (node) => {
      const told = document.querySelector(".path-from");
      page.canvas.start = node;
      page.canvas.redraw();
      told.hidden = !node;
      told.textContent = node ? policyFill(data.words.net_path_start, { name: node.name }) : "";
      say(told.textContent);
    };
    const back = () => {
      if (page.canvas?.start) startPath(null);
      else if (document.activeElement === stage || !stage) select(null);
      document.querySelectorAll(".menu[open]").forEach((menu) => { menu.open = false; });
      stage?.focus();
    };
    page = { data, canvas: null, panel: null, gone: new Set(), select, startPath, back, help: () => document.querySelector(".keys-dialog").showModal(), title: () => document.querySelector("main h1").textContent };
    page.panel = new PolicyPanel(aside, data, actions);

    const choose = (id, text) => {
      if (data.view.kind === "path") policyEnds.choose(visits, 0, id ?? text);
      else if (id === null) visits.change({ ...CLEARED, focus: null, q: text }, () => document.getElementById("net-q").focus());
      else actions.focus(id);
    };
    new PolicySearch(document.getElementById("net-q"), document.getElementById("net-options"), data, choose, say);
    if (data.view.kind === "path") policyEnds.start(data, visits, say);

    for (const box of boxes) {
      box.disabled = data.offline && box.name === "y";
      box.addEventListener("change", () => (data.offline ? sift(boxes) : visits.change(policyFilters(boxes), () => document.querySelector(`[name="${box.name}"][value="${CSS.escape(box.value)}"]`)?.focus())));
    }
    if (matchMedia("(max-width: 720px)").matches) document.querySelector(".legend details").removeAttribute("open");
    document.querySelectorAll("[data-help]").forEach((button) => button.addEventListener("click", () => page.help()));
    const grip = document.querySelector(".grip");
    grip.hidden = false;
    grip.addEventListener("click", () => grip.setAttribute("aria-expanded", String(aside.classList.toggle("open"))));
    const copy = document.getElementById("net-copy");
    if (copy) {
      copy.hidden = false;
      copy.addEventListener("click", () => actions.copy(location.href));
    }
    if (!stage) return;
    policyStage(stage, data, { select, move, tell, actions, made: (canvas) => { page.canvas = canvas; } });
    const png = document.querySelector("[data-png]");
    if (!png || !page.canvas) return;
    png.hidden = false;
    document.querySelector("[data-export]").hidden = false;
    png.querySelector("button").addEventListener("click", () => policySave(page.canvas, { title: page.title() }));
  };

  visits = new PolicyVisits({ present: () => page, start, say });
  start();
  policyPageKeys(() => page);
  policyPrinting(() => page);
  if (page.data.offline) return;
  visits.watch();
  visits.poll();
})();
