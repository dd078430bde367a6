// Says how fresh what is shown is, and when it is not.
import { announce, h } from './dom.js';
import { ago, clock } from './format.js';

const BEHIND = 10_000;

export function freshnessPill() {
  const label = h('span', {}, 'Connecting');
  const time = h('span', { class: 'pill-time' });
  const element = h('div', { class: 'pill', 'data-state': 'connecting' }, h('span', { class: 'dot', 'aria-hidden': 'true' }), label, time);
  let asOf = null;

  function show(state, text, detail) {
    label.textContent = text;
    time.textContent = detail ?? (asOf ? `${clock(asOf)} UTC` : '');
    element.title = asOf ? `Everything committed until ${asOf} is shown (UTC)` : '';
    if (element.dataset.state !== state) {
      element.dataset.state = state;
      announce(state === 'live' ? 'Figures are live' : text);
    }
  }

  return {
    element,
    connecting: () => show('connecting', 'Connecting'),
    fresh(freshness) {
      asOf = freshness.as_of;
      if (freshness.incomplete.length > 0) {
        show('partial', 'Incomplete', freshness.incomplete.join(', '));
      } else if (freshness.lag_ms > BEHIND) {
        show('behind', 'Behind by', ago(freshness.lag_ms));
      } else {
        show('live', 'Live');
      }
    },
    lost(problem) {
      const waiting = problem.status === 503 ? 'Server not ready' : 'Reconnecting';
      show('lost', waiting, asOf ? `as of ${clock(asOf)} UTC` : '');
    },
    stopped: () => show('lost', 'Stopped'),
  };
}
