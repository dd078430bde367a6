// What is looked at stands in the address, so that it can be reloaded, shared and gone back to.

export function address() {
  const [, first, team, view] = location.pathname.split('/');
  return {
    team: first === 'teams' && team ? decodeURIComponent(team) : null,
    view: view || 'dashboard',
    query: new URLSearchParams(location.search),
  };
}

export function pathOf(team, view, query = new URLSearchParams()) {
  const text = query.toString();
  return `/teams/${encodeURIComponent(team)}${view === 'dashboard' ? '' : `/${view}`}${text ? `?${text}` : ''}`;
}

/** Goes there without a reload; the way back leads here unless it is replaced. */
export function go(path, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  dispatchEvent(new Event('pulse:address'));
}

/** The same view with other parameters: null takes one away, a list repeats it. */
export function ask(changes) {
  const { team, view, query } = address();
  go(pathOf(team, view, changed(query, changes)));
}

export function changed(query, changes) {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== null && one !== undefined && one !== '')
      .forEach((one) => next.append(name, one));
  }
  return next;
}

/** Links inside the page change the view in place. */
export function followLinks(root) {
  root.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="/teams/"]');
    if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      go(link.getAttribute('href'));
    }
  });
}
