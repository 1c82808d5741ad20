/** The button that reads a page in the other language: kept in a cookie, since the server writes the page. */

const YEAR_S = 31_536_000;

/** @param {HTMLButtonElement} button whose value is the other language */
export function startLanguage(button) {
  button.onclick = () => {
    document.cookie = `seatfiller_language=${button.value}; path=/; SameSite=Strict; max-age=${YEAR_S}`;
    location.reload();
  };
}
