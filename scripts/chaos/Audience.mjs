/** One watcher on each replica, and changes made for them to see. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Watcher } from './Watcher.mjs';

const POLL_MS = 5;

/** How many changes are made through each replica, when all is quiet again. */
const ROUNDS = 3;

/** How soon everybody has to see a change. */
const SOON_MS = 3_000;

/**
 * How soon live updates are back after a fault. The platform's event bus, which
 * takes them from one replica to the other, tries again after up to a minute.
 */
const BACK_MS = 90_000;

export class Audience {
  #count = 0;

  /** @param load.projects where its item is made */
  static async gather(fleet, { caller, projects }) {
    const audience = new Audience();
    const path = `/workspaces/default/projects/${projects[0]}/work-items`;
    const { id } = await caller.must('superAdmin', 'POST', path, {
      title: 'signal',
    });
    Object.assign(audience, { fleet, caller, id, path: `${path}/${id}` });
    audience.watchers = fleet.members.map(
      member => new Watcher({ member, caller }),
    );
    return audience;
  }

  /**
   * Whether those who watch see what changes, now that nothing else happens.
   *
   * @returns how many of them show the newest of what happened before, how long
   * it took until they saw a change again, and for each change after that how
   * long it took until each of them saw it; undefined for never
   */
  async test() {
    const { members } = this.fleet;
    const upToDate = await this.#countUpToDate();
    const back = await this.#show(members[0], BACK_MS);
    const seen = [];
    for (let round = 0; round < ROUNDS && back.every(Boolean); round += 1) {
      for (const member of members) {
        seen.push(...(await this.#show(member, SOON_MS)));
      }
    }
    return { upToDate, back, seen };
  }

  counts() {
    const sum = key =>
      this.watchers.reduce((total, watcher) => total + watcher[key], 0);
    return { heard: sum('heard'), connections: sum('connections') };
  }

  close() {
    this.watchers.forEach(watcher => watcher.close());
  }

  /** How many show what a replica would answer them. */
  async #countUpToDate() {
    await sleep(SOON_MS);
    const isRight = await Promise.all(
      this.watchers.map(watcher => watcher.isUpToDate()),
    );
    return isRight.filter(Boolean).length;
  }

  /** Changes the item through a replica, and waits until each watcher shows it. */
  async #show(member, patienceMs) {
    this.#count += 1;
    const title = `signal-${this.#count}`;
    await this.caller.mustOf(member, 'superAdmin', 'PATCH', this.path, {
      title,
    });
    const since = Date.now();
    return Promise.all(
      this.watchers.map(async watcher => {
        while (watcher.titleOf(this.id) !== title) {
          if (Date.now() - since > patienceMs) {
            return undefined;
          }
          await sleep(POLL_MS);
        }
        return Math.max(1, Date.now() - since);
      }),
    );
  }
}
