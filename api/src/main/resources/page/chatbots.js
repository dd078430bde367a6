// The chatbots of a team.
import { address, ask, pathOf } from './address.js';
import { debounced, h } from './dom.js';
import { moment, whole } from './format.js';
import { rowsView } from './rows.js';
import { sparkline } from './sparkline.js';

export function chatbotsView({ team, mayExport, state, refused }) {
  const columns = [
    { field: 'name', label: 'Chatbot', sortable: true, cell: (it) => h('div', { class: 'named' }, h('a', { href: pathOf(team, 'sessions', new URLSearchParams({ chatbot: it.id })) }, it.name), it.is_archived ? h('span', { class: 'badge' }, 'archived') : null, it.description ? h('span', { class: 'muted clip' }, it.description) : null) },
    { field: 'trend', label: 'Last 48 hours', cell: (it) => sparkline(it.trend) },
    { field: 'participant_count', label: 'Participants', number: true, sortable: true, cell: (it) => whole(it.participant_count) },
    { field: 'session_count', label: 'Sessions', number: true, sortable: true, cell: (it) => whole(it.session_count) },
    { field: 'interaction_count', label: 'Interactions', number: true, sortable: true, cell: (it) => whole(it.interaction_count) },
    { field: 'last_activity', label: 'Last activity', number: true, sortable: true, cell: (it) => moment(it.last_activity) },
  ];
  return rowsView({ path: `/api/teams/${encodeURIComponent(team)}/chatbots`, title: 'Chatbots', noun: 'chatbot', columns, order: '-last_activity', controls: controls(), mayExport, state, refused });
}

function controls() {
  const search = h('input', {
    type: 'search',
    name: 'search',
    placeholder: 'Search chatbots',
    'aria-label': 'Search chatbots',
    on: { input: debounced(250, () => ask({ search: search.value.trim(), page: null })) },
  });
  const archived = h('input', { type: 'checkbox', name: 'show_archived', on: { change: () => ask({ show_archived: archived.checked ? 'true' : null, page: null }) } });
  const element = h('div', { class: 'controls', role: 'search' }, search, h('label', { class: 'field' }, archived, h('span', {}, 'Show archived')));
  return {
    element,
    show() {
      const { query } = address();
      if (document.activeElement !== search) {
        search.value = query.get('search') ?? '';
      }
      archived.checked = query.get('show_archived') === 'true';
    },
  };
}
