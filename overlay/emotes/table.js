/**
 * The built-in emotes, each a file in builtin/: what chat types for them, and how they move when they arrive.
 * Every one is typed as `:file:` too. A word counts only when it stands alone.
 */

/** @type {Record<string, {move?: string, words: string}>} */
const BUILT_IN = {
  laugh: { move: 'shake', words: 'KEKW LUL LULW xdd PepeLaugh :risa: 4Head :D' },
  cackle: { move: 'shake', words: 'OMEGALUL ICANT :carcajada:' },
  hype: { move: 'bounce', words: 'Pog PogChamp POGGERS PogU PauseChamp POGCRAZY POGGIES' },
  scare: { move: 'tremble', words: 'monkaS monkaW monkaGIGA monkaX :miedo: :fear: monkaEyes MONKA peepoRun' },
  omg: { move: 'pulse', words: ':O :0 :o D: NOWAY OMG WICKED Kreygasm' },
  love: { move: 'pulse', words: 'LuvHearts bleedPurple peepoLove widepeepoHappy :amor:' },
  heart: { move: 'pulse', words: '<3 VirtualHug :corazon:' },
  sad: { words: 'Sadge FeelsBadMan PepeHands :( :triste: peepoSad' },
  cry: { words: 'BibleThump NotLikeThis T_T ;_; FeelsStrongMan :llanto:' },
  cool: { words: 'EZ SeemsGood B) FeelsGoodMan VIBE :gafas: GIGACHAD' },
  kappa: { words: 'Kappa KappaPride Keepo Jebaited :guiño:' },
  think: { words: 'monkaHmm Hmmm Hmmge HmmNotes :pensar: :hmm: CoolStoryBob' },
  angry: { words: 'Madge SwiftRage >:( :enfado: BabyRage' },
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
  popcorn: { words: 'PopCorn POPCORN :palomitas: NomNom' },
  hello: { move: 'wave', words: 'HeyGuys peepoHey KonCha VoHiYo :hola:' },
  clap: { move: 'bounce', words: 'Clap PepoClap :aplauso: peepoClap' },
  bigbrain: { words: '5Head BIGBRAIN Pepega :cerebro:' },
  oops: { words: 'monkaSTEER Copium COPIUM GRIMACE :ups: peepoHide' },
  dance: { move: 'nod', words: 'catJAM pepeJAM SourPls :baile: DinoDance peepoDance ratJAM pepeD' },
  stare: { words: 'Stare peepoStare o_O O_o :mirada: Aware' },
  scream: { move: 'tremble', words: 'WutFace AAAA SCREAM :grito:' },
  crown: { words: 'KING QUEEN :corona:' },
  cheers: { words: 'CHEERS TwitchUnity :salud:' },
  happy: { words: 'peepoHappy peepoSit Clueless :) :alegre:' },
  sus: { words: 'Susge :sospecha:' },
  pray: { words: 'Prayge :porfavor:' },
  search: { words: 'modCheck :lupa:' },
  question: { words: 'WHAT HUH :duda:' },
};

/** @type {Map<string, {file: string, move?: string}>} by the word that chat types */
export const EMOTES = new Map(
  Object.entries(BUILT_IN).flatMap(([file, { move, words }]) => [`:${file}:`, ...words.split(' ')].map((word) => [word, { file, move }])),
);
