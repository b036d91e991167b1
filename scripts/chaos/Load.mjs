/** Clients at work, all at once, as far as they are let. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Caller } from './Caller.mjs';
import { Client } from './Client.mjs';
import { Journal } from './Journal.mjs';

const PROJECTS = 4;
const POLL_MS = 10;

/** More than one step of an announcement reaches. */
const CROWD = 1_500;

export class Load {
  journal = new Journal();
  #allowed = 0;
  #going = true;
  #busy = 0;
  #failure;

  /** @param makeRandom gives each client a chance of its own */
  static async prepare(fleet, { clients, makeRandom }) {
    const load = new Load();
    load.caller = new Caller(fleet, makeRandom(0));
    const projects = [];
    for (let n = 0; n < PROJECTS; n += 1) {
      const path = `/workspaces/default/projects/by-entity/component/default/chaos-${n}`;
      projects.push((await load.caller.must('superAdmin', 'PUT', path)).id);
    }
    load.projects = projects;
    const users = Array.from(
      { length: clients },
      (_, n) => `user:default/chaos-${n}`,
    );
    load.members = [
      ...users,
      ...(await gatherCrowd(load.caller, fleet, users)),
    ];
    const known = { items: [], departments: [], staff: [], links: [] };
    load.clients = Array.from(
      { length: clients },
      (_, index) =>
        new Client({
          number: index,
          random: makeRandom(index + 1),
          users,
          caller: load.caller,
          journal: load.journal,
          projects,
          known,
        }),
    );
    return load;
  }

  /** Sets the clients to work; they do nothing before they are let. */
  begin() {
    this.#going = true;
    this.running = Promise.all(
      this.clients.map(client => this.#run(client)),
    ).catch(error => {
      this.#failure = error;
    });
  }

  /** Lets them go on until so many acts have been begun, in all. */
  allow(acts) {
    this.#allowed = acts;
  }

  /** Waits until so many acts have been begun. */
  async until(acts) {
    while (this.journal.acts < acts) {
      if (this.#failure) {
        throw this.#failure;
      }
      await sleep(POLL_MS);
    }
  }

  /** Waits until nobody is at anything. */
  async rest() {
    while (this.#busy > 0) {
      await sleep(POLL_MS);
    }
  }

  /** Lets each finish what it is at. */
  async end() {
    this.#going = false;
    await this.running;
    if (this.#failure) {
      throw this.#failure;
    }
  }

  async #run(client) {
    while (this.#going) {
      if (this.journal.acts >= this.#allowed) {
        await sleep(POLL_MS);
        continue;
      }
      this.journal.acts += 1;
      this.#busy += 1;
      await client.act();
      this.#busy -= 1;
    }
  }
}

/**
 * Makes users members of the workspace, and many others who never come: so
 * many that announcements take several steps to reach them.
 *
 * @returns who they are
 */
async function gatherCrowd(caller, fleet, users) {
  for (const user_ref of users) {
    const member = { user_ref, role: 'member' };
    const path = '/workspaces/default/members';
    await caller.must('superAdmin', 'POST', path, member);
  }
  const { rows } = await fleet.knex.raw(
    `WITH crowd AS (
       INSERT INTO memberships (id, workspace_id, scope, scope_id, user_ref, sort_name, rank, version, created_at, updated_at)
       SELECT gen_random_uuid(), workspace_id, scope, scope_id, 'user:default/crowd-' || n, 'crowd', rank, 1, now(), now()
       FROM memberships, generate_series(1, ?) AS n
       WHERE user_ref = ? AND scope = 'workspace'
       RETURNING id, user_ref, rank
     ), sources AS (
       INSERT INTO membership_sources (id, member_id, source, rank)
       SELECT gen_random_uuid(), id, 'manual', rank FROM crowd
     )
     SELECT user_ref FROM crowd`,
    [CROWD, users[0]],
  );
  return rows.map(({ user_ref }) => user_ref);
}
