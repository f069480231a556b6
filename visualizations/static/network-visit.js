// Visits: the address is the state, and every change of it fetches that address and puts its page in place of this one.
(() => {
  // What the boxes of the legend say, as parameters; all checked is no parameter, of long lists the shorter side is sent.
  globalThis.policyFilters = (boxes) => {
    const found = {};
    for (const name of new Set(boxes.map((box) => box.name))) {
      const own = boxes.filter((box) => box.name === name);
      const [on, off] = [own.filter((box) => box.checked), own.filter((box) => !box.checked)].map((each) => each.map((box) => box.value));
      const excluding = (name === "projects" || name === "kinds") && off.length < on.length;
      found[name] = !off.length ? null : excluding ? `-${off.join(",")}` : on.join(",");
    }
    return { ...found, page: null };
  };

  class Visits {
    // ``present`` gives the page as it is drawn now, ``start`` draws what was put in its place.
    constructor({ present, start, say }) {
      Object.assign(this, { present, start, say, at: location.pathname + location.search, asked: 0 });
    }

    // The header and the scripts stay; of what stands around the page, the parts that differ by state are replaced.
    async go(address, { push = true, then = () => {} } = {}) {
      const main = document.getElementById("content");
      const { words } = this.present().data;
      main.setAttribute("aria-busy", "true");
      this.say(words.net_loading);
      let found = null;
      try {
        const answer = await fetch(address, { headers: { Accept: "text/html" } });
        if (!answer.ok) throw new Error(String(answer.status));
        found = new DOMParser().parseFromString(await answer.text(), "text/html");
      } catch {
        main.removeAttribute("aria-busy");
        this.failed(words, () => this.go(address, { push, then }));
        return;
      }
      if (push) history.pushState(null, "", address);
      this.at = location.pathname + location.search;
      this.present().canvas?.destroy();
      found.querySelectorAll("noscript").forEach((each) => each.remove());
      document.title = found.title;
      for (const part of [".foot", ".top .other"]) {
        const fresh = found.querySelector(part);
        if (fresh) document.querySelector(part)?.replaceWith(fresh);
      }
      main.replaceChildren(...found.getElementById("content").childNodes);
      main.removeAttribute("aria-busy");
      this.say("");
      this.start();
      then();
    }

    failed(words, again) {
      document.querySelector(".notice.failed")?.remove();
      const retry = policyMake("button", { type: "button", class: "button", text: words.net_retry });
      retry.addEventListener("click", again);
      document.querySelector(".net").before(policyMake("div", { class: "notice failed", role: "alert" }, `${words.net_fetch_error} `, retry));
    }

    // This address with some parameters changed; null takes one away.
    address(changes) {
      const address = new URL(location.href);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === "") address.searchParams.delete(name);
        else address.searchParams.set(name, value);
      }
      address.hash = "";
      return address.href;
    }

    change(changes, then) { return this.go(this.address(changes), { then }); }

    // Lists of ids in the address, such as what is hidden or pinned.
    listed(name) { return (new URL(location.href).searchParams.get(name) ?? "").split(",").filter(Boolean); }

    // Back, forward, and links to other states of this view. Another view is a page of its own.
    watch() {
      addEventListener("popstate", () => {
        if (location.pathname + location.search === this.at) return;
        if (this.view(location) !== this.view(new URL(this.at, location.href))) location.reload();
        else this.go(location.href, { push: false });
      });
      document.addEventListener("click", (event) => {
        const link = event.target.closest?.("a[href]");
        if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.hasAttribute("download")) return;
        const address = new URL(link.href);
        if (address.origin !== location.origin || address.pathname !== "/network" || link.closest(".top") || link.classList.contains("skip")) return;
        if (this.view(address) !== this.view(location)) return;
        event.preventDefault();
        this.go(address.href, { then: () => (address.hash ? document.querySelector(address.hash) : document.getElementById("canvas") ?? document.querySelector(".panel"))?.focus() });
      });
    }

    view(address) { return new URLSearchParams(address.search).get("view") ?? ""; }

    // Asks seldom whether the server has newer data: when the window is looked at again, and every five minutes of it.
    poll() {
      const ask = async () => {
        if (document.hidden || Date.now() - this.asked < 5000 || document.querySelector(".newer")) return;
        this.asked = Date.now();
        const answer = await fetch("/health").catch(() => null);
        const found = answer?.ok ? await answer.json() : null;
        const { words, view } = this.present().data;
        if (!found || found.version === view.version || document.querySelector(".newer")) return;
        const reload = policyMake("button", { type: "button", class: "button", text: words.net_reload });
        reload.addEventListener("click", () => location.reload());
        document.querySelector(".net").before(policyMake("div", { class: "notice newer", role: "alert" }, `${words.net_newer} `, reload));
      };
      addEventListener("focus", ask);
      document.addEventListener("visibilitychange", ask);
      setInterval(ask, 300_000);
    }
  }

  globalThis.PolicyVisits = Visits;
})();
