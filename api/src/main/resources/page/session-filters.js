// Filters of session tables, as Open Chat Studio has them: column, operator, value. Applied as soon as they are complete.
import { ask } from './address.js';
import { h } from './dom.js';
import { named } from './filters.js';
import { platformNames } from './format.js';
import { menu } from './menu.js';

const SETS = ['any of', 'all of', 'excludes'];
const TIMES = ['on', 'before', 'after', 'range'];
const RANGES = { '1h': 'last hour', '1d': 'last day', '7d': 'last 7 days', '15d': 'last 15 days', '30d': 'last 30 days', '90d': 'last 90 days', '365d': 'last year' };
const STATES = ['setup', 'pending', 'pending-pre-survey', 'active', 'pending-post-survey', 'complete', 'unknown'];

const COLUMNS = {
  participant: { label: 'Participant', operators: ['contains', 'does not contain', 'equals', 'starts with', 'ends with', 'any of'] },
  first_message: { label: 'First message', operators: TIMES },
  last_message: { label: 'Last message', operators: TIMES },
  message_date: { label: 'Message date', operators: TIMES },
  tags: { label: 'Tags', operators: SETS, options: (known) => names(known.tags) },
  versions: { label: 'Versions', operators: SETS, options: (known) => names(known.tags.filter((it) => it.category === 'experiment_version')) },
  channels: { label: 'Channels', operators: SETS, options: () => platformNames.map((name) => ({ value: name, label: name })) },
  experiment: { label: 'Chatbot', operators: ['any of', 'excludes'], options: (known) => known.chatbots.map((it) => ({ value: it.id, label: it.name })) },
  state: { label: 'State', operators: ['any of', 'excludes'], options: () => STATES.map((state) => ({ value: state, label: state.replaceAll('-', ' ') })) },
  remote_id: { label: 'Remote id', operators: SETS },
};

const names = (tags) => [...new Set(tags.map((it) => it.name))].map((name) => ({ value: name, label: name }));

export function sessionFilters(choices) {
  const list = h('div', { class: 'filter-rows' });
  const add = h('button', { type: 'button', class: 'button', 'data-action': 'add-filter', on: { click: () => {
    drafts.push({ column: 'participant', operator: 'contains', value: '' });
    draw();
    list.lastElementChild?.querySelector('select').focus();
  } } }, 'Add filter');
  const element = h('div', { class: 'session-filters', role: 'region', 'aria-label': 'Filters' }, list, add);
  let drafts = [];

  /** The address is the truth, but a filter that is not complete yet is only here. */
  function show(query) {
    const given = read(query);
    const complete = drafts.filter(isComplete);
    if (JSON.stringify(given) !== JSON.stringify(complete)) {
      drafts = given;
    }
    if (!list.querySelector('details[open]') && !list.contains(document.activeElement)) {
      draw();
    }
  }

  function apply() {
    const changes = { page: null };
    for (let at = 0; at < 30; at++) {
      ['column', 'operator', 'value'].forEach((part) => (changes[`filter_${at}_${part}`] = null));
    }
    drafts.filter(isComplete).forEach((filter, at) => {
      ['column', 'operator', 'value'].forEach((part) => (changes[`filter_${at}_${part}`] = filter[part]));
    });
    ask(changes);
  }

  function draw() {
    list.replaceChildren(...drafts.map((filter, at) => row(filter, at)));
  }

  function row(filter, at) {
    const become = (changes) => {
      drafts[at] = { ...filter, ...changes };
      draw();
      apply();
    };
    const { operators } = COLUMNS[filter.column];
    return h(
      'div',
      { class: 'filter-row' },
      select('Column', Object.entries(COLUMNS).map(([value, it]) => [value, it.label]), filter.column, (column) => become({ column, operator: COLUMNS[column].operators[0], value: '' })),
      select('Operator', operators.map((it) => [it, it]), filter.operator, (operator) => become({ operator, value: kind(filter.column, operator) === kind(filter.column, filter.operator) ? filter.value : '' })),
      editor(filter, (value) => {
        filter.value = value;
        apply();
      }),
      h('button', { type: 'button', class: 'button small', 'aria-label': `Remove filter on ${COLUMNS[filter.column].label}`, on: { click: () => {
        drafts.splice(at, 1);
        draw();
        apply();
      } } }, 'Remove'),
    );
  }

  function editor(filter, change) {
    const label = `Value of ${COLUMNS[filter.column].label}`;
    switch (kind(filter.column, filter.operator)) {
      case 'date':
        return h('input', { type: 'date', value: filter.value, 'aria-label': label, on: { change: (event) => change(event.target.value) } });
      case 'range':
        return select(label, [['', 'Choose a range'], ...Object.entries(RANGES)], filter.value, change);
      case 'options':
        return menu({
          label: COLUMNS[filter.column].label,
          options: async (search) => COLUMNS[filter.column].options(await choices.all()).filter(named(search)),
          searchable: ['tags', 'versions', 'experiment'].includes(filter.column),
          chosen: listOf(filter.value),
          change: (values) => change(values.length > 0 ? JSON.stringify(values) : ''),
        });
      case 'list':
        return h('input', { type: 'text', value: listOf(filter.value).join(', '), placeholder: 'One, another', 'aria-label': label, on: { change: (event) => {
          const values = event.target.value.split(',').map((it) => it.trim()).filter(Boolean);
          change(values.length > 0 ? JSON.stringify(values) : '');
        } } });
      default:
        return h('input', { type: 'text', value: filter.value, 'aria-label': label, on: { change: (event) => change(event.target.value.trim()) } });
    }
  }

  return { element, show };
}

function kind(column, operator) {
  if (operator === 'range') {
    return 'range';
  }
  if (TIMES.includes(operator)) {
    return 'date';
  }
  if (COLUMNS[column].options) {
    return 'options';
  }
  return SETS.includes(operator) ? 'list' : 'text';
}

const isComplete = (filter) => filter.value !== '';

/** Filters of the address that this page knows; the API says what is wrong with others. */
function read(query) {
  const filters = [];
  for (let at = 0; at < 30; at++) {
    const [column, operator, value] = ['column', 'operator', 'value'].map((part) => query.get(`filter_${at}_${part}`));
    if (COLUMNS[column]?.operators.includes(operator) && value) {
      filters.push({ column, operator, value });
    }
  }
  return filters;
}

function listOf(value) {
  try {
    const list = JSON.parse(value);
    return Array.isArray(list) ? list.map(String) : [];
  } catch (noList) {
    return [];
  }
}

function select(label, options, chosen, change) {
  return h('select', { 'aria-label': label, on: { change: (event) => change(event.target.value) } }, options.map(([value, text]) => h('option', { value, selected: value === chosen }, text)));
}
