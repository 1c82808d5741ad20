/** This page, for as long as it is loaded: by its id the server knows it again when it comes back. No DOM. */

export const newId = () => Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('');

export const pageId = newId();
