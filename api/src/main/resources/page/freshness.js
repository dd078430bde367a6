// Says how fresh what is shown is, and when it is not: a pill in the header, and a banner while something is wrong.
import { announce, h } from './dom.js';
import { ago, clock } from './format.js';

const BEHIND = 10_000;

export function freshness() {
  const label = h('span', {}, 'Connecting');
  const time = h('span', { class: 'pill-time' });
  const pill = h('div', { class: 'pill', 'data-state': 'connecting' }, h('span', { class: 'dot', 'aria-hidden': 'true' }), label, time);
  const banner = h('p', { class: 'banner', role: 'status' });
  let asOf = null;
  let wrong = false;

  /** @param trouble what the banner says; null where all is well */
  function show(state, text, detail, trouble) {
    label.textContent = text;
    time.textContent = detail;
    pill.title = asOf ? `Everything committed until ${asOf} is shown (UTC)` : '';
    pill.dataset.state = state;
    if (banner.textContent !== (trouble ?? '')) {
      banner.textContent = trouble ?? '';
    }
    if (wrong && state === 'live') {
      announce('Figures are live again');
    }
    wrong = trouble !== null || (wrong && state === 'connecting');
  }

  return {
    pill,
    banner,
    connecting: () => show('connecting', 'Connecting', '', null),
    fresh(now) {
      asOf = now.as_of;
      if (now.incomplete.length > 0) {
        show('partial', 'Incomplete', now.incomplete.join(', '), `Not everything is here: ${now.incomplete.join(', ')}`);
      } else if (now.lag_ms > BEHIND) {
        show('behind', 'Behind by', ago(now.lag_ms), `What was committed after ${clock(asOf)} UTC is not in these figures yet`);
      } else {
        show('live', 'Live', `${clock(asOf)} UTC`, null);
      }
    },
    lost(problem) {
      const ready = problem.status === 503 ? 'The server is not ready' : 'The server does not answer';
      const shown = asOf ? `What is shown is as of ${clock(asOf)} UTC. ` : '';
      show('lost', 'Reconnecting', '', `${ready}. ${shown}This page goes on by itself.`);
    },
    stopped: () => show('lost', 'Stopped', '', null),
  };
}
