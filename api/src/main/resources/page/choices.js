// What the filters offer, and the names of participants that were chosen (the address holds their ids only).
import { get } from './api.js';

/** How many are offered at once. */
export const MOST_PARTICIPANTS = 50;

export function choicesOf(team) {
  const path = `/api/teams/${encodeURIComponent(team)}/dashboard/filters`;
  const key = `pulse.participants.${team}`;
  let known = null;

  async function load(query = {}) {
    const { body } = await get(`${path}?${new URLSearchParams(query)}`);
    return body;
  }

  return {
    /** Asked once for all who wait; again when they are wanted anew. */
    all: () => (known ??= load().catch((failed) => {
      known = null;
      throw failed;
    })),
    participants: async (search) => (await load({ limit: MOST_PARTICIPANTS, ...(search && { search }) })).participants,
    remember(id, name) {
      const names = JSON.parse(sessionStorage.getItem(key) ?? '{}');
      sessionStorage.setItem(key, JSON.stringify({ ...names, [id]: name }));
    },
    participantName: (id) => JSON.parse(sessionStorage.getItem(key) ?? '{}')[id] ?? `Participant ${id}`,
  };
}

export function participantLabel(participant) {
  return participant.name || participant.identifier;
}
