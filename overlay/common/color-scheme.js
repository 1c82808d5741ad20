/**
 * Dark or light: as chosen in this browser, else as the system is set. The button `#scheme`, where a page has
 * one, changes it. Not a module: it must run before the first paint, and a module would run after it.
 */
(() => {
  const STORED = 'seatfiller_scheme';
  const light = matchMedia('(prefers-color-scheme: light)');
  const { dataset } = document.documentElement;

  function chosen() {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null; // no storage in this browser
    }
  }

  function keep(scheme) {
    try {
      localStorage.setItem(STORED, scheme);
    } catch {
      // It holds until the page is closed.
    }
  }

  function follow() {
    dataset.scheme = chosen() || (light.matches ? 'light' : 'dark');
  }

  follow();
  light.addEventListener('change', follow);
  document.addEventListener('click', ({ target }) => {
    if (!target.closest('#scheme')) return;
    dataset.scheme = dataset.scheme === 'dark' ? 'light' : 'dark';
    keep(dataset.scheme);
  });
})();
