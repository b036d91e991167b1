/** Acts of people who post what they did. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Before a post without an answer is tried again. */
const PAUSE_MS = 100;

/** Posts events; as often as it takes, when all can be told apart. */
async function post(client, count, hasKey) {
  const events = Array.from({ length: count }, (_, index) => ({
    action: 'chaos_post',
    entity_id: client.word(),
    ...(hasKey(index) && { client_event_id: randomUUID() }),
  }));
  const body = count === 1 ? events[0] : events;
  const isSafe = events.every(event => event.client_event_id);
  let answer;
  do {
    if (answer) {
      await sleep(PAUSE_MS);
    }
    answer = await client.caller.send(client.user, 'POST', '/activity', body);
  } while (isSafe && answer.outcome === 'unknown');
  const { outcome, body: told } = answer;
  client.journal.posts.push({
    words: events.map(({ entity_id }) => entity_id),
    outcome,
    ids: outcome === 'done' ? told.ids ?? [told.id] : [],
  });
  return outcome;
}

const some = client => 2 + client.random.below(39);

export const posts = {
  postWithKey: { weight: 18, act: client => post(client, 1, () => true) },
  postWithoutKey: { weight: 12, act: client => post(client, 1, () => false) },
  batchWithKeys: {
    weight: 8,
    act: client => post(client, some(client), () => true),
  },
  batchWithoutKeys: {
    weight: 5,
    act: client => post(client, some(client), () => false),
  },
  batchMixed: {
    weight: 5,
    act: client => post(client, some(client), index => index % 2 === 0),
  },
};
