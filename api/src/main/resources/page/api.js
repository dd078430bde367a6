// Questions to the API. Failures are Problems: status 0 where the server was not reached.

export class Problem extends Error {
  constructor(status, detail, retryAfter = 0) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** The answer with its headers; the body is null where it is the one that the tag names. */
export async function get(path, { signal, tag } = {}) {
  const response = await reach(path, { signal, headers: tag ? { 'If-None-Match': tag } : {} });
  const body = response.status === 304 ? null : await read(response);
  return { body, tag: response.headers.get('ETag'), freshness: freshnessOf(response) };
}

export async function send(method, path, body) {
  const response = await reach(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  return response.status === 204 ? null : read(response);
}

/** The response, if it is a good one. */
export async function reach(path, options) {
  let response;
  try {
    response = await fetch(path, { cache: 'no-store', credentials: 'same-origin', ...options });
  } catch (failed) {
    if (failed.name === 'AbortError') {
      throw failed;
    }
    throw new Problem(0, 'The server does not answer');
  }
  if (response.ok || response.status === 304) {
    return response;
  }
  throw new Problem(response.status, await detailOf(response), Number(response.headers.get('Retry-After')) || 0);
}

async function read(response) {
  try {
    return await response.json();
  } catch (cut) {
    throw new Problem(0, 'The answer was cut off');
  }
}

async function detailOf(response) {
  try {
    return (await response.json()).detail;
  } catch (noProblemDocument) {
    return `The server answered with status ${response.status}`;
  }
}

function freshnessOf(response) {
  const incomplete = response.headers.get('X-Pulse-Incomplete');
  return {
    as_of: response.headers.get('X-Pulse-As-Of'),
    lag_ms: Number(response.headers.get('X-Pulse-Lag-Ms')),
    incomplete: incomplete ? incomplete.split(', ') : [],
  };
}
