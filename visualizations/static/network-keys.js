// The keyboard: the drawing is one tab stop; arrow keys go to the nearest node in that direction, and each move is told.
(() => {
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const plain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;

  // Keys of the drawing. What the page cannot do (an offline file has no server) has no action.
  globalThis.policyStageKeys = (stage, canvas, { move, select, actions }) => {
    stage.addEventListener("keydown", (event) => {
      if (!plain(event)) return;
      const here = canvas.cursor;
      const deeds = {
        Enter: () => (event.shiftKey && actions.path ? actions.path(here) : select(here, true)), " ": () => select(here),
        f: () => actions.focus(here.id), "+": () => actions.expand?.(here), p: () => actions.pin(here), h: () => actions.hide(here),
        1: () => actions.near?.(here, 1), 2: () => actions.near?.(here, 2), 3: () => actions.near?.(here, 3),
        0: () => canvas.fit(), z: () => canvas.zoom(1.25), Z: () => canvas.zoom(0.8), "-": () => canvas.zoom(0.8),
        Home: () => move(canvas.data.nodes.find((node) => !canvas.isHidden(node))),
      };
      const arrow = ARROWS[event.key];
      if (arrow && event.shiftKey) canvas.pan(...arrow);
      else if (arrow) move(canvas.nearest(here, ...arrow) ?? here);
      else if (deeds[event.key]) deeds[event.key]();
      else return;
      event.preventDefault();
    });
  };

  // Keys of the whole page; they are bound once and ask for the present drawing.
  globalThis.policyPageKeys = (present) => {
    document.addEventListener("keydown", (event) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "") && document.activeElement.type !== "checkbox";
      if (!plain(event) || document.querySelector("dialog[open]")) return;
      if (event.key === "Escape") present().back();
      else if (typing) return;
      else if (event.key === "t") document.getElementById("table")?.focus();
      else if (event.key === "?") present().help();
      else return;
      event.preventDefault();
    });
  };
})();
