// The data of the drawing as the page holds it, with what follows from lane, row and lengths of lines computed again.
(() => {
  const NARROW_LANE = 130;

  const lines = (name, lengths) => {
    const chars = Array.from(name);
    let at = 0;
    const found = lengths.map((length) => chars.slice(at, (at += length)).join(""));
    if (at < chars.length) found.push(`${found.pop()}…`);
    return found;
  };

  // How far a link inside a lane bows out of it, away from the labels. Between neighbouring rows it is a straight line,
  // unless there are several. On a phone labels stand below the glyphs: every link goes around them.
  const bow = (link, nth, narrow) => {
    const rows = Math.abs(link.source.row - link.target.row);
    if (narrow) return Math.min(46 + 6 * rows, 62) - 7 * nth;
    return ((rows < 2 ? 0 : Math.min(12 + 4 * rows, 40)) + 9 * nth) * (link.source.side === "right" ? -1 : 1);
  };

  globalThis.policyRead = () => {
    const data = JSON.parse(document.getElementById("network-data").textContent);
    const lanes = new Map(data.view.lanes.map((lane, index) => [lane.key, { ...lane, index }]));
    for (const node of data.nodes) {
      const lane = lanes.get(node.lane ?? node.family); // in other views than the lanes, columns are no kinds of things
      node.x ??= lane?.x;
      node.side = node.turned ?? node.side ?? lane?.side ?? "right";
      node.nx ??= NARROW_LANE * ((lane?.index ?? 0) + 0.5);
      node.ny ??= 34 + 100 * (node.row - 1);
      node.label = node.label ? lines(node.name, node.label) : [node.name];
      node.small = node.small ? lines(node.name, node.small) : node.label;
    }
    const known = new Map(); // how many links inside a lane each pair has so far
    for (const link of data.links) {
      link.source = data.nodes[link.from];
      link.target = data.nodes[link.to];
      link.status ??= "stated";
      link.width = link.count ? [1.1, 1.9, 3][(link.count > 3) + (link.count > 9)] : [1.1, 1.9, 3][Math.max(Math.min(link.places.length, 3), 1) - 1];
      link.via = link.via === undefined ? null : data.vias[link.via];
      link.places = link.places.map(([first, last, document, quote]) => ({ first, last, quote, passage: `${data.documents[document]}-${first}-${last}` }));
      link.id = `${link.link}_${link.source.id}_${link.target.id}`;
      const [from, to] = [link.source, link.target].map((node) => node.lane ?? node.family);
      link.inside = lanes.has(from) && from === to;
      const pair = [link.from, link.to].sort((a, b) => a - b).join();
      const nth = known.get(pair) ?? 0;
      if (link.inside) known.set(pair, nth + 1);
      link.bow = (narrow) => bow(link, nth, narrow);
    }
    return data;
  };
})();
