// The dashboard: every panel from one answer, which the stream sends again whenever it is another.
import { address, ask } from './address.js';
import { botPerformance } from './bots.js';
import { channelBreakdown } from './channels.js';
import { announce, h } from './dom.js';
import { mostActive, sessionLengths } from './engagement.js';
import { filterBar, zoneOf } from './filters.js';
import { followStream } from './follow.js';
import { plural } from './format.js';
import { overview } from './overview.js';
import { activeParticipants, messageVolume, responseTime, sessionAnalytics } from './periods.js';
import { tagAnalytics } from './tags.js';

export function dashboardView({ team, choices, state, refused }) {
  const panels = [
    overview(),
    messageVolume(),
    activeParticipants(),
    sessionAnalytics(),
    botPerformance(team),
    mostActive(team, choices),
    responseTime(),
    sessionLengths(),
    channelBreakdown(),
    tagAnalytics(),
  ];
  const filters = filterBar(choices);
  const grid = h('div', { class: 'grid' }, panels.slice(1).map((panel) => panel.element));
  const content = h('div', { class: 'stack', 'data-view': 'dashboard' }, panels[0].element, grid);
  const element = h('div', { class: 'stack' }, h('h1', { class: 'visually-hidden' }, 'Dashboard'), filters.element, content);
  let stream = null;
  let asked = null;

  /** Follows the answer to what the address asks. What is shown stays, dimmed, until the next answer. */
  function show() {
    const { query } = address();
    filters.show();
    if (asked === query.toString()) {
      return;
    }
    asked = query.toString();
    stream?.close();
    content.setAttribute('aria-busy', 'true');
    state.connecting();
    stream = followStream(`/api/teams/${encodeURIComponent(team)}/dashboard/stream?${query}`, {
      answer(answer) {
        content.classList.remove('stale');
        panels.forEach((panel) => panel.show(answer, { granularity: query.get('granularity') ?? 'daily', zone: zoneOf(query) }));
        if (content.hasAttribute('aria-busy')) {
          content.removeAttribute('aria-busy');
          filters.named();
          announce(`${plural(answer.overview.total_messages, 'message')}, ${plural(answer.overview.total_sessions, 'active session')}`);
        }
      },
      fresh(freshness) {
        content.classList.remove('stale');
        state.fresh(freshness);
      },
      lost(problem) {
        content.classList.add('stale');
        state.lost(problem);
      },
      refused(problem) {
        state.stopped();
        refused(problem, () => ask(Object.fromEntries([...query.keys()].map((name) => [name, null]))));
      },
    });
  }

  return {
    element,
    show,
    close() {
      stream?.close();
      panels.forEach((panel) => panel.close?.());
    },
  };
}
