// What stands around every view: team, views, freshness, theme, session.
import { address, go, pathOf } from './address.js';
import { h, svg } from './dom.js';

const VIEWS = { dashboard: 'Dashboard', chatbots: 'Chatbots', sessions: 'Sessions', datasets: 'Datasets' };

/** @param signOut ends the session; null where there is none to end */
export function shell({ teams, signOut, state }) {
  const left = new Map();
  const nav = h('nav', { 'aria-label': 'Views', class: 'views' });
  const team = h('div', { class: 'team' });
  const main = h('main', { id: 'content', tabindex: '-1' });
  const header = h(
    'header',
    { class: 'top' },
    h('a', { class: 'brand', href: '/', 'aria-label': 'ocs-pulse, all teams' }, logo(), h('span', {}, 'ocs-pulse')),
    team,
    nav,
    h('div', { class: 'top-end' }, state.pill, themeButton(), signOut ? h('button', { type: 'button', class: 'button small quiet', on: { click: signOut } }, 'Sign out') : null),
  );

  function show() {
    const here = address();
    const name = teams.find((it) => it.slug === here.team)?.name ?? here.team;
    document.title = `${VIEWS[here.view] ?? 'Not found'} · ${name} · ocs-pulse`;
    left.set(`${here.team}/${here.view}`, here.query);
    nav.replaceChildren(...Object.entries(VIEWS).map(([view, label]) => h('a', { href: asLeft(here.team, view), 'aria-current': view === here.view ? 'page' : null }, label)));
    team.replaceChildren(teams.length > 1 ? teamSelect(here, name) : h('span', { class: 'team-name' }, name));
  }

  /** Each view with the filters that it had when it was left. */
  function asLeft(team, view) {
    return pathOf(team, view, left.get(`${team}/${view}`));
  }

  function teamSelect(here) {
    return h('select', { 'aria-label': 'Team', on: { change: (event) => go(asLeft(event.target.value, here.view)) } }, teams.map((it) => h('option', { value: it.slug, selected: it.slug === here.team }, it.name)));
  }

  return { header, main, show };
}

export function themeButton() {
  const label = () => (window.pulseTheme.isDark() ? 'Light theme' : 'Dark theme');
  const button = h('button', { type: 'button', class: 'button small quiet', 'data-action': 'theme', on: { click: () => window.pulseTheme.toggle() } }, label());
  addEventListener('pulse:theme', () => (button.textContent = label()));
  return button;
}

export function logo() {
  return svg('svg', { viewBox: '0 0 32 32', width: 28, height: 28, 'aria-hidden': 'true' }, svg('rect', { width: 32, height: 32, rx: 8, class: 'logo-ground' }), svg('path', { d: 'M4 17h6l3-8 5 15 3.5-9 1.5 2h5', class: 'logo-line' }));
}
