// Who writes most, and how long sessions take.
import { address, changed, pathOf } from './address.js';
import { h } from './dom.js';
import { moment, plural, whole } from './format.js';
import { chartPanel, panel } from './panel.js';
import { keepingFocus } from './table.js';

export function sessionLengths() {
  const histogram = chartPanel({ id: 'session-lengths', title: 'Session length', hint: 'Ended sessions, in minutes', size: 'third', nothing: 'No session has ended in this period' });
  return { ...histogram, show: ({ user_engagement: answer }) => {
    const bins = answer.session_length_distribution;
    histogram.show(
      {
        kind: 'bar',
        labels: bins.map((bin) => `${whole(Math.round(bin.bin_start))}–${whole(Math.round(bin.bin_end))}`),
        series: [{ name: 'Sessions', values: bins.map((bin) => bin.count), colour: 'series-5' }],
        format: whole,
        whole: true,
        summary: plural(bins.reduce((total, bin) => total + bin.count, 0), 'session'),
      },
      ['Minutes', 'Sessions'],
      bins.map((bin) => [bin.label, whole(bin.count)]),
    );
  } };
}

/** @param choices is told the names, which the filters show */
export function mostActive(team, choices) {
  const base = panel({ id: 'user-engagement', title: 'Most active participants', hint: 'By messages they wrote', size: 'half' });
  const rows = h('tbody');
  const table = h(
    'div',
    { class: 'scroll', tabindex: '0', 'aria-label': 'Most active participants, table' },
    h(
      'table',
      { class: 'figures' },
      h('caption', { class: 'visually-hidden' }, 'Most active participants'),
      h('thead', {}, h('tr', {}, ['Participant', 'Messages', 'Sessions', 'Last message'].map((name, at) => h('th', { scope: 'col', class: at > 0 ? 'number' : '' }, name)))),
      rows,
    ),
  );
  return { element: base.element, show: ({ user_engagement: answer }, { zone }) => {
    const people = answer.most_active_participants;
    if (people.length === 0) {
      base.empty('Nobody wrote in this period');
      return;
    }
    base.ready(table);
    people.forEach((it) => choices.remember(it.participant_id, it.participant_name));
    const only = (id) => pathOf(team, 'dashboard', changed(address().query, { participants: id, page: null }));
    keepingFocus(table, () => rows.replaceChildren(...people.map((it) => h(
      'tr',
      { 'data-id': it.participant_id },
      h('th', { scope: 'row', 'data-field': 'name' }, h('a', { href: only(it.participant_id) }, it.participant_name)),
      h('td', { class: 'number' }, whole(it.total_messages)),
      h('td', { class: 'number' }, whole(it.total_sessions)),
      h('td', { class: 'number' }, moment(it.last_activity, zone)),
    ))));
  } };
}
