// The dashboard's filters. Each change goes into the address; the view follows the address.
import { address, ask } from './address.js';
import { MOST_PARTICIPANTS, participantLabel } from './choices.js';
import { h } from './dom.js';
import { date, platformName } from './format.js';
import { menu } from './menu.js';

const RANGES = { 7: '7 days', 30: '30 days', 90: '90 days', 365: '365 days', custom: 'Custom' };
const GRANULARITIES = { hourly: 'Hourly', daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly' };
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const LISTS = ['experiments', 'channels', 'participants', 'tags'];

export function filterBar(choices) {
  const bar = h('div', { class: 'filter-controls' });
  const chips = h('div', { class: 'chips' });
  const element = h('div', { class: 'filters', role: 'region', 'aria-label': 'Filters' }, bar, chips);

  function show() {
    const { query } = address();
    const focused = document.activeElement?.closest('[data-menu], select, input')?.getAttribute('data-focus');
    const open = bar.querySelector('details.menu[open]');
    if (open) {
      return showChips(query);
    }
    bar.replaceChildren(range(query), granularity(query), timeZone(query), ...menus(query));
    bar.querySelector(`[data-focus="${focused}"]`)?.focus();
    return showChips(query);
  }

  function menus(query) {
    return [
      list('Chatbots', 'experiments', query, async (search) => (await choices.all()).chatbots.map((it) => ({ value: it.id, label: it.name })).filter(named(search))),
      list('Channels', 'channels', query, async () => (await choices.all()).channels.map((it) => ({ value: it, label: platformName(it) }))),
      list('Participants', 'participants', query, async (search) => (await choices.participants(search)).map((it) => ({
        value: it.id,
        label: participantLabel(it),
        hint: it.name ? it.identifier : platformName(it.platform),
      }))),
      list('Tags', 'tags', query, async (search) => (await choices.all()).tags.map((it) => ({ value: it.id, label: it.name, hint: it.category.replaceAll('_', ' ') })).filter(named(search))),
    ];
  }

  function list(label, name, query, options) {
    return menu({
      label,
      options,
      searchable: name !== 'channels',
      most: name === 'participants' ? MOST_PARTICIPANTS : undefined,
      chosen: query.getAll(name),
      change: (values, option) => {
        if (name === 'participants') {
          choices.remember(option.value, option.label);
        }
        ask({ [name]: values, page: null });
      },
    });
  }

  async function showChips(query) {
    const given = LISTS.flatMap((name) => query.getAll(name).map((value) => ({ name, value })));
    if (given.length === 0) {
      chips.replaceChildren();
      return;
    }
    const label = await labels();
    const at = [...chips.querySelectorAll('button')].indexOf(document.activeElement);
    chips.replaceChildren(
      ...given.map(({ name, value }) => chip(label(name, value), () => {
        ask({ [name]: address().query.getAll(name).filter((other) => other !== value), page: null });
      })),
      h('button', { class: 'link', type: 'button', on: { click: () => ask(Object.fromEntries(LISTS.map((name) => [name, null]))) } }, 'Clear filters'),
    );
    if (at >= 0) {
      chips.querySelectorAll('button')[Math.min(at, given.length)].focus();
    }
  }

  async function labels() {
    const known = await choices.all().catch(() => ({ chatbots: [], tags: [] }));
    const chatbots = new Map(known.chatbots.map((it) => [String(it.id), it.name]));
    const tags = new Map(known.tags.map((it) => [String(it.id), it.name]));
    return (name, value) => ({
      experiments: () => chatbots.get(value) ?? `Chatbot ${value}`,
      channels: () => platformName(value),
      participants: () => choices.participantName(value),
      tags: () => tags.get(value) ?? `Tag ${value}`,
    })[name]();
  }

  return {
    element,
    show,
    /** Names have become known. */
    named: () => showChips(address().query),
  };
}

export function chip(label, remove) {
  return h(
    'span',
    { class: 'chip' },
    label,
    h('button', { type: 'button', class: 'chip-remove', 'aria-label': `Remove ${label}`, on: { click: remove } }, '×'),
  );
}

function range(query) {
  const chosen = query.get('date_range') ?? (query.has('start_date') ? 'custom' : '30');
  const buttons = Object.entries(RANGES).map(([value, label]) => h('button', {
    type: 'button',
    'data-focus': `range-${value}`,
    'aria-pressed': String(value === chosen),
    on: { click: () => ask({ ...custom(value, query), page: null }) },
  }, label));
  const group = h('div', { class: 'segments', role: 'group', 'aria-label': 'Date range' }, buttons);
  return chosen === 'custom' ? h('div', { class: 'range' }, group, dates(query)) : group;
}

/** Whether an option's name has the text in it. */
export function named(text) {
  const wanted = text.toLowerCase();
  return (option) => option.label.toLowerCase().includes(wanted);
}

/** A custom range begins as the last 30 days. */
function custom(value, query) {
  if (value !== 'custom') {
    return { date_range: value, start_date: null, end_date: null };
  }
  const day = (back) => date(new Date(Date.now() - back * 86_400_000), zoneOf(query));
  return { date_range: 'custom', start_date: query.get('start_date') ?? day(30), end_date: query.get('end_date') ?? day(0) };
}

function dates(query) {
  const input = (name, label) => h('label', { class: 'field' }, h('span', {}, label), h('input', {
    type: 'date',
    name,
    'data-focus': name,
    value: (query.get(name) ?? '').slice(0, 10),
    max: name === 'start_date' ? query.get('end_date')?.slice(0, 10) : null,
    min: name === 'end_date' ? query.get('start_date')?.slice(0, 10) : null,
    on: { change: (event) => event.target.value && ask({ [name]: event.target.value, page: null }) },
  }));
  return h('div', { class: 'dates' }, input('start_date', 'From'), input('end_date', 'to'));
}

function granularity(query) {
  const chosen = query.get('granularity') ?? 'daily';
  const options = Object.entries(GRANULARITIES).map(([value, label]) => h('option', { value, selected: value === chosen }, label));
  return h('label', { class: 'field' }, h('span', { class: 'visually-hidden' }, 'Granularity'), h('select', {
    name: 'granularity',
    'data-focus': 'granularity',
    on: { change: (event) => ask({ granularity: event.target.value }) },
  }, options));
}

/** Whose days and hours are shown: UTC, this browser's zone, or another that the address names. */
function timeZone(query) {
  const chosen = query.get('tz') ?? 'UTC';
  const zones = [...new Set(['UTC', HERE, chosen])];
  return h('label', { class: 'field' }, h('span', { class: 'muted' }, 'Times in'), h('select', {
    name: 'tz',
    'data-focus': 'tz',
    on: { change: (event) => ask({ tz: event.target.value === 'UTC' ? null : event.target.value, page: null }) },
  }, zones.map((zone) => h('option', { value: zone, selected: zone === chosen }, zone.replaceAll('_', ' ')))));
}

/** The zone that the address names; UTC where this browser does not know it. */
export function zoneOf(query) {
  const zone = query.get('tz') ?? 'UTC';
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (unknown) {
    return 'UTC';
  }
}
