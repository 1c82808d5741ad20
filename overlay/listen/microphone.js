/** Microphone: its samples, 20 ms at a time, for as long as it is wanted. */

import { RATE } from './phrase-gate.js';
import { atSixteen } from './wav.js';

const WORKLET = new URL('./samples-worklet.js', import.meta.url);

export class Microphone {
  #stream = null;
  #context = null;

  get isOn() {
    return this.#stream !== null;
  }

  /**
   * Ask for it. Throws what the browser says: NotAllowedError, NotFoundError.
   * @param {(samples: Float32Array) => void} onSamples at 16 kHz @param {() => void} onEnd it was unplugged, or taken away
   */
  async start(onSamples, onEnd) {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    this.#stream = stream;
    try {
      const context = (this.#context = newContext());
      await context.audioWorklet.addModule(WORKLET);
      const node = new AudioWorkletNode(context, 'samples', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' });
      node.port.onmessage = ({ data }) => this.isOn && onSamples(atSixteen(data, context.sampleRate));
      context.createMediaStreamSource(stream).connect(node);
      stream.getAudioTracks()[0].addEventListener('ended', () => {
        this.stop();
        onEnd();
      });
      await context.resume();
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  /** Let go of it: the browser's light goes out. */
  stop() {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#context?.close().catch(() => {});
    this.#context = null;
  }
}

/** At 16 kHz, where the browser can change the microphone's rate; else at its own. */
function newContext() {
  const isFirefox = 'mozInnerScreenX' in window; // it can't join a microphone and a context of two rates
  return isFirefox ? new AudioContext() : new AudioContext({ sampleRate: RATE });
}
