/** Chat words that the house draws. A word counts only when it stands alone. */

const FACES = {
  'e-risa': ['KEKW', 'LUL', 'LULW', 'OMEGALUL', ':risa:', ':laugh:'],
  'e-hype': ['Pog', 'PogChamp', 'POGGERS', 'PogU', ':hype:'],
  'e-miedo': ['monkaS', 'monkaW', 'monkaGIGA', ':miedo:', ':scare:'],
  'e-omg': [':O', ':omg:'],
};

/** @type {Map<string, string>} from a word to the symbol's id in the sprite */
export const EMOTES = new Map(Object.entries(FACES).flatMap(([face, words]) => words.map((word) => [word, face])));
