// The keyboard: the drawing is one tab stop; arrow keys go to the nearest node in that direction, and each move is told.
(() => {
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const plain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;

  // Keys of the drawing.
  globalThis.policyStageKeys = (stage, canvas, { move, select, focus }) => {
    stage.addEventListener("keydown", (event) => {
      if (!plain(event)) return;
      const deeds = {
        Enter: () => select(canvas.cursor, true), " ": () => select(canvas.cursor), f: () => focus(canvas.cursor.id),
        0: () => canvas.fit(), "+": () => canvas.zoom(1.25), "-": () => canvas.zoom(0.8),
        Home: () => move(canvas.data.nodes.find((node) => !canvas.isHidden(node))),
      };
      if (ARROWS[event.key]) move(canvas.nearest(canvas.cursor, ...ARROWS[event.key]) ?? canvas.cursor);
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
