/** Dismissed: the names for which a notice was closed, kept in this browser. No DOM. */

/** So many names are remembered. */
const MOST = 40;

/** @param {string} key under which they are kept @returns {{has: (name: string) => boolean, add: (name: string) => void}} */
export function dismissed(key) {
  /** Without storage it holds until the page is closed. */
  let names = read(key);
  return {
    has: (name) => names.includes(name),
    add: (name) => {
      names = [...names, name].slice(-MOST);
      try {
        localStorage.setItem(key, JSON.stringify(names));
      } catch {
        // see above
      }
    },
  };
}

function read(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
