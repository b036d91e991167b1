/**
 * Acts that tell people something by a rule: work for them, words to them, and a
 * place in the secret project, of which others must not hear.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { SECRET_WORD } from '../Place.mjs';

/** How much of it is about the secret project. */
const SECRET_SHARE = 0.4;

/** Before it is tried again what may have been done. */
const PAUSE_MS = 100;

const pathOf = ({ project, id }) => `/projects/${project}/work-items/${id}`;

/** Makes an item for some people, whether or not they may see it. */
async function assign(client) {
  const { random, place, journal } = client;
  const isSecret = random.next() < SECRET_SHARE;
  const project = isSecret ? place.secret : random.pick(place.projects);
  const assignees = random.sample(place.users, 3);
  const word = isSecret ? `${SECRET_WORD}-${client.word()}` : client.word();
  const { outcome, body } = await client.change(
    'POST',
    `/projects/${project}/work-items`,
    { title: word, assignees },
  );
  const id = body?.id;
  journal.creations.push({ kind: 'work_item', word, outcome, id });
  journal.threads.push({ word, isSecret, assignees });
  if (outcome === 'done') {
    client.known.threads.push({ id, word, project });
  }
  return outcome;
}

/** Says something about such an item, and to some by name. */
async function comment(client) {
  const { random, place, known, journal } = client;
  // New ones, so that there is always one with few words.
  const thread = random.pick(known.threads.slice(-20));
  if (!thread) {
    return assign(client);
  }
  const mentioned = random.sample(place.users, 2);
  const names = mentioned.map(ref => `@${ref.split('/')[1]}`);
  const body = `${thread.word} ${client.word()} ${names.join(' ')}`;
  const { outcome } = await client.change(
    'POST',
    `${pathOf(thread)}/comments`,
    { body },
  );
  journal.comments.push({ thread: thread.word, body, mentioned, outcome });
  return outcome;
}

/** Lets somebody into the secret project, or out of it. */
async function comeOrGo(client) {
  const { place, journal } = client;
  const comer = client.take('comers');
  if (!comer) {
    return comment(client);
  }
  const { user, id } = comer;
  const path = `/projects/${place.secret}/members`;
  const since = Date.now();
  let answer = { outcome: 'unknown' };
  for (let tries = 0; answer.outcome === 'unknown'; tries += 1) {
    await sleep(tries === 0 ? 0 : PAUSE_MS);
    answer = await (id
      ? client.change('DELETE', `${path}/${id}`)
      : client.change('POST', path, { user_ref: user, role: 'member' }));
    if (tries > 0 && answer.outcome === 'refused') {
      // It had been done before.
      answer.outcome = 'done';
    }
  }
  // From the first moment at which they may see it to the last.
  if (id) {
    journal.sights.findLast(one => one.user === user).to = Date.now();
  } else {
    journal.sights.push({ user, from: since, to: Infinity });
  }
  const member = id ? undefined : await find(client, user);
  client.known.comers.push({ user, id: member });
  return answer.outcome;
}

/** The id of somebody's membership in the secret project. */
async function find(client, user) {
  const path = `/projects/${client.place.secret}/members?limit=200`;
  for (;;) {
    const { outcome, body } = await client.change('GET', path);
    if (outcome === 'done') {
      return body.items.find(({ user_ref }) => user_ref === user).id;
    }
    await sleep(PAUSE_MS);
  }
}

/** Tells those in the secret project something. */
async function announceSecret(client) {
  const { place, journal } = client;
  const word = `${SECRET_WORD}-${client.word()}`;
  const { outcome } = await client.change('POST', '/announcements', {
    title: word,
    to: { project_id: place.secret },
  });
  // Comers are looked at by who may not be told.
  const recipients = place.users.filter(
    user => place.kindOf(user) === 'insider',
  );
  journal.notices.push({ word, outcome, recipients });
  return outcome;
}

export const talks = {
  assign: { weight: 5, act: assign },
  comment: { weight: 6, act: comment },
  comeOrGo: { weight: 2, act: comeOrGo },
  announceSecret: { weight: 1, act: announceSecret },
};
