/** Browser speech: the browser's own recognition of speech, on the device where it can, else by its maker. */

const AGAIN_MS = 400;
/** After errors that another try mends; the wait doubles up to the second. */
const LONGEST_AGAIN_MS = 20_000;

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;

/** The language with the country that this browser speaks. @param {string} language such as "es" */
export function spokenIn(language) {
  const here = navigator.languages.find((one) => one.toLowerCase().startsWith(`${language}-`));
  return here ?? { en: 'en-US', es: 'es-ES' }[language] ?? language;
}

/**
 * What the browser can do.
 * @param {string} language @returns {Promise<{device: 'available' | 'downloadable' | 'no', vendor: boolean}>}
 */
export async function abilities(language) {
  if (!Recognition) return { device: 'no', vendor: false };
  if (!Recognition.available) return { device: 'no', vendor: true };
  try {
    const found = await Recognition.available({ langs: [spokenIn(language)], processLocally: true });
    const device = { available: 'available', downloadable: 'downloadable', downloading: 'downloadable' }[found] ?? 'no';
    return { device, vendor: true };
  } catch {
    return { device: 'no', vendor: true };
  }
}

/** Fetch what it needs to understand on the device. @returns {Promise<boolean>} */
export async function install(language) {
  try {
    return Boolean(await Recognition.install({ langs: [spokenIn(language)], processLocally: true }));
  } catch {
    return false;
  }
}

export class BrowserSpeech {
  #recognition = null;
  #timer = 0;
  #againMs = AGAIN_MS;
  #onText;
  #onTrouble;

  /** @param {(text: string) => void} onText @param {(error: string) => void} onTrouble 'not-allowed', 'network' and the like */
  constructor(onText, onTrouble) {
    [this.#onText, this.#onTrouble] = [onText, onTrouble];
  }

  /** @param {string} language @param {{locally: boolean}} how */
  start(language, { locally }) {
    this.stop();
    const recognition = (this.#recognition = new Recognition());
    recognition.lang = spokenIn(language);
    recognition.continuous = true;
    recognition.interimResults = false;
    if (locally) recognition.processLocally = true;
    recognition.onresult = ({ results, resultIndex }) => {
      this.#againMs = AGAIN_MS;
      for (const result of [...results].slice(resultIndex)) {
        const text = result.isFinal ? result[0].transcript.trim() : '';
        if (text) this.#onText(text);
      }
    };
    recognition.onerror = ({ error }) => {
      if (error === 'no-speech' || error === 'aborted') return;
      this.#againMs = Math.min(2 * this.#againMs, LONGEST_AGAIN_MS);
      this.#onTrouble(error);
    };
    // It ends by itself after a minute of silence, and after every error.
    recognition.onend = () => {
      if (this.#recognition !== recognition) return;
      this.#timer = setTimeout(() => this.#recognition === recognition && begin(recognition), this.#againMs);
    };
    begin(recognition);
  }

  stop() {
    clearTimeout(this.#timer);
    const recognition = this.#recognition;
    this.#recognition = null;
    recognition?.abort();
  }
}

function begin(recognition) {
  try {
    recognition.start();
  } catch {
    // It runs already.
  }
}
