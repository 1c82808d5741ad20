/** Ranking: the games and topics that a typed text may mean, typing errors included. No DOM. */

export const fold = (text) => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
/** What two spellings share, as the server compares them. */
const bare = (text) => fold(text).replace(/[^\p{L}\p{N}]/gu, '');
const digits = (text) => text.replace(/\D/g, '');

/** Ranks from here on are guesses: *did you mean*. */
export const MEANT = 5;
const NONE = 9;

/**
 * @param {{name: string, names: object, aliases: string[]}[]} packs @param {string} typed @param {string} language
 * @returns {{pack: object, title: string, rank: number, same: boolean}[]} best first; `same`: the server takes it for that
 */
export function ranked(packs, typed, language) {
  return packs
    .map((pack) => ({ pack, title: pack.names[language] ?? pack.name, same: isSame(pack, typed) }))
    .map((found) => ({ ...found, rank: rank(found.pack, found.title, typed) }))
    .filter((found) => found.rank < NONE)
    .sort((one, other) => one.rank - other.rank);
}

function rank(pack, title, typed) {
  const [name, wanted] = [fold(title), fold(typed)];
  const aliases = pack.aliases.map(fold);
  if (name.startsWith(wanted)) return 0;
  if (aliases.includes(wanted)) return 1;
  if (name.split(/[^a-z0-9]+/).some((word) => word.startsWith(wanted))) return 2;
  if (aliases.some((alias) => alias.startsWith(wanted))) return 3;
  if (name.includes(wanted)) return 4;
  if (isSame(pack, typed)) return MEANT;
  return isNear(bare(title), bare(typed)) ? MEANT + 1 : NONE;
}

/** The server's own rule: one letter off from five letters on, two from nine on, and a sequel is no slip. */
function isSame(pack, typed) {
  const wanted = bare(typed);
  const slips = wanted.length < 5 ? 0 : wanted.length < 9 ? 1 : 2;
  return [pack.name, ...Object.values(pack.names), ...pack.aliases].map(bare).some(
    (name) => name === wanted || (slips > 0 && name.length >= 5 && digits(name) === digits(wanted) && distance(wanted, name) <= slips),
  );
}

/** Whether it looks like the name, or like its beginning: a slip in every four letters. */
function isNear(name, wanted) {
  if (wanted.length < 4) return false;
  const beginnings = [-1, 0, 1].map((more) => name.slice(0, wanted.length + more));
  return [name, ...beginnings].some((part) => distance(wanted, part) <= Math.floor(wanted.length / 4));
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
export function distance(one, other) {
  let [before, row] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + change);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}
