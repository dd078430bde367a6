// How each chatbot does: sortable, in pages.
import { address, ask, pathOf } from './address.js';
import { h } from './dom.js';
import { decimal, minutes, percent, whole } from './format.js';
import { panel } from './panel.js';
import { keepingFocus, pager, sortableTable } from './table.js';

const COLUMNS = [
  { field: 'experiment_name', label: 'Chatbot' },
  { field: 'messages', label: 'Messages', cell: (it) => whole(it.messages) },
  { field: 'sessions', label: 'Sessions', cell: (it) => whole(it.sessions) },
  { field: 'participants', label: 'Participants', cell: (it) => whole(it.participants) },
  { field: 'avg_messages_per_session', label: 'Messages per session', cell: (it) => decimal(it.avg_messages_per_session) },
  { field: 'avg_session_duration', label: 'Mean duration', cell: (it) => minutes(it.avg_session_duration) },
  { field: 'completion_rate', label: 'Completed', cell: (it) => percent(100 * it.completion_rate) },
];

export function botPerformance(team) {
  const base = panel({ id: 'bot-performance', title: 'Chatbot performance', hint: 'Choose a heading to sort', size: 'wide' });
  const place = h('div', { class: 'scroll', tabindex: '0', 'aria-label': 'Chatbot performance, table' });
  const pages = h('div');
  const columns = COLUMNS.map((column, at) => (at === 0
    ? { ...column, cell: (it) => h('a', { href: pathOf(team, 'sessions', new URLSearchParams({ chatbot: it.experiment_id })) }, it.experiment_name) }
    : { ...column, number: true, sortable: true }));

  function sort(field) {
    const { query } = address();
    const now = query.get('order_by') ?? 'messages';
    const descending = (query.get('order_dir') ?? 'desc') === 'desc';
    ask({ order_by: field, order_dir: field === now && descending ? 'asc' : 'desc', page: null });
  }

  return { element: base.element, show: ({ bot_performance: answer }) => {
    if (answer.total_count === 0) {
      base.empty('No chatbot matches the filters');
      return;
    }
    base.ready(place, pages);
    const sorted = { field: answer.order_by, descending: answer.order_dir === 'desc' };
    keepingFocus(base.element, () => {
      place.replaceChildren(sortableTable({ caption: 'Chatbot performance', columns, rows: answer.results, sorted, sort }));
      pages.replaceChildren(pager(answer, 'chatbot', (page) => ask({ page })));
    });
  } };
}
