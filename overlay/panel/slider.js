/** Slider: its track is filled up to its value. */

/** @param {HTMLInputElement} slider @param {boolean} [rests] whether the value is decided elsewhere */
export function fill(slider, rests = false) {
  const [min, max] = [Number(slider.min), Number(slider.max)];
  slider.style.setProperty('--at', `${((Number(slider.value) - min) / (max - min)) * 100}%`);
  slider.classList.toggle('rests', rests);
}
