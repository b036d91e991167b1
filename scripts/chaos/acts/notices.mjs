/** Acts that tell people something. */

/** How many people a plugin tells at once. */
const RECIPIENTS = 5;

/** An admin tells everybody. */
async function announce(client) {
  const word = client.word();
  const { outcome } = await client.change('POST', '/announcements', {
    title: word,
    to: { everyone: true },
  });
  client.journal.notices.push({ word, outcome, recipients: 'everyone' });
  return outcome;
}

/** A plugin tells some; what has the same key is counted, not added. */
async function notify(client) {
  const { random, caller, journal } = client;
  const word = client.word();
  const recipients = random.sample(client.place.users, RECIPIENTS);
  const key = random.next() < 0.5 ? `key-${random.below(3)}` : undefined;
  const { outcome } = await caller.send('service', 'POST', '/notifications', {
    workspace: 'default',
    type: 'chaos.told',
    title: word,
    recipients,
    dedupe_key: key,
  });
  journal.notices.push({ word, outcome, recipients, key });
  return outcome;
}

export const notices = {
  announce: { weight: 1, act: announce },
  notify: { weight: 6, act: notify },
};
