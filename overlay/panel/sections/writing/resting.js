/** Resting: what to say of a provider that cools down. */

import { language, t } from '../../words.js';

const BRIEF_MS = 20_000;
const LASTING = ['AUTH', 'PAY', 'MODEL', 'REQUEST', 'QUOTA', 'THINKING'];

/** Whether a rest is long enough, or lasting enough, to bother anybody with. */
export const isWorthSaying = ({ trouble, until }) => LASTING.includes(trouble) || until - Date.now() > BRIEF_MS;

/** The time of day, as people read it. */
export const clock = (ms) => (ms ? new Date(ms).toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }) : '');

/** Who goes on meanwhile. */
export const goesOn = ({ next }) => (next ? t('panel.resting.other', { name: next }) : t('panel.resting.packs'));
