/** The moments that there are now, in the order of their buttons and keys. No DOM. */

/** So many of everybody's stand before the game's own, as big buttons. */
export const BIG = 4;

/**
 * @param {{type: string, label: Record<string, string>}[]} everybodys with their label in each language
 * @param {{type: string, label: string}[]} own the game's
 * @returns {{type: string, label: string}[]}
 */
export function momentsOf(everybodys, own, language) {
  const named = everybodys.map(({ type, label }) => ({ type, label: label[language] ?? type }));
  return [...named.slice(0, BIG), ...own, ...named.slice(BIG)];
}
