/** Small helpers over the DOM. */

const SVG = 'http://www.w3.org/2000/svg';

/** The element with an id. @param {string} id @returns {any} */
export const $ = (id) => document.getElementById(id);

/** What the server wrote into the page for its scripts, as JSON. */
export const pageData = () => JSON.parse($('page').textContent);

/** Make an element. @param {string} tag @param {string} [className] @param {string | number} [text] as text, never as markup */
export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Make a button that submits no form. @param {string} className @param {string} [label] @param {(event: Event) => void} [act] */
export function button(className, label, act) {
  const node = element('button', className, label);
  node.type = 'button';
  if (act) node.onclick = act;
  return node;
}

/** Make an entry of a `select` or a `datalist`. @param {string} value @param {string} [label] */
export function option(value, label) {
  const node = element('option', '', label);
  node.value = value;
  return node;
}

/** Draw a symbol of the sprite; a screen reader passes it over. @param {string} id of the symbol */
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
