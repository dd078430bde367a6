// A token is exchanged once for a session that no script can read.
import { send } from './api.js';
import { h } from './dom.js';

export function signIn(begun) {
  const error = h('p', { class: 'error', role: 'alert' });
  const token = h('input', { type: 'password', name: 'token', id: 'token', autocomplete: 'off', required: true, spellcheck: 'false', 'aria-describedby': 'token-help' });
  const button = h('button', { type: 'submit', class: 'button primary' }, 'Sign in');
  const form = h(
    'form',
    { class: 'sign-in panel', on: { submit } },
    h('h1', {}, 'Sign in'),
    h('label', { for: 'token' }, 'Token'),
    token,
    h('p', { class: 'muted', id: 'token-help' }, 'The token that ocs-pulse printed, or one that was made for you. It stays on the server; this browser keeps a session.'),
    button,
    error,
  );

  async function submit(event) {
    event.preventDefault();
    button.disabled = true;
    error.textContent = '';
    try {
      await send('POST', '/session', { token: token.value.trim() });
      begun();
    } catch (failed) {
      error.textContent = failed.status === 401 ? 'This token is not valid.' : failed.message;
      button.disabled = false;
      token.select();
    }
  }

  return { element: form, focus: () => token.focus() };
}
