/** Samples: hands the microphone's samples to the page, some 20 ms at a time. Runs on the audio thread. */

const PIECE_S = 0.02;

class Samples extends AudioWorkletProcessor {
  #piece = new Float32Array(Math.round(sampleRate * PIECE_S));
  #filled = 0;

  process([input]) {
    const samples = input[0];
    if (!samples) return true;
    let at = 0;
    while (at < samples.length) {
      const count = Math.min(samples.length - at, this.#piece.length - this.#filled);
      this.#piece.set(samples.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled < this.#piece.length) continue;
      this.port.postMessage(this.#piece.slice());
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor('samples', Samples);
