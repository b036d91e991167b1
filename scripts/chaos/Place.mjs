/** Where the chaos happens: projects, and people who may see them or not. */

const PROJECTS = 4;

/** Who never do anything. An announcement to them takes more than one step. */
const BYSTANDERS = 1_500;

/**
 * The people of a workspace of their own: so many that a process can be killed
 * while it tells them something.
 */
const CROWD = 20_000;

const DEFAULT = '/workspaces/default';

/** What everything about the secret project is marked with. */
export const SECRET_WORD = 'hush';

/** Whose bell is watched. */
export const BELL = 'user:default/chaos-99';

const refsOf = (name, count) =>
  Array.from({ length: count }, (_, n) => `user:default/${name}-${n}`);

export class Place {
  /** @param clients how many people do something */
  static async prepare(fleet, caller, clients) {
    const place = new Place();
    place.users = refsOf('chaos', clients);
    place.workspace = (await caller.must('superAdmin', 'GET', DEFAULT)).id;
    place.projects = [];
    for (let n = 0; n < PROJECTS; n += 1) {
      const project = await openProject(caller, `chaos-${n}`);
      place.projects.push(project.id);
    }
    for (const user_ref of [...place.users, BELL]) {
      const member = { user_ref, role: 'member' };
      await caller.must('superAdmin', 'POST', `${DEFAULT}/members`, member);
    }
    await place.#makeSecret(caller);
    await place.#makeTimed(caller);
    const bystanders = refsOf('bystander', BYSTANDERS);
    await copyMember(fleet.knex, place.users[0], bystanders);
    place.members = [...place.users, BELL, ...bystanders];
    await place.#gatherCrowd(fleet, caller);
    return place;
  }

  /** What somebody is to the secret project; comers come and go. */
  kindOf(user) {
    const nth = this.users.indexOf(user);
    return nth < 0 ? 'outsider' : ['insider', 'outsider', 'comer'][nth % 3];
  }

  /** Whether mails to somebody go anywhere. */
  hasAddress(user) {
    return user === BELL || this.users.includes(user);
  }

  async #makeSecret(caller) {
    const { id } = await openProject(caller, `chaos-${SECRET_WORD}`);
    this.secret = id;
    const path = `${DEFAULT}/projects/${this.secret}`;
    await caller.must('superAdmin', 'PATCH', path, { access: 'secret' });
    for (const user_ref of this.users) {
      if (this.kindOf(user_ref) === 'insider') {
        const member = { user_ref, role: 'member' };
        await caller.must('superAdmin', 'POST', `${path}/members`, member);
      }
    }
  }

  /** Where clients log time, each as one of its members. */
  async #makeTimed(caller) {
    const [project] = this.projects;
    const path = `${DEFAULT}/projects/${project}`;
    for (const user_ref of this.users) {
      const member = { user_ref, role: 'member' };
      await caller.must('superAdmin', 'POST', `${path}/members`, member);
    }
    const make = async title =>
      (await caller.must('superAdmin', 'POST', `${path}/work-items`, { title }))
        .id;
    this.timed = {
      project,
      item: await make('Timed'),
      sheetItem: await make('Timed by the week'),
    };
  }

  async #gatherCrowd({ knex }, caller) {
    const [first, ...rest] = refsOf('crowd', CROWD);
    const workspace = { slug: 'crowd', name: 'Crowd' };
    await caller.must('superAdmin', 'POST', '/workspaces', workspace);
    const path = '/workspaces/crowd/members';
    const member = { user_ref: first, role: 'member' };
    await caller.must('superAdmin', 'POST', path, member);
    await copyMember(knex, first, rest);
    this.crowd = [first, ...rest];
  }
}

function openProject(caller, name) {
  const path = `${DEFAULT}/projects/by-entity/component/default/${name}`;
  return caller.must('superAdmin', 'PUT', path);
}

/** Makes others members of a workspace where somebody is one. They want no mails. */
async function copyMember(knex, from, refs) {
  await knex.raw(
    `WITH crowd AS (
       INSERT INTO memberships (id, workspace_id, scope, scope_id, user_ref, sort_name, rank, version, created_at, updated_at)
       SELECT gen_random_uuid(), workspace_id, scope, scope_id, ref, 'crowd', rank, 1, now(), now()
       FROM memberships, unnest(?::text[]) AS ref
       WHERE user_ref = ? AND scope = 'workspace'
       RETURNING id, user_ref, rank
     ), preferences AS (
       INSERT INTO notification_preferences (user_ref, type, bell, email, browser, digest)
       SELECT user_ref, 'announcement.published', true, false, false, false FROM crowd
     )
     INSERT INTO membership_sources (id, member_id, source, rank)
     SELECT gen_random_uuid(), id, 'manual', rank FROM crowd`,
    [refs, from],
  );
}
