/** Words: flat keys by place, `{name}` placeholders, plurals as {"one", "other"} chosen by `count`. No DOM. */

/**
 * @param {Record<string, string|{one: string, other: string}>} words
 * @param {string} language
 * @returns {(key: string, values?: Record<string, string|number>) => string}
 */
export function translator(words, language) {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const found = words[key] ?? key;
    const text = typeof found === 'string' ? found : found[plural.select(Number(values.count))] ?? found.other;
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      if (!(name in values)) return whole;
      return typeof values[name] === 'number' ? number.format(values[name]) : String(values[name]);
    });
  };
}

/**
 * The words beside a chat: in its language, where the pages speak it, else in the page's.
 * @param {{words: Record<string, object>, lang: string}} page its words by language, and its own language
 * @param {string} language the chat's
 */
export function wordsBeside({ words, lang }, language) {
  const spoken = language in words ? language : lang;
  return translator(words[spoken], spoken);
}
