/** Line: one phrase with where it comes from and what may be done with it. */

/** @returns {HTMLLIElement} */
export function lineNode(line, t, { toss, keep }) {
  const node = document.createElement('li');
  node.className = `line${line.thrown ? ' thrown' : ''}`;
  const text = part('span', 'text', line.text);
  if (line.answer) text.append(part('small', 'answer', line.answer));
  node.append(text, part('small', 'from', from(line, t)));
  if (line.source === 'written') node.append(button(t(line.kept ? 'phrases.kept' : 'phrases.keep'), () => keep(line), line.kept));
  node.append(button(t(line.thrown ? 'phrases.take-back' : 'phrases.throw'), () => toss(line)));
  return node;
}

function from(line, t) {
  if (line.source === 'written') return `${line.provider} · ${line.model}`;
  const where = t(`phrases.source.${line.source}`);
  return line.ways > 1 ? `${where} · ${t('phrases.ways', { count: line.ways })}` : where;
}

function button(label, act, pressed) {
  const node = part('button', 'text-btn', label);
  node.type = 'button';
  if (pressed !== undefined) node.setAttribute('aria-pressed', pressed);
  node.onclick = act;
  return node;
}

function part(tag, className, text) {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}
