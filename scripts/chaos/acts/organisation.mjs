/** Acts of those who look after departments, staff, and what links give them. */

/** The first day that transfers are dated; each has a day of its own. */
const FIRST_DAY = Date.UTC(1970, 0, 1);
const DAY_MS = 24 * 60 * 60_000;

async function createDepartment(client) {
  const word = client.word();
  const { outcome, body } = await client.change('POST', '/departments', {
    name: word,
    code: word,
  });
  const id = body?.id;
  client.journal.creations.push({ kind: 'department', word, outcome, id });
  if (outcome === 'done') {
    client.known.departments.push({ id, code: word });
  }
  return outcome;
}

async function patchDepartment(client) {
  const department = client.random.pick(client.known.departments);
  if (!department) {
    return createDepartment(client);
  }
  const word = client.word();
  const { outcome } = await client.change(
    'PATCH',
    `/departments/${department.id}`,
    { name: word },
  );
  client.changed('department', 'name', word, [department.id], outcome);
  return outcome;
}

/** Deletes a department; who is in it goes to another. */
async function deleteDepartment(client) {
  const { random, known } = client;
  if (known.departments.length < 8) {
    return createDepartment(client);
  }
  const { id } = client.take('departments');
  const target = random.pick(known.departments);
  const { outcome } = await client.change(
    'DELETE',
    `/departments/${id}?reassign_to=${target.id}`,
  );
  client.deleted('department', id, outcome);
  return outcome;
}

async function createStaff(client) {
  const { random, known } = client;
  const word = client.word();
  const department_id = random.pick(known.departments)?.id;
  // Each client's user is somebody on the staff, as long as that one is there.
  const isOwn = !client.ownStaff;
  const { outcome, body } = await client.change('POST', '/staff', {
    staff_id: word,
    first_name: 'Chaos',
    last_name: word,
    email: `${word}@example.org`,
    department_id,
    ...(isOwn && { user_ref: client.user }),
  });
  const id = body?.id;
  client.journal.creations.push({ kind: 'staff', word, outcome, id });
  if (outcome === 'done') {
    known.staff.push({ id });
    client.ownStaff ||= id;
  }
  return outcome;
}

async function transferStaff(client) {
  const { random, known, journal } = client;
  const person = random.pick(known.staff.slice(0, 60));
  const department = random.pick(known.departments);
  if (!person || !department) {
    return createStaff(client);
  }
  journal.days += 1;
  const date = new Date(FIRST_DAY + journal.days * DAY_MS)
    .toISOString()
    .slice(0, 10);
  const { outcome } = await client.change(
    'POST',
    `/staff/${person.id}/transfer`,
    { department_id: department.id, effective_date: date },
  );
  journal.transfers.push({
    staff: person.id,
    department: department.id,
    date,
    outcome,
  });
  return outcome;
}

async function deleteStaff(client) {
  const { known } = client;
  if (known.staff.length < 40) {
    return createStaff(client);
  }
  const { id } = client.take('staff');
  const { outcome } = await client.change('DELETE', `/staff/${id}`);
  client.deleted('staff', id, outcome);
  return outcome;
}

async function link(client) {
  const { random, known, journal } = client;
  const department = random.pick(known.departments);
  if (!department) {
    return createDepartment(client);
  }
  const { outcome, body } = await client.change(
    'POST',
    `/departments/${department.id}/links`,
    { project_id: random.pick(client.place.projects) },
  );
  const id = body?.id;
  journal.links.push({ id, outcome });
  if (outcome === 'done') {
    known.links.push({ id, department: department.id });
  }
  return outcome;
}

async function unlink(client) {
  const taken = client.take('links');
  if (!taken) {
    return link(client);
  }
  const { id, department } = taken;
  const { outcome } = await client.change(
    'DELETE',
    `/departments/${department}/links/${id}`,
  );
  client.journal.unlinks.push({ id, outcome });
  return outcome;
}

async function importFile(client, { kind, path, header, row }) {
  const words = Array.from({ length: 2 + client.random.below(14) }, () =>
    client.word(),
  );
  const form = new FormData();
  const lines = [header, ...words.map(row)];
  form.append('file', new Blob([lines.join('\n')]), 'chaos.csv');
  const { outcome, body } = await client.change('POST', path, form);
  // The rows that it could not take would be found missing.
  const ended = outcome === 'done' && body.created === 0 ? 'refused' : outcome;
  client.journal.imports.push({ kind, words, outcome: ended });
  return ended;
}

function importStaff(client) {
  // Most go nowhere: the department may be gone when the file comes.
  return importFile(client, {
    kind: 'staff',
    path: '/staff/bulk-import',
    header: 'staff_id,first_name,last_name,email',
    row: word => `${word},Chaos,${word},${word}@example.org`,
  });
}

function importDepartments(client) {
  return importFile(client, {
    kind: 'department',
    path: '/departments/bulk-import',
    header: 'code,name',
    row: word => `${word},${word}`,
  });
}

export const organisation = {
  createDepartment: { weight: 3, act: createDepartment },
  patchDepartment: { weight: 5, act: patchDepartment },
  deleteDepartment: { weight: 1, act: deleteDepartment },
  createStaff: { weight: 4, act: createStaff },
  transferStaff: { weight: 6, act: transferStaff },
  deleteStaff: { weight: 1, act: deleteStaff },
  link: { weight: 4, act: link },
  unlink: { weight: 2, act: unlink },
  importStaff: { weight: 2, act: importStaff },
  importDepartments: { weight: 1, act: importDepartments },
};
