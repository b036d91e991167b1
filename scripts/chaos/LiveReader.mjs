/** Somebody's browser: it hears of changes by the signals of one replica. */
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfPortal } from '../../bench/lib/backend.mjs';

// The one that the other end speaks with.
const { WebSocket } = createRequire(
  requireOfPortal.resolve('@backstage/plugin-signals-backend'),
)('ws');

/** Before it connects again, or asks again what could not be told. */
const PAUSE_MS = 250;

/**
 * How long connecting may take. The signals plugin never answers the first
 * request for a socket after its start.
 */
const HANDSHAKE_MS = 1_000;

/** How soon is read again what changes all the time. */
const REFRESH_MS = 200;

/**
 * It reads what it shows when it hears of news, or after it lost its connection.
 * It never looks by itself.
 */
export class LiveReader {
  /** How many signals it heard of what it shows. */
  heard = 0;
  /** How often it connected. */
  connections = 0;
  /** The things it heard of, of whatever kind. */
  told = new Set();
  /** What it shows. */
  shown;
  isLive = false;
  #going = true;
  #socket;
  #reading;
  #isStale = false;

  /**
   * @param options.member the replica
   * @param options.who whose browser it is
   * @param options.path what it reads
   * @param options.concerns whether a signal is about that
   */
  constructor(options) {
    Object.assign(this, options, { name: options.member.name });
    this.#connect();
  }

  /** What it would show if it read it now. */
  read() {
    return this.#get(this.#socket, this.path);
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
    const { channels } = (await this.#get(socket, '/live')) ?? {};
    for (const { name } of channels ?? []) {
      socket.send(JSON.stringify({ action: 'subscribe', channel: name }));
    }
    this.isLive = channels !== undefined;
  }

  #hear(socket, { message }) {
    if (message.entity_id) {
      this.told.add(message.entity_id);
    }
    if (message.type === 'renew') {
      this.#listen(socket);
    } else if (this.concerns(message)) {
      this.heard += 1;
      this.#refresh();
    }
  }

  /** Reads it; once more, when there was news meanwhile. */
  #refresh() {
    this.#isStale = true;
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
  }

  async #readAll() {
    while (this.#isStale) {
      this.#isStale = false;
      this.shown = (await this.read()) ?? this.shown;
      await sleep(REFRESH_MS);
    }
  }

  /** An answer of its replica, as often as it takes while it is connected. */
  async #get(socket, path) {
    while (socket.readyState === WebSocket.OPEN) {
      try {
        return await this.caller.mustOf(this.member, this.who, 'GET', path);
      } catch {
        await sleep(PAUSE_MS);
      }
    }
    return undefined;
  }
}
