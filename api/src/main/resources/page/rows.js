// What the three tables have in common: rows that follow the address and stay fresh, order, pages, states.
import { address, ask, changed } from './address.js';
import { announce, h } from './dom.js';
import { followAnswer } from './follow.js';
import { plural } from './format.js';
import { keepingFocus, pager, sortableTable } from './table.js';

const SIZES = ['10', '25', '50', '100', '200'];

/**
 * @param path of the API, whose parameters are the address's
 * @param order the field and direction without a sort of one's own: -created_at
 * @param mayExport whether all rows may be taken away
 */
export function rowsView({ path, title, noun, columns, order, controls, mayExport, state, refused, shown = () => {} }) {
  const table = h('div', { class: 'panel wide rows-panel', 'data-state': 'loading', 'aria-busy': 'true' }, skeleton());
  const element = h('div', { class: 'stack', 'data-view': noun }, h('div', { class: 'view-head' }, h('div', {}, h('h1', {}, title), h('p', { class: 'muted' }, 'Times are in UTC')), controls.element), table);
  const place = h('div', { class: 'scroll', tabindex: '0', 'aria-label': `${title}, table` });
  const pages = h('div');
  const size = sizes();
  const csv = h('a', { class: 'button small', download: '' }, 'Download CSV');
  const below = h('div', { class: 'below' }, size.element, mayExport ? csv : null, pages);
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
    state.connecting();
    source = followAnswer(`${path}?${query}`, {
      answer: (answer) => draw(answer, query),
      fresh(freshness) {
        table.classList.remove('stale');
        state.fresh(freshness);
      },
      lost(problem) {
        table.classList.add('stale');
        state.lost(problem);
      },
      refused(problem) {
        state.stopped();
        refused(problem, () => ask(Object.fromEntries([...query.keys()].map((name) => [name, null]))));
      },
    });
  }

  function draw(answer, query) {
    const sort = query.get('sort') ?? order;
    const sorted = { field: sort.replace(/^-/, ''), descending: sort.startsWith('-') };
    const become = answer.total_count === 0 ? 'empty' : 'ready';
    size.show(query);
    csv.href = csvOf(query);
    keepingFocus(table, () => {
      place.replaceChildren(sortableTable({ caption: title, columns, rows: answer.results, sorted, sort: sortBy(sorted) }));
      pages.replaceChildren(pager(answer, noun, (page) => ask({ page })));
      if (become === 'empty' || table.dataset.state !== become) {
        table.replaceChildren(...(become === 'empty' ? [nothing(query)] : [place, below]));
      }
    });
    table.dataset.state = become;
    if (table.hasAttribute('aria-busy')) {
      table.removeAttribute('aria-busy');
      announce(plural(answer.total_count, noun));
    }
    shown(answer);
  }

  function csvOf(query) {
    return `${path}?${changed(query, { page: null, page_size: null, cursor: null, format: 'csv' })}`;
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

function sizes() {
  const select = h('select', {
    name: 'page_size',
    on: { change: (event) => ask({ page_size: event.target.value, page: null }) },
  }, SIZES.map((size) => h('option', { value: size }, size)));
  return {
    element: h('label', { class: 'field' }, h('span', { class: 'muted' }, 'Rows'), select),
    show: (query) => (select.value = query.get('page_size') ?? '25'),
  };
}

function skeleton() {
  return h('div', { class: 'skeleton-rows', 'aria-hidden': 'true' }, Array.from({ length: 8 }, () => h('div', { class: 'skeleton row' })));
}
