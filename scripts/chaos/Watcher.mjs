/** Somebody who looks at the newest work items, as a browser shows them. */
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { requireOfPortal } from '../../bench/lib/backend.mjs';

// The one that the other end speaks with.
const { WebSocket } = createRequire(
  requireOfPortal.resolve('@backstage/plugin-signals-backend'),
)('ws');

const LIST = '/workspaces/default/work-items?limit=20&order_by=-updated_at';

/** Before it connects again, or asks again what could not be told. */
const PAUSE_MS = 250;

/**
 * How long connecting may take. The signals plugin never answers the first
 * request for a socket after its start.
 */
const HANDSHAKE_MS = 1_000;

/** How soon a list that changes all the time is read again. */
const REFRESH_MS = 200;

/**
 * It hears of changes by the signals of one replica and reads the list when it
 * hears of one, or after it lost its connection. It never looks by itself.
 */
export class Watcher {
  /** How many signals of changes it heard. */
  heard = 0;
  /** How often it connected. */
  connections = 0;
  /** What it shows: the newest items. */
  items = [];
  isLive = false;
  #going = true;
  #socket;
  #reading;
  #isStale = false;

  constructor({ member, caller }) {
    Object.assign(this, { member, caller, name: member.name });
    this.#connect();
  }

  /** What it shows of an item, if that is among the newest. */
  titleOf(id) {
    return this.items.find(item => item.id === id)?.title;
  }

  /** Whether it shows what it would read now. */
  async isUpToDate() {
    const list = await this.#read(this.#socket, LIST);
    return isDeepStrictEqual(list?.items, this.items);
  }

  close() {
    this.#going = false;
    this.#socket?.terminate();
  }

  #connect() {
    const { port } = this.member;
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/signals`, {
      handshakeTimeout: HANDSHAKE_MS,
    });
    this.#socket = socket;
    // What is wrong closes it.
    socket.on('error', () => {});
    socket.on('open', async () => {
      this.connections += 1;
      await this.#listen(socket);
      this.#refresh();
    });
    socket.on('message', data => this.#hear(socket, JSON.parse(data)));
    socket.on('close', async () => {
      this.isLive = false;
      await sleep(PAUSE_MS);
      if (this.#going) {
        this.#connect();
      }
    });
  }

  /** Listens to the channels that there are now. */
  async #listen(socket) {
    const { channels } = (await this.#read(socket, '/live')) ?? {};
    for (const { name } of channels ?? []) {
      socket.send(JSON.stringify({ action: 'subscribe', channel: name }));
    }
    this.isLive = channels !== undefined;
  }

  #hear(socket, { message }) {
    if (message.type === 'renew') {
      this.#listen(socket);
    } else if (message.entity_type === 'work_item') {
      this.heard += 1;
      this.#refresh();
    }
  }

  /** Reads the list; once more, when there was news meanwhile. */
  #refresh() {
    this.#isStale = true;
    this.#reading ??= this.#readList().finally(() => {
      this.#reading = undefined;
    });
  }

  async #readList() {
    while (this.#isStale) {
      this.#isStale = false;
      const list = await this.#read(this.#socket, LIST);
      this.items = list?.items ?? this.items;
      await sleep(REFRESH_MS);
    }
  }

  /** An answer of its replica, as often as it takes while it is connected. */
  async #read(socket, path) {
    while (socket.readyState === WebSocket.OPEN) {
      try {
        return await this.caller.mustOf(this.member, 'superAdmin', 'GET', path);
      } catch {
        await sleep(PAUSE_MS);
      }
    }
    return undefined;
  }
}
