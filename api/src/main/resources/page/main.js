// Starts the page: who is it, which teams, which view.
import { address, followLinks, go, pathOf } from './address.js';
import { get, send } from './api.js';
import { chatbotsView } from './chatbots.js';
import { choicesOf } from './choices.js';
import { dashboardView } from './dashboard.js';
import { h } from './dom.js';
import { freshness } from './freshness.js';
import { closeMenusOnOutsideClicks } from './menu.js';
import { datasetsView, sessionsView } from './sessions.js';
import { logo, shell, themeButton } from './shell.js';
import { signIn } from './sign-in.js';

const VIEWS = { dashboard: dashboardView, chatbots: chatbotsView, sessions: sessionsView, datasets: datasetsView };
const ANYBODY = 'anybody';
const PATIENCE = 400;
const page = document.getElementById('page');
let leave = () => {};

followLinks(document);
closeMenusOnOutsideClicks();
start();

async function start() {
  leave();
  try {
    const { who, teams } = await whoAndWhere();
    if (address().team) {
      showTeam(teams, who);
    } else {
      chooseTeam(teams, who);
    }
  } catch (problem) {
    if (problem.status === 401) {
      askForToken();
    } else {
      waitAndStart(problem);
    }
  }
}

/** Who asks, and which teams there are; says that it is loading where that takes long. */
async function whoAndWhere() {
  const slow = setTimeout(() => plain(h('p', { class: 'panel notice', role: 'status' }, 'Loading…')), PATIENCE);
  try {
    const who = (await get('/session')).body;
    const { teams } = (await get('/api/teams')).body;
    return { who, teams };
  } finally {
    clearTimeout(slow);
  }
}

function askForToken() {
  const form = signIn(start);
  plain(form.element);
  form.focus();
}

function chooseTeam(teams, who) {
  if (teams.length === 1) {
    go(pathOf(teams[0].slug, 'dashboard'), { replace: true });
    start();
    return;
  }
  document.title = 'Teams · ocs-pulse';
  const links = teams.map((team) => h('li', {}, h('a', { href: pathOf(team.slug, 'dashboard') }, h('strong', {}, team.name), h('span', { class: 'muted' }, team.slug))));
  plain(h('div', { class: 'panel teams' }, h('h1', {}, 'Teams'), teams.length > 0 ? h('ul', {}, links) : h('p', { class: 'empty' }, 'Your token names no team that is here.'), who.name === ANYBODY ? null : h('button', { type: 'button', class: 'button', on: { click: signOut } }, 'Sign out')));
  const arrived = () => address().team && start();
  addEventListener('pulse:address', arrived);
  leave = () => removeEventListener('pulse:address', arrived);
}

async function signOut() {
  try {
    await send('DELETE', '/session');
  } finally {
    start();
  }
}

/** The server is not there, or not ready: say so, and try again. */
function waitAndStart(problem) {
  const waits = problem.status === 503 || problem.status === 0;
  plain(h('div', { class: 'panel notice', role: 'status' }, h('h1', {}, waits ? 'Not ready yet' : 'This failed'), h('p', {}, problem.message), waits ? h('p', { class: 'muted' }, 'This page goes on by itself.') : again()));
  if (waits) {
    const timer = setTimeout(start, Math.max(1, problem.retryAfter) * 1000);
    leave = () => clearTimeout(timer);
  }
}

function again() {
  return h('button', { type: 'button', class: 'button', on: { click: start } }, 'Try again');
}

function showTeam(teams, who) {
  const state = freshness();
  const frame = shell({ teams, state, signOut: who.name === ANYBODY ? null : signOut });
  let view = null;
  let shown = '';

  function show() {
    const { team, view: name } = address();
    if (!team) {
      start();
      return;
    }
    frame.show();
    if (shown !== `${team}/${name}` || !view) {
      shown = `${team}/${name}`;
      view?.close();
      view = open(team, name);
      frame.main.replaceChildren(view.element);
    }
    view.show();
  }

  function open(team, name) {
    return VIEWS[name]
      ? VIEWS[name]({ team, state, choices: choicesOf(team), mayExport: who.rights.includes('export'), refused })
      : { element: refusal('There is no such page', 'Choose one of the views above.'), show() {}, close() {} };
  }

  function refused(problem, reset) {
    view.close();
    if (problem.status === 401) {
      start();
      return;
    }
    view = null;
    const missing = problem.status === 404;
    frame.main.replaceChildren(refusal(
      missing ? 'No such team' : problem.status === 400 ? 'These filters cannot be' : 'Not allowed',
      missing ? 'It does not exist, or your token does not name it.' : problem.message,
      problem.status === 400 ? h('button', { type: 'button', class: 'button primary', on: { click: reset } }, 'Reset filters') : null,
      missing ? h('a', { href: '/', class: 'button' }, 'All teams') : null,
    ));
  }

  page.replaceChildren(frame.header, state.banner, frame.main);
  addEventListener('pulse:address', show);
  addEventListener('popstate', show);
  leave = () => {
    removeEventListener('pulse:address', show);
    removeEventListener('popstate', show);
    view?.close();
    leave = () => {};
  };
  show();
}

function refusal(title, text, ...actions) {
  return h('div', { class: 'panel notice', role: 'alert' }, h('h1', {}, title), h('p', {}, text), ...actions);
}

function plain(content) {
  page.replaceChildren(h('header', { class: 'top plain' }, h('span', { class: 'brand' }, logo(), h('span', {}, 'ocs-pulse')), h('div', { class: 'top-end' }, themeButton())), h('main', { id: 'content', class: 'narrow', tabindex: '-1' }, content));
}
