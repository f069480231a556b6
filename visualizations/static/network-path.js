// The two ends of ways: each a combobox; choosing one is a visit, and the focus goes to the end that is still open.
(() => {
  const ends = () => {
    const [from = "", to = ""] = (new URL(location.href).searchParams.get("path") ?? "").split(",");
    return [from, to];
  };

  const after = () => {
    const open = ["net-q", "path-to"].map((id) => document.getElementById(id)).find((input) => !input.value);
    (open ?? document.getElementById("canvas") ?? document.querySelector(".panel")).focus();
  };

  const go = (visits, found) => visits.change({ view: "path", path: found.join(","), focus: null, sort: null, page: null }, after);

  globalThis.policyEnds = {
    choose(visits, at, id) {
      const found = ends();
      found[at] = id;
      go(visits, found);
    },

    start(data, visits, say) {
      const input = document.getElementById("path-to");
      if (!input || data.offline) return;
      const choose = (id, text) => policyEnds.choose(visits, 1, id ?? text);
      new PolicySearch(input, document.getElementById("path-options"), data, choose, say);
      const swap = document.getElementById("path-swap");
      swap.hidden = false;
      swap.addEventListener("click", () => go(visits, ends().reverse()));
    },
  };
})();
