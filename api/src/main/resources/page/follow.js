// Follows an event stream, or asks again and again, through restarts of the server and losses of the network.
import { get, Problem, reach } from './api.js';

const SILENCE = 10_000;
const LONGEST_PAUSE = 8_000;
const POLL = 2_000;

/**
 * Tells the listener: answer(body) whenever it is another, fresh(freshness), lost(problem) when the connection is gone and
 * tried again, refused(problem) when asking again would not help.
 */
export function followStream(path, listener) {
  let lastId = '';
  return keepTrying(listener, async (signal, alive) => {
    const silence = new AbortController();
    const stop = () => silence.abort();
    signal.addEventListener('abort', stop);
    let watchdog = setTimeout(stop, SILENCE);
    try {
      const headers = { Accept: 'text/event-stream', ...(lastId && { 'Last-Event-ID': lastId }) };
      const response = await reach(path, { headers, signal: silence.signal });
      for await (const line of linesOf(response.body)) {
        clearTimeout(watchdog);
        watchdog = setTimeout(stop, SILENCE);
        alive();
        if (line.startsWith('id: ')) {
          lastId = line.slice(4);
        } else if (line.startsWith('data: ')) {
          listener.answer(JSON.parse(line.slice(6)));
        } else if (line.startsWith(': ')) {
          listener.fresh(JSON.parse(line.slice(2)));
        }
      }
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', stop);
    }
    throw new Problem(0, 'The stream ended');
  });
}

/** The same by asking: an answer that has not changed costs the server nothing. */
export function followAnswer(path, listener) {
  let tag = null;
  return keepTrying(listener, async (signal, alive) => {
    for (;;) {
      if (!document.hidden) {
        const answer = await get(path, { signal, tag });
        alive();
        tag = answer.tag;
        if (answer.body) {
          listener.answer(answer.body);
        }
        listener.fresh(answer.freshness);
      }
      await pause(POLL, signal);
    }
  });
}

function keepTrying(listener, attempt) {
  const closed = new AbortController();
  (async () => {
    let failures = 0;
    while (!closed.signal.aborted) {
      try {
        await attempt(closed.signal, () => (failures = 0));
      } catch (failed) {
        if (closed.signal.aborted) {
          return;
        }
        const problem = failed instanceof Problem ? failed : new Problem(0, 'The connection was lost');
        if (isFinal(problem)) {
          listener.refused(problem);
          return;
        }
        listener.lost(problem);
        const wait = Math.min(LONGEST_PAUSE, 500 * 2 ** failures++) * (0.75 + Math.random() / 2);
        await pause(Math.max(wait, problem.retryAfter * 1000), closed.signal);
      }
    }
  })();
  return { close: () => closed.abort() };
}

function isFinal(problem) {
  return problem.status >= 400 && problem.status < 500 && problem.status !== 408 && problem.status !== 429;
}

async function* linesOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    const lines = (rest + value).split('\n');
    rest = lines.pop();
    yield* lines;
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
