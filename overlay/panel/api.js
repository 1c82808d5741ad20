/** Calls to the server: a time-out, and one kind of error with a code that has its words. No DOM. */

const TIMEOUT_MS = 8_000;

export class CallError extends Error {
  /** @param {string} code one of the API's, or OFFLINE @param {object} problem the whole answer */
  constructor(code, problem = {}) {
    super(code);
    this.code = code;
    this.problem = problem;
  }
}

/**
 * @param {object | Blob} [body] JSON, or a file that is sent as it is
 * @returns {Promise<any>} the answer's JSON. Throws `CallError`.
 */
export async function call(method, path, body, patienceMs = TIMEOUT_MS) {
  const file = body instanceof Blob;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patienceMs);
  try {
    const answer = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': file ? 'application/octet-stream' : 'application/json' },
      body: body === undefined || file ? body : JSON.stringify(body),
      signal: stop.signal,
    });
    const data = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new CallError(data.code ?? 'INTERNAL', data);
    return data;
  } catch (error) {
    throw error instanceof CallError ? error : new CallError('OFFLINE');
  } finally {
    clearTimeout(timer);
  }
}
