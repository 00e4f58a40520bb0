// Talking to our own server: JSON in and out, the CSRF token, and problems (RFC 9457) as errors that can be shown.

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || 'Something went wrong. Try again in a moment.');
    this.status = status;
    this.code = body.code || '';
    this.body = body;
  }
}

/** Thrown when no answer came at all. */
export class Unreachable extends Error {
  constructor() {
    super('The server cannot be reached. Check your connection; nothing was lost.');
  }
}

export const csrfToken = () => document.querySelector('meta[name="csrf-token"]')?.content ?? '';

export async function request(method, path, { body, timeout = 15000, signal } = {}) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken();
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const giveUp = AbortSignal.timeout(timeout);
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: signal && AbortSignal.any ? AbortSignal.any([signal, giveUp]) : giveUp,
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Unreachable();
  }
  const answer = await readJson(response);
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

async function readJson(response) {
  try {
    return (await response.json()) ?? {};
  } catch {
    return {};
  }
}

export const get = (path, options) => request('GET', path, options);
export const post = (path, body, options) => request('POST', path, { ...options, body });
