/** What a page of the portal does about notifications, without a browser. */
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfPortal } from '../lib/backend.mjs';

// The one that the other end speaks with.
const { WebSocket } = createRequire(
  requireOfPortal.resolve('@backstage/plugin-signals-backend'),
)('ws');

/** As `useLiveSignal` and the bell's `Listener` have them. */
const GATHER_MS = 100;
const QUIET_MS = 400;

/**
 * The signals plugin never answers the first request for a socket after its
 * start.
 */
const HANDSHAKE_MS = 2_000;

/** A socket to the signals of a replica; tries again when it is not answered. */
export async function openSocket({ port }) {
  for (;;) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/signals`, {
      handshakeTimeout: HANDSHAKE_MS,
    });
    const isOpen = await new Promise(resolve => {
      socket.once('open', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return socket;
  }
}

/** Listens to channels on a socket. */
export function subscribe(socket, channels) {
  for (const { name } of channels) {
    socket.send(JSON.stringify({ action: 'subscribe', channel: name }));
  }
}

/**
 * Somebody's open page on a replica. It hears of notifications, asks for the
 * list when the real one would, and shows the count that comes with it.
 */
export class Page {
  /** What the badge shows. */
  unread = 0;
  #quietUntil = 0;
  #timer;
  #shown = () => {};

  static async open({ caller, member, who }) {
    const page = new Page();
    Object.assign(page, { caller, member, who });
    page.socket = await openSocket(member);
    const { channels } = await page.#ask('/live');
    subscribe(page.socket, channels);
    page.socket.on('message', data => page.#hear(JSON.parse(data)));
    await page.#load();
    return page;
  }

  /** Resolves when the badge shows a number, or after a time. */
  async shows(count, patienceMs) {
    const end = Date.now() + patienceMs;
    while (this.unread !== count && Date.now() < end) {
      await Promise.race([
        new Promise(resolve => {
          this.#shown = resolve;
        }),
        sleep(Math.max(1, end - Date.now())),
      ]);
    }
    return this.unread === count;
  }

  close() {
    clearTimeout(this.#timer);
    this.socket.terminate();
  }

  #hear({ message }) {
    if (message.type === 'notifications' && !this.#timer) {
      const delay = Math.max(GATHER_MS, this.#quietUntil - Date.now());
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#quietUntil = Date.now() + QUIET_MS;
        this.#load();
      }, delay);
    }
  }

  async #load() {
    const { unread_count } = await this.#ask('/notifications?limit=20');
    this.unread = unread_count;
    this.#shown();
  }

  #ask(path) {
    return this.caller.mustOf(this.member, this.who, 'GET', path);
  }
}
