/**
 * On each replica one browser that shows the newest work items and one that shows
 * a badge, and changes made for them to see.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { LiveReader } from './LiveReader.mjs';
import { BELL } from './Place.mjs';

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

const LIST = '/workspaces/default/work-items?limit=20&order_by=-updated_at';
const BADGE = '/notifications/unread-count';

/** Resolves to how long it took, or to undefined when it took too long. */
async function timeUntil(isSo, patienceMs) {
  const since = Date.now();
  while (!isSo()) {
    if (Date.now() - since > patienceMs) {
      return undefined;
    }
    await sleep(POLL_MS);
  }
  return Math.max(1, Date.now() - since);
}

export class Audience {
  #count = 0;

  static async gather(fleet, { caller, place, journal }) {
    const audience = new Audience();
    const path = `/workspaces/default/projects/${place.projects[0]}/work-items`;
    const { id } = await caller.must('superAdmin', 'POST', path, {
      title: 'signal',
    });
    Object.assign(audience, {
      ...{ fleet, caller, journal, id },
      path: `${path}/${id}`,
    });
    audience.lists = fleet.members.map(
      member =>
        new LiveReader({
          ...{ member, caller, who: 'superAdmin', path: LIST },
          concerns: ({ entity_type }) => entity_type === 'work_item',
        }),
    );
    audience.badges = fleet.members.map(
      member =>
        new LiveReader({
          ...{ member, caller, who: BELL, path: BADGE },
          concerns: ({ type }) => type === 'notifications',
        }),
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
    await sleep(SOON_MS);
    return {
      upToDate: await this.#countUpToDate(),
      watching: this.lists.length + this.badges.length,
      changes: await this.#rounds((...args) => this.#rename(...args)),
      badges: await this.#rounds((...args) => this.#tell(...args)),
    };
  }

  counts() {
    const all = [...this.lists, ...this.badges];
    const sum = (readers, key) =>
      readers.reduce((total, reader) => total + reader[key], 0);
    return {
      changes: sum(this.lists, 'heard'),
      notifications: sum(this.badges, 'heard'),
      connections: sum(all, 'connections'),
    };
  }

  /** The things that those with a badge heard of, who are let into nothing. */
  overheard() {
    return new Set(this.badges.flatMap(({ told }) => [...told]));
  }

  close() {
    [...this.lists, ...this.badges].forEach(reader => reader.close());
  }

  /** Shows them something through each replica, again and again. */
  async #rounds(show) {
    const { members } = this.fleet;
    const back = await show(members[0], BACK_MS);
    const seen = [];
    for (let round = 0; round < ROUNDS && back.every(Boolean); round += 1) {
      for (const member of members) {
        seen.push(...(await show(member, SOON_MS)));
      }
    }
    return { back, seen };
  }

  /** How many show what a replica would answer them. */
  async #countUpToDate() {
    const isRight = await Promise.all(
      [...this.lists, ...this.badges].map(async reader =>
        isDeepStrictEqual(await reader.read(), reader.shown),
      ),
    );
    return isRight.filter(Boolean).length;
  }

  #word() {
    this.#count += 1;
    return `signal-${this.#count}`;
  }

  /** Changes the item through a replica, and waits until each list shows it. */
  async #rename(member, patienceMs) {
    const title = this.#word();
    const body = { title };
    await this.caller.mustOf(member, 'superAdmin', 'PATCH', this.path, body);
    const isShownBy = ({ shown }) =>
      shown?.items.find(({ id }) => id === this.id)?.title === title;
    return Promise.all(
      this.lists.map(reader => timeUntil(() => isShownBy(reader), patienceMs)),
    );
  }

  /** Tells something through a replica, and waits until each badge counts it. */
  async #tell(member, patienceMs) {
    const word = this.#word();
    const { unread_count } = await this.caller.mustOf(
      ...[member, BELL, 'GET', BADGE],
    );
    const recipients = [BELL];
    await this.caller.mustOf(member, 'service', 'POST', '/notifications', {
      ...{ workspace: 'default', type: 'chaos.told', title: word, recipients },
    });
    this.journal.notices.push({ word, outcome: 'done', recipients });
    return Promise.all(
      this.badges.map(reader =>
        timeUntil(
          () => reader.shown?.unread_count === unread_count + 1,
          patienceMs,
        ),
      ),
    );
  }
}
