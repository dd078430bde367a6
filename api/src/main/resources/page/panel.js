// A panel: a title, and a body that is loading, empty or shows something. A chart can be read as a table as well.
import { drawChart } from './charts.js';
import { h } from './dom.js';

export function panel({ id, title, hint, size = 'half', actions = [] }) {
  const body = h('div', { class: 'panel-body' }, h('div', { class: 'skeleton', 'aria-hidden': 'true' }));
  const element = h(
    'section',
    { class: `panel ${size}`, id, 'aria-labelledby': `${id}-title`, 'aria-busy': 'true', 'data-state': 'loading' },
    h('header', { class: 'panel-head' }, h('div', {}, h('h2', { id: `${id}-title` }, title), hint ? h('p', { class: 'muted' }, hint) : null), ...actions),
    body,
  );

  function become(state, ...children) {
    if (element.dataset.state !== state || state === 'empty') {
      body.replaceChildren(...children);
    }
    element.dataset.state = state;
    element.removeAttribute('aria-busy');
  }

  return {
    element,
    body,
    /** Shows these; they stay when what is shown next is shown in the same elements. */
    ready: (...children) => become('ready', ...children),
    empty: (text) => become('empty', h('p', { class: 'empty' }, text)),
  };
}

/** A panel with a chart, which is not made before there is something to draw. */
export function chartPanel({ id, title, hint, size, nothing }) {
  const asTable = h('button', {
    type: 'button',
    class: 'button small',
    'aria-pressed': 'false',
    on: {
      click: () => {
        const pressed = asTable.getAttribute('aria-pressed') !== 'true';
        asTable.setAttribute('aria-pressed', String(pressed));
        drawing.hidden = pressed;
        table.hidden = !pressed;
      },
    },
  }, 'Table');
  asTable.setAttribute('aria-label', `${title} as a table`);
  asTable.hidden = true;
  const canvas = h('canvas', { role: 'img' });
  const drawing = h('div', { class: 'chart' }, canvas);
  const table = h('div', { class: 'scroll', tabindex: '0', 'aria-label': `${title}, table` });
  table.hidden = true;
  const base = panel({ id, title, hint, size, actions: [asTable] });
  let chart = null;

  return {
    element: base.element,
    /**
     * @param description what drawChart takes
     * @param columns and rows of the table that says the same
     */
    show(description, columns, rows) {
      asTable.hidden = rows.length === 0;
      if (rows.length === 0) {
        chart?.destroy();
        chart = null;
        base.empty(nothing);
        return;
      }
      base.ready(drawing, table);
      drawing.classList.toggle('tall', Boolean(description.horizontal) && rows.length > 8);
      canvas.setAttribute('aria-label', `${title}: ${description.summary}`);
      table.replaceChildren(plainTable(title, columns, rows));
      chart = chart?.update(description) ?? drawChart(canvas, description);
    },
    close: () => chart?.destroy(),
  };
}

function plainTable(title, columns, rows) {
  return h(
    'table',
    { class: 'figures' },
    h('caption', { class: 'visually-hidden' }, title),
    h('thead', {}, h('tr', {}, columns.map((name, at) => h('th', { scope: 'col', class: at > 0 ? 'number' : '' }, name)))),
    h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell, at) => h(at === 0 ? 'th' : 'td', at === 0 ? { scope: 'row' } : { class: 'number' }, String(cell)))))),
  );
}
