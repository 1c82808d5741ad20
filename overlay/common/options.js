/** Options: what the page's URL says goes before what the channel says. No DOM. */

const READERS = {
  size: number(10, 72),
  direction: oneOf('up', 'down'),
  align: oneOf('left', 'right'),
  fade: number(0, 600),
  max: number(1, 200),
  look: (text) => text.trim() || undefined,
  tag: (text) => (['0', 'false', 'no', 'off'].includes(text) ? false : ['1', 'true', 'yes', 'on', ''].includes(text) ? true : undefined),
};

/**
 * @param {URLSearchParams} query
 * @param {{themes: string[], words: object}} page the themes that there are, and its words by language
 * @returns {object} the options that the URL fixes; what it garbles is ignored
 */
export function fixedOptions(query, { themes, words }) {
  const fixed = {};
  for (const [name, read] of Object.entries({ ...READERS, theme: oneOf(...themes), language: oneOf(...Object.keys(words)) })) {
    const value = query.has(name) ? read(query.get(name)) : undefined;
    if (value !== undefined) fixed[name] = value;
  }
  return fixed;
}

function oneOf(...values) {
  return (text) => (values.includes(text) ? text : undefined);
}

function number(least, most) {
  return (text) => {
    const value = Number.parseFloat(text);
    return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : undefined;
  };
}
