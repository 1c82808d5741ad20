/** The class of each section, by its `data-section`. Where it stands is said in `layouts.html`. */

import { Crowd } from './sections/crowd/crowd.js';
import { CustomPace } from './sections/custom-pace/custom-pace.js';
import { Devices } from './sections/devices/devices.js';
import { Emotes } from './sections/emotes/emotes.js';
import { Games } from './sections/games/games.js';
import { Highlight } from './sections/highlight/highlight.js';
import { Link } from './sections/link/link.js';
import { Look } from './sections/look/look.js';
import { Moments } from './sections/moments/moments.js';
import { Mood } from './sections/mood/mood.js';
import { Now } from './sections/now/now.js';
import { Obs } from './sections/obs/obs.js';
import { OnAir } from './sections/on-air/on-air.js';
import { OwnContent } from './sections/own-content/own-content.js';
import { Presets } from './sections/presets/presets.js';
import { Preview } from './sections/preview/preview.js';
import { Rehearsal } from './sections/rehearsal/rehearsal.js';
import { Senses } from './sections/senses/senses.js';
import { Session } from './sections/session/session.js';
import { Stats } from './sections/stats/stats.js';
import { Steps } from './sections/steps/steps.js';
import { Triggers } from './sections/triggers/triggers.js';
import { Writing } from './sections/writing/writing.js';
import { You } from './sections/you/you.js';

export const SECTIONS = {
  crowd: Crowd,
  'custom-pace': CustomPace,
  devices: Devices,
  emotes: Emotes,
  games: Games,
  highlight: Highlight,
  link: Link,
  look: Look,
  moments: Moments,
  mood: Mood,
  now: Now,
  obs: Obs,
  'on-air': OnAir,
  'own-content': OwnContent,
  presets: Presets,
  preview: Preview,
  rehearsal: Rehearsal,
  senses: Senses,
  session: Session,
  stats: Stats,
  steps: Steps,
  triggers: Triggers,
  writing: Writing,
  you: You,
};
