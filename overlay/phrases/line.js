/** Line: one phrase with where it comes from and what may be done with it. */

import { button, element } from '../common/dom.js';

/** @returns {HTMLLIElement} */
export function lineNode(line, t, { ban, keep }) {
  const node = element('li', `line${line.banned ? ' banned' : ''}`);
  const text = element('span', 'text', line.text);
  if (line.answer) text.append(element('small', 'answer', line.answer));
  node.append(text, element('small', 'from', from(line, t)));
  if (line.source === 'written') node.append(action(t(line.kept ? 'phrases.kept' : 'phrases.keep'), () => keep(line), line.kept));
  node.append(action(t(line.banned ? 'phrases.unban' : 'phrases.ban'), () => ban(line)));
  return node;
}

function from(line, t) {
  if (line.source === 'written') return `${line.provider} · ${line.model}`;
  const where = t(`phrases.source.${line.source}`);
  return line.ways > 1 ? `${where} · ${t('phrases.ways', { count: line.ways })}` : where;
}

function action(label, act, pressed) {
  const node = button('text-btn', label, act);
  if (pressed !== undefined) node.setAttribute('aria-pressed', pressed);
  return node;
}
