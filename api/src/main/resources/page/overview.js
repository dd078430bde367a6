// The cards at the top.
import { h } from './dom.js';
import { decimal, percent, plural, whole } from './format.js';

const CARDS = [
  { field: 'total_messages', label: 'Messages', note: (it) => `${decimal(it.avg_messages_per_session)} per session` },
  { field: 'total_sessions', label: 'Active sessions', note: (it) => `${decimal(it.avg_sessions_per_participant)} per active participant` },
  { field: 'active_participants', label: 'Active participants', note: (it) => `of ${plural(it.total_participants, 'participant')}` },
  { field: 'active_experiments', label: 'Active chatbots', note: (it) => `of ${plural(it.total_experiments, 'chatbot')}` },
  { field: 'completed_sessions', label: 'Completed sessions', note: (it) => `${percent(it.completion_rate)} of active sessions` },
];

export function overview() {
  const cards = CARDS.map(({ field, label, note }) => {
    const value = h('dd', { class: 'card-value', 'data-figure': field }, h('span', { class: 'skeleton text', 'aria-hidden': 'true' }));
    const below = h('dd', { class: 'card-note' });
    return { field, note, value, below, element: h('div', { class: 'card' }, h('dt', {}, label), value, below) };
  });
  const element = h('dl', { class: 'cards', id: 'overview', 'aria-label': 'Overview', 'data-state': 'loading' }, cards.map((card) => card.element));

  return {
    element,
    show({ overview: figures }) {
      element.dataset.state = 'ready';
      cards.forEach(({ field, note, value, below, element: card }) => {
        const text = whole(figures[field]);
        if (value.textContent && value.textContent !== text) {
          mark(card);
        }
        value.textContent = text;
        below.textContent = note(figures);
      });
    },
  };
}

/** A short glow where a figure has moved. */
function mark(card) {
  card.classList.remove('moved');
  requestAnimationFrame(() => card.classList.add('moved'));
}
