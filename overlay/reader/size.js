/** The size of the reader's text, kept in this browser: who reads from the sofa needs another than who sits before it. */

const KEPT = 'seatfiller_reader_size';
const SIZES = [13, 15, 17, 20, 24, 28, 34, 42];
const USUAL = 17;

/** @param {HTMLElement} list @param {HTMLButtonElement} smaller @param {HTMLButtonElement} larger */
export function startSize(list, smaller, larger) {
  let size = kept();
  const show = () => {
    list.style.fontSize = `${size}px`;
    smaller.disabled = size === SIZES[0];
    larger.disabled = size === SIZES.at(-1);
  };
  const step = (by) => () => {
    size = SIZES[SIZES.indexOf(size) + by];
    keep(size);
    show();
  };
  smaller.onclick = step(-1);
  larger.onclick = step(1);
  show();
}

function kept() {
  try {
    const found = Number(localStorage.getItem(KEPT));
    return SIZES.includes(found) ? found : USUAL;
  } catch {
    return USUAL; // no storage in this browser
  }
}

function keep(size) {
  try {
    localStorage.setItem(KEPT, size);
  } catch {
    // It holds until the page is closed.
  }
}
