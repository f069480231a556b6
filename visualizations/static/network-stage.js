// What stands around the canvas: heads of lanes, the way from lane to lane on a phone, buttons for zoom and pan, keys.
(() => {
  const PAN = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

  const failed = (stage, loading, words) => {
    const retry = policyMake("button", { type: "button", class: "button", text: words.net_retry });
    retry.addEventListener("click", () => location.reload());
    loading.replaceChildren(`${words.net_error} `, retry);
    stage.hidden = true;
  };

  // Which lanes a phone shows, with the names of those before and after.
  const lanesSeen = (nav, heads, canvas, words) => {
    nav.hidden = !canvas.narrow || heads.length < 4;
    if (nav.hidden) return;
    const first = Math.max(0, Math.min(heads.length - 3, Math.round(-canvas.laneLeft(0) / 130 / canvas.scale)));
    const [before, text, after] = nav.children;
    const name = (index) => heads[index].textContent.trim().replace(/\s+/g, " ");
    before.hidden = first === 0;
    after.hidden = first + 3 >= heads.length;
    if (!before.hidden) before.textContent = `‹ ${name(first - 1)}`;
    if (!after.hidden) after.textContent = `${name(first + 3)} ›`;
    text.textContent = policyFill(words.net_lanes_seen, { all: heads.length, first: first + 1, last: Math.min(first + 3, heads.length) });
    nav.dataset.first = first;
  };

  // On a phone the panel stands below the stage: what a tap selects is brought into sight, with the drawing above it.
  const reveal = (canvas) => {
    const top = document.querySelector(".panel").getBoundingClientRect().top;
    if (!canvas.narrow || top < innerHeight - 160) return;
    scrollBy(0, Math.min(top - innerHeight + 220, document.querySelector(".stage").getBoundingClientRect().top));
  };

  // Draws the data onto the stage; null where that fails, which the page then says.
  globalThis.policyStage = (stage, data, { select, move, tell, actions, made }) => {
    const loading = document.querySelector(".stage .loading");
    loading.hidden = false;
    stage.hidden = false;
    const heads = [...document.querySelectorAll(".stage > .heads > span")];
    const nav = document.querySelector(".lanes-nav");
    let canvas = null;
    const click = (node, event) => {
      if (event?.shiftKey && node && actions.path) return actions.path(node);
      select(node);
      return node && reveal(canvas);
    };
    const drawn = () => {
      if (!canvas) return;
      heads.forEach((head, index) => { head.style.left = `${canvas.laneLeft(index)}px`; });
      lanesSeen(nav, heads, canvas, data.words);
    };
    try {
      canvas = new PolicyCanvas(stage, data, { drawn, click });
      made(canvas);
      drawn();
    } catch {
      failed(stage, loading, data.words);
      return;
    }
    loading.hidden = true;
    document.querySelector(".stage-foot").hidden = false;
    stage.addEventListener("focus", () => { canvas.hasFocus = true; canvas.redraw(); tell(canvas.cursor); });
    stage.addEventListener("blur", () => { canvas.hasFocus = false; canvas.redraw(); });
    policyStageKeys(stage, canvas, { move, select, actions });
    for (const button of nav.querySelectorAll("button")) button.addEventListener("click", () => canvas.showLane(Number(nav.dataset.first) + Number(button.dataset.lanes)));
    for (const button of document.querySelectorAll("[data-zoom]")) {
      button.addEventListener("click", () => (button.dataset.zoom === "fit" ? canvas.fit() : canvas.zoom(button.dataset.zoom === "in" ? 1.25 : 0.8)));
    }
    for (const button of document.querySelectorAll("[data-pan]")) button.addEventListener("click", () => canvas.pan(...PAN[button.dataset.pan]));
  };
})();
