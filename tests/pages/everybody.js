// What tests ask of the page they look at. Each function answers with plain data.
const shown = (element) => element.checkVisibility({ visibilityProperty: true });
const told = (element) => (element.textContent || element.getAttribute("aria-label") || "").trim().slice(0, 40);
const named = (element) => `${element.tagName}.${element.className.baseVal ?? element.className} ${told(element)}`;

const scrolls = (element) => {
  for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
  }
  return false;
};

// Elements whose text is cut by their own box, and those that stick out of the page where nothing scrolls.
const cutTexts = () => {
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !shown(element) || element.closest(".visually-hidden, [hidden], .skip, #canvas, .heads, svg")) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || style.clipPath !== "none" || element.closest("thead")) continue;
    const clips = /hidden|clip/.test(style.overflowX + style.overflowY);
    const over = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2;
    if (clips && over) found.push(`cut: ${named(element)}`);
    else if (box.right > innerWidth + 1 && !scrolls(element)) found.push(`out: ${named(element)}`);
  }
  return found;
};

// The element in focus: whether it is ringed, whether any of it is free of what lies above it, and where it is.
const focused = () => {
  const active = document.activeElement;
  if (!active || active === document.body) return null;
  const ring = (element) => {
    const style = element && getComputedStyle(element);
    return Boolean(style) && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const target = active.querySelector(".target");
  const stroked = target && getComputedStyle(target);
  const ringed = ring(active) || ring(active.closest("label, .field")) || ring(active.closest(".CodeMirror"))
    || Boolean(stroked && stroked.stroke !== "none" && parseFloat(stroked.strokeWidth) >= 2);
  const boxes = [...active.getClientRects()].filter((each) => each.width && each.height);
  const points = boxes.flatMap((each) => [
    [each.x + each.width / 2, each.y + each.height / 2], [each.x + 3, each.y + 3], [each.right - 3, each.bottom - 3],
  ]).filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  const free = points.map(([x, y]) => document.elementFromPoint(x, y)).some((each) => each
    && (active.contains(each) || each.contains(active) || each.closest("label")?.contains(active)));
  const box = active.getBoundingClientRect();
  let [left, top] = [0, 0]; // where the element is when nothing is scrolled
  for (let at = active.parentElement; at; at = at.parentElement) {
    left += at.scrollLeft;
    top += at.scrollTop;
  }
  return {
    what: named(active), ringed, free, x: box.x + left, y: box.y + top, right: box.right + left, bottom: box.bottom + top,
    main: Boolean(active.closest("main")), aside: Boolean(active.closest("aside, main nav")),
    place: [...document.querySelectorAll("*")].indexOf(active),
  };
};

// Texts that are seen or can be unfolded: [text, language that it is marked as, whether it is code].
const seenTexts = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.data.trim();
    if (!text || parent.closest("script, style, template, noscript")) continue;
    if (!parent.closest("details") && !shown(parent)) continue;
    const code = parent.closest("code, pre, textarea, .rule, .CodeMirror, .cm-editor");
    found.push([text, parent.closest("[lang]").getAttribute("lang"), Boolean(code)]);
  }
  return found;
};

// Signs whose strokes are not the reader's own ink, where the reader forces colours: browsers do not force SVG.
const strangeSigns = () => {
  const probe = document.createElement("i");
  probe.style.color = "CanvasText";
  document.body.append(probe);
  const ink = getComputedStyle(probe).color;
  probe.remove();
  const signs = [...document.querySelectorAll(".glyph > *, .ring > *, .near-drawing line")].filter((each) => each.checkVisibility());
  const strange = signs.filter((each) => ![ink, "none"].includes(getComputedStyle(each).stroke));
  return [signs.length, [...new Set(strange.map((each) => `${each.tagName} in ${each.closest("[class]").className.baseVal}`))]];
};

const moving = () => [...document.querySelectorAll("*")].filter((each) => {
  const style = getComputedStyle(each);
  return style.scrollBehavior === "smooth" || (parseFloat(style.animationDuration) > 0 && style.animationName !== "none")
    || style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
}).map(named).slice(0, 5);

const folded = () => [...document.querySelectorAll("main details")].filter((each) => each.checkVisibility()
  && [...each.children].slice(1).some((child) => !child.checkVisibility({ contentVisibilityAuto: true }))).length;

// How much of what a page says is seen: titles, tables, quotes, lists of facts.
const letters = () => [...document.querySelectorAll("main :is(h1, h2, table, blockquote, dl, pre)")].filter(shown)
  .map((each) => each.innerText.replace(/\s/g, "").length).reduce((sum, each) => sum + each, 0);

// How text is set: each way in which it strays from the look of all pages.
const strayTypes = () => {
  const body = getComputedStyle(document.body);
  const found = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !shown(element) || element.closest("svg, .visually-hidden, .CodeMirror, .swagger-ui")) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const name = `${element.tagName}.${element.className}`;
    if (style.fontFamily !== body.fontFamily && !/monospace/.test(style.fontFamily)) found.add(`family ${name} ${style.fontFamily}`);
    if (size < 11) found.add(`size ${name} ${size}`);
    if (parseFloat(style.lineHeight) / size < 1.3 && !element.matches(".badge, kbd, .button")) found.add(`line ${name} ${style.lineHeight}/${size}`);
    if (!["400", "700"].includes(style.fontWeight)) found.add(`weight ${name} ${style.fontWeight}`);
    if (/palt/.test(style.fontFeatureSettings)) found.add(`palt ${name}`);
    if (style.fontStyle !== "normal") found.add(`style ${name} ${style.fontStyle}`);
  }
  return [...found];
};
