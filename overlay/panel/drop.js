/** Drop: files dragged onto a section. Elsewhere on the page a file that slips must not replace the panel. */

let guarded = false;

/** @param {HTMLElement} section takes them @param {HTMLElement} mark lights up meanwhile @param {(files: FileList) => void} then */
export function startDrop(section, mark, then) {
  guard();
  const light = (on) => mark.classList.toggle('over', on);
  section.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    light(true);
  });
  section.addEventListener('dragleave', (event) => section.contains(event.relatedTarget) || light(false));
  section.addEventListener('drop', (event) => {
    light(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    then(event.dataTransfer.files);
  });
}

const hasFiles = ({ dataTransfer }) => Boolean(dataTransfer) && [...dataTransfer.types].includes('Files');

function guard() {
  if (guarded) return;
  guarded = true;
  for (const name of ['dragover', 'drop']) {
    addEventListener(name, (event) => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    });
  }
}
