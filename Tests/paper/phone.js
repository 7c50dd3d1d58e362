// Looks at one page as a phone shows it: what is wider than the screen, headings, tables, names of drawings, contrast.
function luminance(c) {
  const f = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  return 0.2126 * f(c[0]) + 0.7152 * f(c[1]) + 0.0722 * f(c[2]);
}
function color(text) { const m = (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number); return m.length > 3 ? m : [...m.slice(0, 3), 1]; }
function over(top, below) { const a = top[3]; return [0, 1, 2].map(i => top[i] * a + below[i] * (1 - a)).concat(1); }
// Of a hatch the darkest stripe counts.
function background(view, element) {
  const layers = [];
  for (let e = element; e; e = e.parentElement) {
    const style = view.getComputedStyle(e);
    const stripes = (style.backgroundImage.match(/rgba?\([^)]*\)/g) || []).map(color).filter(c => c[3] > 0);
    stripes.sort((a, b) => luminance(a) - luminance(b));
    if (stripes.length) layers.push(stripes[0]);
    layers.push(color(style.backgroundColor));
    if (layers[layers.length - 1][3] === 1) break;
  }
  return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
}
function shown(e) { return e.checkVisibility ? e.checkVisibility() : e.offsetParent !== null; }
function probe(page, view) {
  const faults = [], root = page.documentElement, width = view.innerWidth;
  const short = e => e.textContent.trim().replace(/\s+/g, ' ').slice(0, 20);
  if (Math.max(root.scrollWidth, page.body.scrollWidth) > root.clientWidth) {
    const wide = [...page.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.watermark'));
    faults.push('scrolls sideways to ' + root.scrollWidth + ' px: ' + wide.slice(0, 3).map(e => e.tagName + ' ' + short(e)).join('; '));
  }
  // A part that scrolls by itself counts as well.
  for (const e of page.body.querySelectorAll('*')) {
    const way = view.getComputedStyle(e).overflowX;
    if ((way === 'auto' || way === 'scroll') && e.scrollWidth > e.clientWidth + 1) faults.push('a part scrolls sideways: ' + e.tagName + ' ' + short(e));
    if (way === 'clip' || way === 'hidden') {
      if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1) faults.push('a part is cut sideways: ' + e.tagName + ' ' + short(e));
    }
  }
  if (root.lang !== 'zh-CN') faults.push('lang is “' + root.lang + '”');
  if (!page.title) faults.push('no title');
  if (!page.querySelector('main')) faults.push('no main');
  if (!page.querySelector('meta[name=viewport]')) faults.push('no viewport');
  let before = 0, tops = 0;
  for (const h of page.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const level = Number(h.tagName[1]);
    if (level > before + 1) faults.push('h' + level + ' “' + short(h) + '” after h' + before);
    if (level === 1) tops += 1;
    before = level;
  }
  if (!tops) faults.push('no h1');
  for (const table of page.querySelectorAll('table')) {
    for (const th of table.querySelectorAll('th')) if (!th.scope) faults.push('th without scope: ' + short(th));
    if (!table.querySelector('th')) faults.push('table without heads: ' + short(table));
    const named = table.caption || table.getAttribute('aria-label') || [...page.querySelectorAll('h1,h2,h3,h4')].some(h => h.compareDocumentPosition(table) & 4);
    if (!named) faults.push('table without caption or heading: ' + short(table));
  }
  for (const svg of page.querySelectorAll('svg')) {
    const isNamed = svg.getAttribute('role') === 'img' && svg.getAttribute('aria-label');
    if (!isNamed && !svg.closest('[aria-hidden=true]')) faults.push('drawing without name');
  }
  for (const field of page.querySelectorAll('input,select')) if (!field.labels.length && !field.getAttribute('aria-label')) faults.push('field without label');
  const ids = [...page.querySelectorAll('[id]')].map(e => e.id);
  if (new Set(ids).size !== ids.length) faults.push('an id stands twice');
  for (const e of [root, page.body]) if (luminance(background(view, e)) < 0.5) faults.push('dark background');
  const seen = new Set(), walker = page.createTreeWalker(page.body, 4);
  let least = 21;
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), e = walker.currentNode.parentElement;
    if (!text || ['SCRIPT', 'STYLE'].includes(e.tagName) || e.closest('.watermark') || !shown(e)) continue;
    const style = view.getComputedStyle(e), isDrawn = e.namespaceURI.endsWith('svg');
    const ink = color(isDrawn ? style.fill : style.color), paper = isDrawn ? [255, 255, 255, 1] : background(view, e);
    const key = ink + '/' + paper + '/' + style.fontSize;
    if (seen.has(key)) continue;
    seen.add(key);
    const a = luminance(over(ink, paper)), b = luminance(paper);
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    least = Math.min(least, ratio);
    if (ratio < 4.5) faults.push('contrast ' + ratio.toFixed(2) + ': “' + text.slice(0, 20) + '”');
    if (!isDrawn && parseFloat(style.fontSize) < 13) faults.push('text of ' + style.fontSize + ': “' + text.slice(0, 20) + '”');
  }
  return { faults: [...new Set(faults)], least };
}
// The index with its script: what a search by number, a choice of office and an empty search show.
function searching(frame) {
  const page = frame.contentDocument, box = page.getElementById('word'), choice = page.getElementById('office');
  const visible = selector => [...page.querySelectorAll(selector)].filter(shown);
  const tell = (field, kind) => field.dispatchEvent(new frame.contentWindow.Event(kind, { bubbles: true }));
  const result = { panel: visible('#search').length, offices: choice ? choice.options.length : 0 };
  if (!box || !choice) return result;
  const all = page.querySelectorAll('.office').length;
  box.value = 'p007'; tell(box, 'input');
  result.hits = visible('li.hit').map(e => e.dataset.key);
  result.others = visible('li[data-key]').length - result.hits.length;
  result.said = page.getElementById('found').textContent;
  box.value = '没有这个人'; tell(box, 'input');
  result.nothing = page.getElementById('found').textContent;
  box.value = ''; tell(box, 'input');
  choice.selectedIndex = 2; tell(choice, 'change');
  result.chosen = [...new Set(visible('.office').map(e => e.dataset.office))];
  result.choice = choice.value;
  choice.selectedIndex = 0; tell(choice, 'change');
  result.gone = page.querySelectorAll('.gone').length;
  return result;
}
