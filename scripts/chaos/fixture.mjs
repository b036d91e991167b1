/** The workspace that clients work in: projects, and people with or without access to them. */

/** The number of inactive members. An announcement to all of them takes several transactions. */
const BYSTANDERS = 1_500;

/** The number of members of a second workspace: a replica can be killed while it notifies them. */
const CROWD = 20_000;

/** A part of every text in the secret project, too long for a random token to contain it. */
export const SECRET_WORD = 'whisper';

/** The user whose badge is watched. */
export const BELL = 'user:default/chaos-99';

const makeRefs = (name, count) =>
  Array.from({ length: count }, (_, n) => `user:default/${name}-${n}`);

export async function createFixture(fleet, caller, clients) {
  const users = makeRefs('chaos', clients);
  const send = async (...request) => (await caller.sendOrThrow(...request)).id;
  const addMember = (path, user) =>
    send('POST', path, { user_ref: user, role: 'member' });
  const openProject = id =>
    send('PUT', `projects/by-entity/component/default/chaos-${id}`);
  /** Returns a user's access to the secret project. Temporary members are added and removed. */
  const getAccess = user => {
    const nth = users.indexOf(user);
    return nth < 0 ? 'outsider' : ['insider', 'outsider', 'temporary'][nth % 3];
  };

  const workspace = await send('GET', '/workspaces/default');
  const projects = [await openProject(0), await openProject(1)];
  projects.push(await openProject(2), await openProject(3));
  for (const user of [...users, BELL]) {
    await addMember('members', user);
  }
  const secret = await openProject(SECRET_WORD);
  const secretPath = `projects/${secret}`;
  await send('PATCH', secretPath, { access: 'secret' });
  // Each client is a member of the first project and logs time there.
  const timedPath = `projects/${projects[0]}`;
  for (const user of users) {
    await addMember(`${timedPath}/members`, user);
    if (getAccess(user) === 'insider') {
      await addMember(`${secretPath}/members`, user);
    }
  }
  const items = `${timedPath}/work-items`;
  const item = await send('POST', items, { title: 'Timed' });
  const weeklyItem = await send('POST', items, { title: 'Timed by the week' });
  const bystanders = makeRefs('bystander', BYSTANDERS);
  await copyMember(fleet.knex, users[0], bystanders);

  const crowd = makeRefs('crowd', CROWD);
  await send('POST', '/workspaces', { slug: 'crowd', name: 'Crowd' });
  await addMember('/workspaces/crowd/members', crowd[0]);
  await copyMember(fleet.knex, crowd[0], crowd.slice(1));
  return {
    workspace,
    projects,
    secret,
    users,
    crowd,
    getAccess,
    members: [...users, BELL, ...bystanders],
    timed: { item, path: `${items}/${item}`, weeklyItem },
    hasAddress: user => user === BELL || users.includes(user),
  };
}

/**
 * Adds users to each workspace of an existing member, with the rank of that member. They receive
 * announcements without emails.
 */
async function copyMember(knex, from, refs) {
  await knex.raw(
    `WITH copies AS (
       INSERT INTO memberships (id, workspace_id, scope, scope_id, user_ref, sort_name, rank, version, created_at, updated_at)
       SELECT gen_random_uuid(), workspace_id, scope, scope_id, ref, 'crowd', rank, 1, now(), now()
       FROM memberships, unnest(?::text[]) AS ref
       WHERE user_ref = ? AND scope = 'workspace'
       RETURNING id, user_ref, rank
     ), preferences AS (
       INSERT INTO notification_preferences (user_ref, type, bell, email, browser, digest)
       SELECT user_ref, 'announcement.published', true, false, false, false FROM copies
     )
     INSERT INTO membership_sources (id, member_id, source, rank)
     SELECT gen_random_uuid(), id, 'manual', rank FROM copies`,
    [refs, from],
  );
}
