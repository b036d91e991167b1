/** Acts on work items: of people, and of a plugin that ingests them. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Before an ingestion without an answer is tried again. */
const PAUSE_MS = 100;

/** What the ingested items are said to come from. */
const SOURCE = 'chaos';

/** Which projects there are: the ones of these entities. */
const entityOf = number => `component:default/chaos-${number}`;

const pathOf = ({ project, id }) => `/projects/${project}/work-items/${id}`;

async function createItem(client) {
  const project = client.random.pick(client.place.projects);
  const word = client.word();
  const { outcome, body } = await client.change(
    'POST',
    `/projects/${project}/work-items`,
    { title: word },
  );
  const id = body?.id;
  client.journal.creations.push({ kind: 'work_item', word, outcome, id });
  if (outcome === 'done') {
    client.known.items.push({ id, project });
  }
  return outcome;
}

async function patchItem(client) {
  // Few things, so that clients meet at the same ones.
  const item = client.random.pick(client.known.items.slice(0, 40));
  if (!item) {
    return createItem(client);
  }
  const word = client.word();
  const { outcome } = await client.change('PATCH', pathOf(item), {
    title: word,
  });
  client.changed('work_item', 'title', word, [item.id], outcome);
  return outcome;
}

async function updateMany(client) {
  const project = client.random.pick(client.place.projects);
  const items = client.known.items.filter(item => item.project === project);
  if (items.length < 2) {
    return createItem(client);
  }
  const ids = client.random.sample(items, 20).map(({ id }) => id);
  const word = client.word();
  const { outcome } = await client.change(
    'POST',
    `/projects/${project}/work-items/bulk-update`,
    { ids, changes: { description: word } },
  );
  client.changed('work_item', 'description', word, ids, outcome);
  return outcome;
}

async function deleteItem(client) {
  const item = client.take('items');
  if (!item) {
    return createItem(client);
  }
  const { outcome } = await client.change('DELETE', pathOf(item));
  client.deleted('work_item', item.id, outcome);
  return outcome;
}

/** A newer state of an item of the source than any before. */
function snapshotOf(client, item) {
  client.clock += 1_000;
  return {
    entity_ref: entityOf(item.project),
    external_id: item.external_id,
    updated_at: new Date(client.clock).toISOString(),
    ...(item.is_deleted ? { is_deleted: true } : { title: item.word }),
  };
}

/** Sends states of items as often as it takes: each may come twice. */
async function send(client, items) {
  let answer;
  do {
    if (answer) {
      await sleep(PAUSE_MS);
    }
    answer = await client.change(
      'POST',
      '/work-items/ingest',
      { source: SOURCE, items },
      'service',
    );
  } while (answer.outcome === 'unknown');
  return answer;
}

/** New items, newer states of known ones, and one that is gone. */
async function ingest(client) {
  const { random, ingested, journal } = client;
  const made = Array.from({ length: 1 + random.below(8) }, () => {
    const word = client.word();
    const project = random.below(client.place.projects.length);
    return { word, external_id: word, project };
  });
  const [gone, ...changed] = random
    .sample(ingested, 4)
    .map(item => ({ ...item, word: client.word() }));
  const items = [
    ...made,
    ...changed,
    ...(gone ? [{ ...gone, is_deleted: true }] : []),
  ];
  const { outcome, body } = await send(
    client,
    items.map(item => snapshotOf(client, item)),
  );
  for (const [index, item] of items.entries()) {
    const result = body?.results[index];
    const isDone = outcome === 'done' && result.status !== 'failed';
    const ended = isDone ? 'done' : 'refused';
    if (item.is_deleted) {
      client.deleted('work_item', item.id, ended);
      ingested.splice(
        ingested.findIndex(({ id }) => id === item.id),
        1,
      );
    } else if (item.id) {
      client.changed('work_item', 'title', item.word, [item.id], ended);
    } else {
      const { word } = item;
      const id = result?.id;
      journal.creations.push({ kind: 'work_item', word, outcome: ended, id });
      if (isDone) {
        ingested.push({ ...item, id });
      }
    }
  }
  return outcome;
}

export const workItems = {
  createItem: { weight: 15, act: createItem },
  patchItem: { weight: 25, act: patchItem },
  updateMany: { weight: 5, act: updateMany },
  deleteItem: { weight: 6, act: deleteItem },
  ingest: { weight: 5, act: ingest },
};
