/**
 * The house's emotes, each a file in house/: what chat types for them, and how they move when they arrive.
 * Every one is typed as `:file:` too. A word counts only when it stands alone.
 */

/** @type {Record<string, {move?: string, words: string}>} */
const HOUSE = {
  laugh: { move: 'shake', words: 'KEKW LUL LULW xdd PepeLaugh :risa:' },
  cackle: { move: 'shake', words: 'OMEGALUL ICANT :carcajada:' },
  hype: { move: 'bounce', words: 'Pog PogChamp POGGERS PogU PauseChamp POGCRAZY' },
  scare: { move: 'tremble', words: 'monkaS monkaW monkaGIGA monkaX :miedo: :fear:' },
  omg: { move: 'pulse', words: ':O :0 :o D: NOWAY OMG WICKED' },
  love: { move: 'pulse', words: 'LuvHearts bleedPurple peepoLove widepeepoHappy :amor:' },
  heart: { move: 'pulse', words: '<3 VirtualHug :corazon:' },
  sad: { words: 'Sadge FeelsBadMan PepeHands :( :triste:' },
  cry: { words: 'BibleThump NotLikeThis T_T ;_; FeelsStrongMan :llanto:' },
  cool: { words: 'EZ SeemsGood B) FeelsGoodMan VIBE :gafas:' },
  kappa: { words: 'Kappa KappaPride Keepo Jebaited :guiño:' },
  think: { words: 'monkaHmm Hmmm Hmmge HmmNotes :pensar: :hmm:' },
  angry: { words: 'Madge SwiftRage >:( :enfado:' },
  rage: { move: 'tremble', words: 'REEEE RAGEY DESKCHAN :furia:' },
  facepalm: { words: 'FailFish FacePalm Facepalm :palmada:' },
  sleep: { words: 'ResidentSleeper Bedge zzz :sueño:' },
  dead: { words: 'Deadge X_X :muerto:' },
  skull: { words: 'SKULL :calavera:' },
  salute: { words: 'o7 Salute SALUTE :saludo:' },
  party: { move: 'bounce', words: 'PartyTime PartyParrot :fiesta:' },
  gg: { move: 'pulse', words: 'GGs' },
  fire: { move: 'pulse', words: 'LETSGO COOKING :fuego:' },
  blush: { words: 'AYAYA UwU uwu :vergüenza:' },
  popcorn: { words: 'PopCorn POPCORN :palomitas:' },
  hello: { move: 'wave', words: 'HeyGuys peepoHey KonCha VoHiYo :hola:' },
  clap: { move: 'bounce', words: 'Clap PepoClap :aplauso:' },
  bigbrain: { words: '5Head BIGBRAIN Pepega :cerebro:' },
  oops: { words: 'monkaSTEER Copium COPIUM GRIMACE :ups:' },
  dance: { move: 'nod', words: 'catJAM pepeJAM SourPls :baile:' },
  stare: { words: 'Stare peepoStare o_O O_o :mirada:' },
  scream: { move: 'tremble', words: 'WutFace AAAA SCREAM :grito:' },
  crown: { words: 'KING QUEEN :corona:' },
  cheers: { words: 'CHEERS TwitchUnity :salud:' },
  question: { words: 'WHAT HUH :duda:' },
};

/** @type {Map<string, {file: string, move?: string}>} by the word that chat types */
export const EMOTES = new Map(
  Object.entries(HOUSE).flatMap(([file, { move, words }]) => [`:${file}:`, ...words.split(' ')].map((word) => [word, { file, move }])),
);
