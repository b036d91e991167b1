/**
 * Simulated browsers. For each replica, one shows the newest work items, and one the number of
 * unread notifications. They refetch on a signal, or after a lost connection; they never poll.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfSignals } from '../../bench/lib/backend.mjs';
import { BELL } from './fixture.mjs';
import { STALL_MS, waitFor } from '../lib/waitFor.mjs';

const { WebSocket } = requireOfSignals('ws');

const PAUSE_MS = 200;

/** The timeout of a handshake. The signals plugin ignores the first handshake after its start. */
const HANDSHAKE_MS = 1_000;

/** The number of changes that are made once live updates work again. */
const CHANGES = 6;

/** The time that viewers need to complete the refetches that earlier changes caused. */
const QUIET_MS = 3_000;

/** The time within which all viewers must see a change. */
const SOON_MS = 20_000;
const LIST = 'work-items?limit=20&order_by=-updated_at';
const BADGE = '/notifications/unread-count';

class Viewer {
  /** The resource id of each signal; the type of a signal without a resource. */
  signalledIds = new Set();
  shown;
  #socket;
  #isReading = false;
  #isStale = false;

  /**
   * @param options `{replica, caller, user, path, isRelevant}`; relevant signals cause a refetch
   */
  constructor(options) {
    Object.assign(this, options);
    this.#connect();
  }

  #connect() {
    const url = `ws://127.0.0.1:${this.replica.port}/api/signals`;
    const socket = new WebSocket(url, { handshakeTimeout: HANDSHAKE_MS });
    this.#socket = socket;
    socket.on('open', async () => {
      await this.#subscribe(socket);
      this.#refresh();
    });
    socket.on('message', data => {
      const { message } = JSON.parse(data);
      this.signalledIds.add(message.entity_id ?? message.type);
      if (message.type === 'renew') {
        this.#subscribe(socket);
      } else if (this.isRelevant(message)) {
        this.#refresh();
      }
    });
    // An error also closes the socket.
    socket.on('error', () => {});
    socket.on('close', () => setTimeout(() => this.#connect(), PAUSE_MS));
  }

  async #subscribe(socket) {
    const { channels = [] } = (await this.#get(socket, '/live')) ?? {};
    for (const { name: channel } of channels) {
      socket.send(JSON.stringify({ action: 'subscribe', channel }));
    }
  }

  /** Refetches, and repeats this if a signal arrives in the meantime. */
  async #refresh() {
    this.#isStale = true;
    while (this.#isStale && !this.#isReading) {
      this.#isStale = false;
      this.#isReading = true;
      this.shown = (await this.#get(this.#socket, this.path)) ?? this.shown;
      await sleep(PAUSE_MS);
      this.#isReading = false;
    }
  }

  async #get(socket, path) {
    const request = [this.replica, 'GET', path, undefined, this.user];
    while (socket.readyState === WebSocket.OPEN) {
      try {
        return await this.caller.requestFromReplica(...request);
      } catch {
        await sleep(PAUSE_MS);
      }
    }
    return undefined;
  }
}

export class Viewers {
  static async open(fleet, { caller, fixture, journal }) {
    const viewers = Object.assign(new Viewers(), { fleet, caller, journal });
    const items = `projects/${fixture.projects[0]}/work-items`;
    viewers.item = await caller.sendOrThrow('POST', items, { title: 'signal' });
    viewers.path = `${items}/${viewers.item.id}`;
    const openEach = (user, path, isRelevant) =>
      fleet.members.map(
        replica => new Viewer({ replica, caller, user, path, isRelevant }),
      );
    const isWorkItemSignal = ({ entity_type }) => entity_type === 'work_item';
    viewers.lists = openEach('superAdmin', LIST, isWorkItemSignal);
    const isNotificationSignal = ({ type }) => type === 'notifications';
    viewers.badges = openEach(BELL, BADGE, isNotificationSignal);
    return viewers;
  }

  /**
   * Makes changes while nothing else happens, and checks that the viewers show them.
   *
   * @returns for lists and badges, whether each of them showed each change in time
   */
  async test() {
    await sleep(QUIET_MS);
    return {
      lists: await this.#repeat(this.#rename),
      badges: await this.#repeat(this.#notify),
    };
  }

  /** Makes changes. The first may take long: after a fault, live updates need time to recover. */
  async #repeat(change) {
    const { members } = this.fleet;
    const shown = await change.call(this, members[0], STALL_MS);
    for (let n = 0; n < CHANGES && shown.every(Boolean); n += 1) {
      const replica = members[n % members.length];
      shown.push(...(await change.call(this, replica, SOON_MS)));
    }
    return shown;
  }

  /** Changes the item through a replica, and waits until each list shows it. */
  async #rename(replica, stallMs) {
    const title = randomUUID();
    const request = ['PATCH', this.path, { title }];
    await this.caller.requestFromReplica(replica, ...request);
    const isShown = ({ shown }) =>
      shown?.items.find(({ id }) => id === this.item.id)?.title === title;
    return waitUntilShown(this.lists, isShown, stallMs);
  }

  /** Sends a notification through a replica, and waits until each badge counts it. */
  async #notify(replica, stallMs) {
    const send = (...request) =>
      this.caller.requestFromReplica(replica, ...request);
    const word = randomUUID();
    const before = await send('GET', BADGE, undefined, BELL);
    const recipients = [BELL];
    const event = { workspace: 'default', type: 'chaos.notified', title: word };
    const body = { ...event, recipients };
    await send('POST', '/notifications', body, 'service');
    this.journal.notifications.push({ word, outcome: 'done', recipients });
    const isShown = ({ shown }) =>
      shown?.unread_count === before.unread_count + 1;
    return waitUntilShown(this.badges, isShown, stallMs);
  }
}

/** @returns for each viewer whether it showed the change in time */
async function waitUntilShown(viewers, isShown, stallMs) {
  const options = { stallMs, pollMs: 5 };
  const waits = viewers.map(viewer =>
    waitFor('a live update', () => isShown(viewer), Boolean, options),
  );
  const results = await Promise.allSettled(waits);
  return results.map(({ status }) => status === 'fulfilled');
}
