/** Actions on work items, departments and staff. */

const DAY_MS = 86_400_000;

/** Creates an action on one of the first 40 known resources: so few that clients collide. */
const onKnown = (kind, run) => client => {
  const resource = client.random.pick(client.known[kind].slice(0, 40));
  return resource && run(client, resource);
};

const update = (kind, field) =>
  onKnown(kind, (client, { id, path }) => {
    const word = client.nextWord();
    const entry = { kind, field, word, ids: [id] };
    return client.record('updates', entry, 'PATCH', path, { [field]: word });
  });

/** Creates an action that deletes a resource, if at least `least` resources are known. */
const remove =
  (kind, least, getQuery = () => '') =>
  client => {
    if (client.known[kind].length < least) {
      return undefined;
    }
    const { id, path } = client.take(kind);
    const target = path + getQuery(client);
    return client.record('deletions', { kind, id }, 'DELETE', target);
  };

function createItem(client) {
  const project = client.random.pick(client.fixture.projects);
  const path = `projects/${project}/work-items`;
  return client.create('work_item', path, title => ({ title }));
}

function updateMany(client) {
  const { random, known, fixture } = client;
  const path = `projects/${random.pick(fixture.projects)}/work-items`;
  const items = known.work_item.filter(item => item.path.startsWith(path));
  const ids = random.sample(items, 20).map(({ id }) => id);
  const word = client.nextWord();
  const entry = { kind: 'work_item', field: 'description', word, ids };
  const body = { ids, changes: { description: word } };
  const request = ['POST', `${path}/bulk-update`, body];
  return ids[1] && client.record('updates', entry, ...request);
}

/** Ingests new items, newer states of known items, and a deletion. */
async function ingest(client) {
  const { random, caller, fixture, journal } = client;
  client.ingested ??= [];
  const [deleted, ...changed] = random.sample(client.ingested, 4);
  const added = client.nextWords(1 + random.below(8)).map(word => ({
    word,
    external_id: word,
    project: random.below(fixture.projects.length),
  }));
  const items = [
    ...added,
    ...changed.map(item => ({ ...item, word: client.nextWord() })),
    ...(deleted ? [{ ...deleted, is_deleted: true }] : []),
  ];
  client.clock ??= Date.UTC(2020, 0, 1);
  const states = items.map(({ project, external_id, is_deleted, word }) => ({
    entity_ref: `component:default/chaos-${project}`,
    external_id,
    // Newer than all earlier states.
    updated_at: new Date((client.clock += 1_000)).toISOString(),
    ...(is_deleted ? { is_deleted } : { title: word }),
  }));
  const input = { source: 'chaos', items: states };
  const request = ['POST', 'work-items/ingest', input, 'service'];
  const { outcome, body } = await caller.sendUntilKnown(...request);
  for (const [index, item] of items.entries()) {
    const result = body?.results?.[index];
    const isDone = outcome === 'done' && result.status !== 'failed';
    const { id = result?.id, word } = item;
    const entry = { kind: 'work_item', outcome: isDone ? 'done' : 'refused' };
    if (item.is_deleted) {
      journal.deletions.push({ ...entry, id });
      client.ingested = client.ingested.filter(other => other.id !== id);
    } else if (item.id) {
      journal.updates.push({ ...entry, field: 'title', word, ids: [id] });
    } else {
      journal.creations.push({ ...entry, word, id });
      client.ingested.push(...(isDone ? [{ ...item, id }] : []));
    }
  }
  return outcome;
}

function createDepartment(client) {
  const makeBody = word => ({ name: word, code: word });
  return client.create('department', 'departments', makeBody);
}

async function createStaff(client) {
  const { random, known, user, isOnStaff } = client;
  const outcome = await client.create('staff', 'staff', word => ({
    staff_id: word,
    first_name: 'Chaos',
    last_name: word,
    email: `${word}@example.org`,
    department_id: random.pick(known.department)?.id,
    // One staff record of each client belongs to the client's own user.
    user_ref: isOnStaff ? undefined : user,
  }));
  client.isOnStaff ||= outcome === 'done';
  return outcome;
}

const transferStaff = onKnown('staff', (client, { id, path }) => {
  const { random, known } = client;
  const department = random.pick(known.department)?.id;
  // Each transfer has its own day: `push` returns the number of transfers, used as days since 1970.
  const day = new Date(known.days.push(id) * DAY_MS);
  const date = day.toISOString().slice(0, 10);
  const entry = { staff: id, department, date };
  const body = { department_id: department, effective_date: date };
  const request = ['POST', `${path}/transfer`, body];
  return department && client.record('transfers', entry, ...request);
});

const link = onKnown('department', async (client, { path }) => {
  const links = `${path}/links`;
  const entry = {};
  const body = { project_id: client.random.pick(client.fixture.projects) };
  const outcome = await client.record('links', entry, 'POST', links, body);
  if (outcome === 'done') {
    client.known.links.push({ ...entry, path: `${links}/${entry.id}` });
  }
  return outcome;
});

function unlink(client) {
  const { id, path } = client.take('links') ?? {};
  return id && client.record('unlinks', { id }, 'DELETE', path);
}

const importFile = (kind, path, header, makeRow) => async client => {
  const words = client.nextWords(2 + client.random.below(14));
  const form = new FormData();
  const lines = [header, ...words.map(makeRow)];
  form.append('file', new Blob([lines.join('\n')]), 'chaos.csv');
  const { outcome, body } = await client.caller.send('POST', path, form);
  // If the server refuses a row, it imports no rows.
  const isRefused = outcome === 'done' && body.created === 0;
  const importOutcome = isRefused ? 'refused' : outcome;
  client.journal.imports.push({ kind, words, outcome: importOutcome });
  return importOutcome;
};

const importStaff = importFile(
  ...['staff', 'staff/bulk-import', 'staff_id,first_name,last_name,email'],
  word => `${word},Chaos,${word},${word}@example.org`,
);
const importDepartments = importFile(
  ...['department', 'departments/bulk-import', 'code,name'],
  word => `${word},${word}`,
);

const reassignTo = ({ random, known }) =>
  `?reassign_to=${random.pick(known.department).id}`;

/** For each action: its weight, and the action to run instead while no suitable resource exists. */
export const resources = {
  createItem: [15, createItem],
  patchItem: [25, update('work_item', 'title'), createItem],
  updateMany: [5, updateMany, createItem],
  deleteItem: [6, remove('work_item', 1), createItem],
  ingest: [5, ingest],
  createDepartment: [3, createDepartment],
  patchDepartment: [5, update('department', 'name'), createDepartment],
  deleteDepartment: [1, remove('department', 8, reassignTo), createDepartment],
  createStaff: [4, createStaff],
  transferStaff: [6, transferStaff, createStaff],
  deleteStaff: [1, remove('staff', 40), createStaff],
  link: [4, link, createDepartment],
  unlink: [2, unlink, createDepartment],
  importStaff: [2, importStaff],
  importDepartments: [1, importDepartments],
};
