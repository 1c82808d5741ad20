/** Small helpers over the DOM. */

const SVG = 'http://www.w3.org/2000/svg';

/** @param {string} id @returns {any} */
export const $ = (id) => document.getElementById(id);

export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

export function icon(id, className = 'i') {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `#${id}`);
  svg.append(use);
  return svg;
}

/** Choose a radio button by its group and value; none if no value fits. */
export function choose(name, value) {
  for (const input of document.querySelectorAll(`input[name="${name}"]`)) input.checked = input.value === String(value);
}

/** @param {(value: string) => void} then */
export function onChoice(name, then) {
  for (const input of document.querySelectorAll(`input[name="${name}"]`)) input.addEventListener('change', () => then(input.value));
}
