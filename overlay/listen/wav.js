/** WAV: a recording as the server takes it: 16 kHz, one channel, 16 bits. No DOM. */

import { RATE } from './phrase-gate.js';

const HEADER_BYTES = 44;
const FULL_SCALE = 32_767;

/** @param {Float32Array} samples at 16 kHz @returns {ArrayBuffer} */
export function wavOf(samples) {
  const bytes = new ArrayBuffer(HEADER_BYTES + 2 * samples.length);
  const view = new DataView(bytes);
  const text = (at, letters) => [...letters].forEach((letter, place) => view.setUint8(at + place, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, bytes.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, 2 * RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, place) => view.setInt16(HEADER_BYTES + 2 * place, Math.max(-1, Math.min(1, sample)) * FULL_SCALE, true));
  return bytes;
}

/** The samples at 16 kHz, each in between drawn on a line. @param {Float32Array} samples @param {number} rate theirs */
export function atSixteen(samples, rate) {
  if (rate === RATE) return samples;
  const made = new Float32Array(Math.floor((samples.length * RATE) / rate));
  for (let place = 0; place < made.length; place += 1) {
    const at = (place * rate) / RATE;
    const before = Math.floor(at);
    const after = samples[Math.min(before + 1, samples.length - 1)];
    made[place] = samples[before] + (after - samples[before]) * (at - before);
  }
  return made;
}
