// Words that stand in the drawing beside names: relations above groups, relations or numbers upon links.
(() => {
  const LIFT = 10; // px that the words of a link stand above its middle
  const ALONG = 0.4; // where a number stands upon its link

  const place = (canvas, caption, links) => {
    if (!caption.link) return canvas.narrow ? null : { x: caption.x, y: caption.y, align: caption.align };
    const link = links.get(caption.link);
    if (!link || canvas.isHiddenLink(link)) return null;
    const [a, b] = [canvas.place(link.source), canvas.place(link.target)];
    if (link.count) return { x: a.x + ALONG * (b.x - a.x) + (link.inside ? link.bow(canvas.narrow) : 0), y: a.y + ALONG * (b.y - a.y), align: "center" };
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - LIFT, align: "center" };
  };

  // All captions, or with ``lit`` those of some links alone, again above the faded rest.
  globalThis.policyCaptions = (context, canvas, lit = null) => {
    const captions = canvas.data.view.captions ?? [];
    if (!captions.length) return;
    const links = new Map((lit ?? canvas.data.links).map((link) => [link.id, link]));
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = canvas.look.ground;
    context.font = canvas.look.font;
    for (const caption of captions) {
      const at = lit && !caption.link ? null : place(canvas, caption, links);
      if (!at) continue;
      context.textAlign = at.align;
      context.fillStyle = lit ? canvas.look.ink : canvas.look.quiet;
      context.strokeText(caption.text, at.x, at.y);
      context.fillText(caption.text, at.x, at.y);
    }
  };
})();
