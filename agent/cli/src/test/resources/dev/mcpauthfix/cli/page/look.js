// What a person with a ruler and a colorimeter would say about the page as it is shown now.
(() => {
  const found = { overflow: [], charts: 0, badCharts: [], clipped: [], colliding: [], faint: [], headings: [], hidden: [], texts: 0 };
  const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${(element.textContent ?? '').trim().slice(0, 60)}`;
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) found.overflow.push(`page ${document.documentElement.scrollWidth} > ${width}`);

  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility !== 'hidden';
  };

  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > width + 1 || box.left < -1) && !element.closest('.unseen')) found.overflow.push(name(element));
  }

  for (const heading of document.querySelectorAll('h1, h2')) (shown(heading) ? found.headings : found.hidden).push(heading.textContent.trim());

  for (const chart of document.querySelectorAll('svg')) {
    const box = chart.getBoundingClientRect();
    found.charts++;
    if (box.width < 40 || box.height < 8 || box.left < 0 || box.right > width + 1) found.badCharts.push(`${Math.round(box.width)}x${Math.round(box.height)} at ${Math.round(box.left)}: ${name(chart)}`);
    if (chart.getAttribute('role') !== 'img' || !chart.querySelector(':scope > title')?.textContent || !chart.querySelector(':scope > desc')?.textContent) found.badCharts.push(`without title and desc: ${name(chart)}`);
    const texts = [...chart.querySelectorAll('text')].filter(shown);
    for (const text of texts) {
      const inner = text.getBoundingClientRect();
      if (inner.left < box.left - 1 || inner.right > box.right + 1 || inner.top < box.top - 2 || inner.bottom > box.bottom + 2) found.clipped.push(name(text));
      for (const other of texts) {
        if (other === text) break;
        const outer = other.getBoundingClientRect();
        const across = Math.min(inner.right, outer.right) - Math.max(inner.left, outer.left);
        const along = Math.min(inner.bottom, outer.bottom) - Math.max(inner.top, outer.top);
        if (across > 1 && along > 3) found.colliding.push(`${name(text)} | ${name(other)}`);
      }
    }
  }

  for (const axis of document.querySelectorAll('.axis')) {
    let right = axis.getBoundingClientRect().left - 2;
    for (const figure of [...axis.querySelectorAll('b')].filter((b) => b.textContent)) {
      const box = figure.getBoundingClientRect();
      if (box.left < right + 1) found.colliding.push(`figure of an axis: ${name(figure)}`);
      if (box.right > axis.getBoundingClientRect().right + 2) found.clipped.push(`figure of an axis: ${name(figure)}`);
      right = box.right;
    }
  }

  // WCAG 2.2, relative luminance.
  const parse = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const background = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(e).backgroundColor);
      if (r !== undefined && a === 1) return [r, g, b];
      if (r !== undefined && a > 0) found.faint.push(`half-transparent ground: ${name(e)}`);
    }
    return matchMedia('(prefers-color-scheme: dark)').matches && !matchMedia('print').matches ? [0, 0, 0] : [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.textContent.trim() || ['TITLE', 'DESC', 'STYLE'].includes(parent.tagName.toUpperCase()) || !shown(parent) || parent.closest('.unseen')) continue;
    found.texts++;
    const style = getComputedStyle(parent);
    const ink = parse(parent.closest('svg') ? style.fill : style.color);
    const [light, dark] = [luminance(ink), luminance(background(parent))].sort((x, y) => y - x);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5 || (ink[3] ?? 1) < 1 || style.opacity !== '1') found.faint.push(`${ratio.toFixed(2)}: ${name(parent)}`);
  }
  for (const key of Object.keys(found)) if (Array.isArray(found[key])) found[key] = [...new Set(found[key])].slice(0, 80);
  return JSON.stringify(found);
})()
