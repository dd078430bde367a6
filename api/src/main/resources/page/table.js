// Tables whose order and page stand in the address.
import { h } from './dom.js';
import { plural, whole } from './format.js';

/**
 * A table that stays one to screen readers where its rows are shown as cards: its roles are said, not left to its layout.
 *
 * @param columns [{ field, label, number, sortable, cell(row) }], the first of which heads its row
 * @param sorted { field, descending }, or null
 * @param sort told the field that was asked for
 */
export function sortableTable({ caption, columns, rows, sorted, sort }) {
  return h(
    'table',
    { class: 'rows', role: 'table' },
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map((column) => heading(column, sorted, sort)))),
    h('tbody', { role: 'rowgroup' }, rows.map((row) => h('tr', { role: 'row', 'data-id': row.id ?? row.experiment_id }, columns.map((column, at) => h(
      at === 0 ? 'th' : 'td',
      { class: column.number ? 'number' : '', 'data-label': column.label, 'data-field': column.field, scope: at === 0 ? 'row' : null, role: at === 0 ? 'rowheader' : 'cell' },
      column.cell(row),
    ))))),
  );
}

function heading(column, sorted, sort) {
  const mine = sorted?.field === column.field;
  const order = mine ? (sorted.descending ? 'descending' : 'ascending') : null;
  const label = column.sortable
    ? h('button', { type: 'button', class: 'sort', 'data-sort': column.field, on: { click: () => sort(column.field) } }, column.label, h('span', { class: `arrow ${order ?? ''}`, 'aria-hidden': 'true' }))
    : column.label;
  return h('th', { scope: 'col', role: 'columnheader', class: column.number ? 'number' : '', 'aria-sort': order }, label);
}

/** @param answer a page of a table; move is told the page to go to */
export function pager(answer, noun, move) {
  const button = (label, page, possible) => h('button', {
    type: 'button',
    class: 'button small',
    'data-page': label.toLowerCase(),
    disabled: !possible,
    on: { click: () => move(page) },
  }, label);
  const first = answer.results.length === 0 ? 0 : (answer.page - 1) * answer.page_size + 1;
  return h(
    'nav',
    { class: 'pager', 'aria-label': `Pages of ${noun}s` },
    h('span', { class: 'muted' }, `${whole(first)}–${whole(first + answer.results.length - (first > 0 ? 1 : 0))} of ${plural(answer.total_count, noun)}`),
    button('Previous', answer.page - 1, answer.has_previous),
    button('Next', answer.page + 1, answer.has_next),
  );
}

/** Keeps the keyboard's place when what it was on is drawn anew. */
export function keepingFocus(root, draw) {
  const place = root.contains(document.activeElement) ? placeOf(document.activeElement) : null;
  draw();
  if (place && !root.contains(document.activeElement)) {
    root.querySelector(place)?.focus({ preventScroll: true });
  }
}

/** Where an element stands, for finding its successor; null where nothing says so. */
function placeOf(element) {
  const named = ['data-sort', 'data-page'].find((name) => element.hasAttribute(name));
  if (named) {
    return `[${named}="${CSS.escape(element.getAttribute(named))}"]`;
  }
  const row = element.closest('[data-id]');
  const cell = element.closest('[data-field]');
  return row && cell ? `[data-id="${CSS.escape(row.dataset.id)}"] [data-field="${CSS.escape(cell.dataset.field)}"] a` : null;
}
