// The sessions of a team, and those to choose a dataset from.
import { address, ask, pathOf } from './address.js';
import { get } from './api.js';
import { h } from './dom.js';
import { chip } from './filters.js';
import { moment, platformName, plural, whole } from './format.js';
import { rowsView } from './rows.js';
import { sessionFilters } from './session-filters.js';

export function sessionsView({ team, choices, mayExport, state, refused }) {
  return rowsView({
    path: `/api/teams/${encodeURIComponent(team)}/sessions`,
    title: 'Sessions',
    noun: 'session',
    columns: columns(team),
    order: '-created_at',
    controls: controls(choices, ofOneChatbot(choices)),
    mayExport,
    state,
    refused,
  });
}

export function datasetsView({ team, choices, mayExport, state, refused }) {
  const keys = keysButton(team, mayExport);
  return rowsView({
    path: `/api/teams/${encodeURIComponent(team)}/datasets/sessions`,
    title: 'Sessions for a dataset',
    noun: 'session',
    columns: columns(team),
    order: 'experiment_name',
    controls: controls(choices, keys),
    mayExport,
    state,
    refused,
    shown: (answer) => keys.show(answer),
  });
}

function columns(team) {
  return [
    { field: 'participant_identifier', label: 'Participant', sortable: true, cell: (it) => h('div', { class: 'named' }, it.participant_name || it.participant_identifier || '–', it.participant_name ? h('span', { class: 'muted clip' }, it.participant_identifier) : null) },
    { field: 'experiment_name', label: 'Chatbot', sortable: true, cell: (it) => h('a', { href: pathOf(team, 'sessions', new URLSearchParams({ chatbot: it.experiment_id })) }, it.experiment_name ?? `Chatbot ${it.experiment_id}`) },
    { field: 'platform', label: 'Channel', sortable: true, cell: (it) => platformName(it.platform) },
    { field: 'status', label: 'State', sortable: true, cell: (it) => h('span', { class: 'badge' }, it.status.replaceAll('-', ' ')) },
    { field: 'message_count', label: 'Messages', number: true, sortable: true, cell: (it) => whole(it.message_count) },
    { field: 'first_message', label: 'First message', number: true, sortable: true, cell: (it) => moment(it.first_message) },
    { field: 'last_message', label: 'Last message', number: true, sortable: true, cell: (it) => moment(it.last_message) },
    { field: 'tags', label: 'Tags', cell: (it) => badges([...it.tags, ...it.versions]) },
  ];
}

function badges(names) {
  return names.length === 0 ? '–' : h('span', { class: 'badges' }, names.map((name) => h('span', { class: 'badge' }, name)));
}

function controls(choices, more) {
  const filters = sessionFilters(choices);
  return {
    element: h('div', { class: 'stack tight wide-controls' }, more.element, filters.element),
    show(query) {
      more.refresh?.(query);
      filters.show(query);
    },
  };
}

/** The table of one chatbot says so. */
function ofOneChatbot(choices) {
  const element = h('div', { class: 'chips' });
  return { element, async refresh(query) {
    const id = query.get('chatbot');
    if (!id) {
      element.replaceChildren();
      return;
    }
    const known = await choices.all().catch(() => ({ chatbots: [] }));
    const name = known.chatbots.find((it) => String(it.id) === id)?.name ?? `Chatbot ${id}`;
    element.replaceChildren(chip(name, () => ask({ chatbot: null, page: null })));
  } };
}

/** Copies the external ids of everything that matches, over all pages. */
function keysButton(team, mayExport) {
  const button = h('button', { type: 'button', class: 'button primary', disabled: true, on: { click: copy } }, 'Copy session keys');
  const said = h('span', { class: 'muted', role: 'status' });

  async function copy() {
    if (!navigator.clipboard) {
      said.textContent = 'Browsers copy only on pages that came over HTTPS; download the CSV instead';
      return;
    }
    const query = new URLSearchParams([...address().query].filter(([name]) => name.startsWith('filter_')));
    try {
      const { body } = await get(`/api/teams/${encodeURIComponent(team)}/datasets/session-keys?${query}`);
      await navigator.clipboard.writeText(body.join('\n'));
      said.textContent = `${plural(body.length, 'key')} copied`;
    } catch (failed) {
      said.textContent = `Not copied: ${failed.message}`;
    }
  }

  return {
    element: h('div', { class: 'controls' }, mayExport ? button : null, said),
    show(answer) {
      button.disabled = answer.total_count === 0;
      button.textContent = `Copy ${plural(answer.total_count, 'session key')}`;
    },
  };
}
