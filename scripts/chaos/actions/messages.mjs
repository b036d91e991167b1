/**
 * Actions that notify people, through the API or through notification rules. Outsiders must not
 * learn of the secret project.
 */
import { SECRET_WORD } from '../fixture.mjs';

/** The share of messages about the secret project. */
const SECRET_SHARE = 0.4;
const RECIPIENTS = 5;

export function announce(client) {
  const word = client.nextWord();
  const entry = { word, recipients: 'everyone' };
  const body = { title: word, to: { everyone: true } };
  return client.record('notifications', entry, 'POST', 'announcements', body);
}

/**
 * Announces to the members of the secret project. `recipients` omits temporary members: whether
 * they are notified depends on the moment.
 */
function announceSecret(client) {
  const { users, secret, getAccess } = client.fixture;
  const word = `${SECRET_WORD}-${client.nextWord()}`;
  const recipients = users.filter(user => getAccess(user) === 'insider');
  const body = { title: word, to: { project_id: secret } };
  const request = ['POST', 'announcements', body];
  return client.record('notifications', { word, recipients }, ...request);
}

/**
 * Notifies some people as a plugin does. A repeated key raises the count of the existing
 * notification instead of adding another.
 */
function notify(client) {
  const { random, fixture } = client;
  const word = client.nextWord();
  const recipients = random.sample(fixture.users, RECIPIENTS);
  const key = random.next() < 0.5 ? `key-${random.below(3)}` : undefined;
  const entry = { word, recipients, key };
  const event = { workspace: 'default', type: 'chaos.notified', title: word };
  const body = { ...event, recipients, dedupe_key: key };
  const request = ['POST', '/notifications', body, 'service'];
  return client.record('notifications', entry, ...request);
}

/** Creates an item and assigns it to some people, even if they have no access to it. */
function assign(client) {
  const { random, fixture, journal } = client;
  const isSecret = random.next() < SECRET_SHARE;
  const word = `${isSecret ? `${SECRET_WORD}-` : ''}${client.nextWord()}`;
  const project = isSecret ? fixture.secret : random.pick(fixture.projects);
  const assignees = random.sample(fixture.users, 3);
  journal.assignments.push({ word, isSecret, assignees });
  const path = `projects/${project}/work-items`;
  const makeBody = title => ({ title, assignees });
  return client.create('work_item', path, makeBody, 'assigned', word);
}

function comment(client) {
  const { random, fixture, known } = client;
  // The newest items only, so that the comments are spread over many items.
  const item = random.pick(known.assigned.slice(-20));
  const mentioned = random.sample(fixture.users, 2);
  const names = mentioned.map(ref => `@${ref.split('/')[1]}`);
  const body = `${item?.word} ${client.nextWord()} ${names.join(' ')}`;
  const entry = { item: item?.word, body, mentioned };
  const request = ['POST', `${item?.path}/comments`, { body }];
  return item && client.record('comments', entry, ...request);
}

async function addOrRemoveMember(client) {
  const { fixture, journal, known, caller } = client;
  const temporaryMember = client.take('temporaryMembers');
  if (!temporaryMember) {
    return undefined;
  }
  const { user, id } = temporaryMember;
  const path = `projects/${fixture.secret}/members`;
  const body = { user_ref: user, role: 'member' };
  const request = id ? ['DELETE', `${path}/${id}`] : ['POST', path, body];
  const startedAt = Date.now();
  const { outcome, sends } = await caller.sendUntilKnown(...request);
  // A visit lasts from the first to the last moment at which the member may see the project.
  if (id) {
    journal.visits.findLast(visit => visit.user === user).to = Date.now();
  } else {
    journal.visits.push({ user, from: startedAt, to: Infinity });
  }
  const list = await caller.sendUntilKnown('GET', `${path}?limit=200`);
  const member = list.body.items.find(({ user_ref }) => user_ref === user);
  known.temporaryMembers.push({ user, id: member?.id });
  // A repeated request is refused if an earlier request had succeeded.
  return sends > 1 ? 'done' : outcome;
}

export const messages = {
  announce: [1, announce],
  announceSecret: [1, announceSecret],
  notify: [6, notify],
  assign: [5, assign],
  comment: [6, comment, assign],
  addOrRemoveMember: [2, addOrRemoveMember, assign],
};
