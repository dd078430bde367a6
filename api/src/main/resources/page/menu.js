// A button that opens a list of things to tick. Works by keyboard: Escape closes, arrows are the browser's own.
import { debounced, h } from './dom.js';

/**
 * @param options called with the text searched for; resolves to [{ value, label, hint }]
 * @param chosen the values that are ticked
 * @param most how many options come at once, so that there may be more
 * @param change told all ticked values, and the option that was ticked or not
 */
export function menu({ label, options, chosen, change, searchable = false, most = Infinity }) {
  const ticked = new Set(chosen);
  const list = h('div', { class: 'menu-list', role: 'group', 'aria-label': label });
  const search = h('input', {
    type: 'search',
    class: 'menu-search',
    placeholder: `Search ${label.toLowerCase()}`,
    'aria-label': `Search ${label.toLowerCase()}`,
    on: { input: debounced(200, () => load()) },
  });
  const count = ticked.size > 0 ? h('span', { class: 'count' }, String(ticked.size)) : null;
  const summary = h('summary', { class: 'button' }, label, count, h('span', { class: 'caret', 'aria-hidden': 'true' }));
  const element = h(
    'details',
    { class: 'menu', 'data-menu': label },
    summary,
    h('div', { class: 'menu-body' }, searchable ? search : null, list),
  );
  let asked = 0;

  async function load() {
    const mine = ++asked;
    try {
      const found = await options(search.value.trim());
      if (mine === asked) {
        show(found);
      }
    } catch (failed) {
      list.replaceChildren(h('p', { class: 'muted' }, failed.message));
    }
  }

  function show(found) {
    const rows = found.map((option) => {
      const value = String(option.value);
      const box = h('input', {
        type: 'checkbox',
        checked: ticked.has(value),
        on: {
          change: () => {
            ticked[box.checked ? 'add' : 'delete'](value);
            change([...ticked], option);
          },
        },
      });
      const hint = option.hint ? h('span', { class: 'muted' }, option.hint) : null;
      return h('label', { class: 'menu-option' }, box, h('span', { class: 'menu-label' }, option.label), hint);
    });
    const more = found.length === most ? [h('p', { class: 'muted' }, 'There may be more: type what you look for')] : [];
    list.replaceChildren(...(rows.length > 0 ? [...rows, ...more] : [h('p', { class: 'muted', role: 'status' }, 'Nothing found')]));
  }

  element.addEventListener('toggle', () => {
    if (element.open) {
      document.querySelectorAll('details.menu[open]').forEach((other) => (other.open = other === element));
      load().then(() => searchable && search.focus());
    }
  });
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && element.open) {
      element.open = false;
      summary.focus();
    }
  });
  return element;
}

/** A click elsewhere closes what is open. */
export function closeMenusOnOutsideClicks() {
  document.addEventListener('click', (event) => {
    document.querySelectorAll('details.menu[open]').forEach((open) => {
      if (!open.contains(event.target)) {
        open.open = false;
      }
    });
  });
}
