/** Drop: files dragged onto a section. Elsewhere on the page a file that slips must not replace the panel. */

/**
 * @param {HTMLElement} section takes them @param {HTMLElement} mark lights up meanwhile
 * @param {(files: FileList) => void} then @param {AbortSignal} signal
 */
export function takeDrops(section, mark, then, signal) {
  const light = (on) => mark.classList.toggle('over', on);
  section.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    light(true);
  }, { signal });
  section.addEventListener('dragleave', (event) => section.contains(event.relatedTarget) || light(false), { signal });
  section.addEventListener('drop', (event) => {
    light(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    then(event.dataTransfer.files);
  }, { signal });
}

/** Let no file that slips open in the place of the page. @param {AbortSignal} signal */
export function guardDrops(signal) {
  for (const name of ['dragover', 'drop']) {
    addEventListener(name, (event) => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    }, { signal });
  }
}

const hasFiles = ({ dataTransfer }) => Boolean(dataTransfer) && [...dataTransfer.types].includes('Files');
