// What the three tables have in common: rows that follow the address and stay fresh, order, pages, states.
import { address, ask } from './address.js';
import { h } from './dom.js';
import { followAnswer } from './follow.js';
import { keepingFocus, pager, sortableTable } from './table.js';

const SIZES = ['10', '25', '50', '100', '200'];

/**
 * @param path of the API, whose parameters are the address's
 * @param order the field and direction without a sort of one's own: -created_at
 */
export function rowsView({ path, title, noun, columns, order, controls, pill, refused, shown = () => {} }) {
  const table = h('div', { class: 'panel wide rows-panel', 'data-state': 'loading', 'aria-busy': 'true' }, skeleton());
  const element = h('div', { class: 'stack', 'data-view': noun }, h('div', { class: 'view-head' }, h('h1', {}, title), controls.element), table);
  let source = null;
  let asked = null;

  function show() {
    const { query } = address();
    controls.show(query);
    if (asked === query.toString()) {
      return;
    }
    asked = query.toString();
    source?.close();
    table.setAttribute('aria-busy', 'true');
    pill.connecting();
    source = followAnswer(`${path}?${query}`, {
      answer: (answer) => draw(answer, query),
      fresh(freshness) {
        table.classList.remove('stale');
        pill.fresh(freshness);
      },
      lost(problem) {
        table.classList.add('stale');
        pill.lost(problem);
      },
      refused(problem) {
        pill.stopped();
        refused(problem, () => ask(Object.fromEntries([...query.keys()].map((name) => [name, null]))));
      },
    });
  }

  function draw(answer, query) {
    const sort = query.get('sort') ?? order;
    const sorted = { field: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
    table.removeAttribute('aria-busy');
    table.dataset.state = answer.total_count === 0 ? 'empty' : 'ready';
    keepingFocus(table, () => table.replaceChildren(...(answer.total_count === 0 ? [nothing(query)] : [
      h('div', { class: 'scroll', tabindex: '0', 'aria-label': `${title}, table` }, sortableTable({ caption: title, columns, rows: answer.results, sorted, sort: sortBy(sorted) })),
      h('div', { class: 'below' }, sizes(query), pager(answer, noun, (page) => ask({ page }))),
    ])));
    shown(answer);
  }

  function nothing(query) {
    const narrowed = [...query.keys()].some((name) => !['sort', 'page', 'page_size'].includes(name));
    return h('p', { class: 'empty' }, narrowed ? `No ${noun} matches the filters` : `There is no ${noun} yet`);
  }

  return { element, show, close: () => source?.close() };
}

function sortBy(sorted) {
  return (field) => ask({ sort: field === sorted.field && sorted.descending ? field : `-${field}`, page: null });
}

function sizes(query) {
  const chosen = query.get('page_size') ?? '25';
  return h('label', { class: 'field' }, h('span', { class: 'muted' }, 'Rows'), h('select', {
    name: 'page_size',
    on: { change: (event) => ask({ page_size: event.target.value, page: null }) },
  }, SIZES.map((size) => h('option', { value: size, selected: size === chosen }, size))));
}

function skeleton() {
  return h('div', { class: 'skeleton-rows', 'aria-hidden': 'true' }, Array.from({ length: 8 }, () => h('div', { class: 'skeleton row' })));
}
