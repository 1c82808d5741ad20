/** The demo in English: a few lines of an evening. The real show draws on packs with hundreds for each game. */

export const LINES = {
  crowd: [
    ['NoraTheUsher', 'mod'], ['quietgoblin', 'regular'], ['BeansOnToast'], ['mossgate', 'regular'], ['gravelpit'],
    ['old_kettle', 'vip'], ['tin_whistle'], ['latebus42', 'new'], ['pebble.jpg'], ['sundayroast', 'regular'], ['wet_sock'],
    ['dan_upstairs'], ['hollow_pete'], ['MarzipanRat'], ['sockdrawer9'], ['ferris_w', 'new'], ['plumjam'], ['OtterSpace'],
  ],
  games: {
    blocks: [
      ['put a torch down before i get anxious'], ['gravel on the ceiling, do not trust it'], ['that sheep is judging you'],
      ['is this hardcore?', 'yep, day 61', 'and no bed. brave'], ['i hear lava on the left'], ['bed first, hero later'],
      ['three diamonds and you walked right past KEKW'], ['lag or creeper, place your bets'], ['shield hand is empty just saying'],
      ['does silk touch work on that', 'no it just breaks'], ['i would live in that house'], ['sun is going down btw'],
      ['name the wolf', 'Gerald', 'Gerald it is'], ['dig straight down. what could happen'], ['you left the door open'],
      ['nice roof'], ['that hoe has better enchants than the sword LUL'], ['ok but who built the bridge', 'you did. yesterday'],
      ['NOT THE VILLAGER'], ['one more cave you said'], ['coords anyone?'], ['wait go back there was a chest'],
    ],
    west: [
      ['that horse deserves a raise'], ['hat. you lost the hat'], ['is this chapter 3?', 'still 2, no spoilers pls'],
      ['three star pelt with a shotgun. ok'], ['wanted in two states before lunch'], ['look at that sky though'],
      ['lasso first, questions later'], ['you said one quick hand of poker an hour ago KEKW'], ['greet him. greet EVERYONE'],
      ['the train. THE TRAIN'], ['camp is out of medicine again'], ['feed the horse pls', 'feed yourself too, core is empty'],
      ['can you still get the white one up north', 'yes by the frozen lake', 'bring oatcakes'], ['i could listen to the rain all day'],
      ['he took the only legendary fish and SOLD it'], ['left at the fork'], ['that was somebody\u2019s uncle'], ['honor going down down down'],
      ['who is the guy on the ridge'], ['slow is smooth'], ['nobody move, deer at two o\u2019clock'], ['ok that outfit is criminal LUL'],
    ],
    haunted: [
      ['lights just went. nope'], ['what do we have so far', 'emf 5 and freezing', 'cross out half the list then'], ['that door moved'],
      ['the crucifix is still in the van KEKW'], ['sanity 31, lovely'], ['do NOT say its name'], ['closet. THE CLOSET'],
      ['salt by the stairs'], ['why are you walking towards it'], ['camera 2 had an orb i swear', 'that was dust', 'that was NOT dust'],
      ['somebody breathe for me'], ['headphones off, tell me when its over'], ['the teddy was on the other bed'], ['ok who hummed'],
      ['could be a demon?', 'too polite for a demon'], ['torch flickers means run btw'], ['it knows you are recording monkaS'],
      ['ask it how old it is'], ['i watch this with the lights on and i am 34'], ['footsteps upstairs. you are upstairs'],
      ['just take the photo and GO'], ['bone under the sink'],
    ],
  },
  moments: {
    laugh: [
      'LMAO', 'KEKW', 'HAHAHAHA', 'no way', 'clip it', 'LUL LUL', 'i spat out my tea', 'hahaha stop', 'i can\u2019t', 'KEKW KEKW KEKW',
      'the timing', 'ok that was art', 'crying', 'again again',
    ],
    hype: [
      'LETS GO', 'PogChamp', 'LETS GOOOO', 'huge', 'HERE WE GO', 'first try btw', 'never doubted', 'POGGERS', 'W', 'that was clean',
      'ok i am awake now', 'actual legend', 'yesss', 'gg',
    ],
    fear: [
      'NOPE', 'monkaS', 'run', 'RUN', 'behind you', 'aaaah', 'my heart', 'monkaW monkaW', 'i did not need that', 'dont look back',
      'headphones flew off', 'no no no no', 'nope nope', 'who put that there',
    ],
    omg: [
      'WHAT', ':O', 'how', 'wait what', 'no way that worked', 'did you see that', 'OMG', ':O :O :O', 'WHAAAT', 'explain',
      'i looked away for ONE second', 'excuse me', 'huh???', 'frame it',
    ],
  },
};
