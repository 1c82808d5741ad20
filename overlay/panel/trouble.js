/** Trouble: what keeps models from writing, the worst first that the streamer can do something about. No DOM. */

const BRIEF_MS = 20_000;
/** Errors that last until the owner acts, or until a limit renews; the worst first. */
const LASTING = ['AUTH', 'PAY', 'MODEL', 'THINKING', 'REQUEST', 'QUOTA'];

/** Whether a rest is long enough, or lasting enough, to bother anybody with. */
const isWorthSaying = ({ trouble, until }) => LASTING.includes(trouble) || until - Date.now() > BRIEF_MS;

const rank = ({ trouble }) => (LASTING.includes(trouble) ? LASTING.indexOf(trouble) : LASTING.length);

/**
 * Who rests for the worst reason, if anybody does for one worth a word.
 * @param {{title: string, trouble: string, until: number}[]} cooling
 */
export const worstOf = (cooling = []) => cooling.filter(isWorthSaying).sort((one, other) => rank(one) - rank(other))[0];
