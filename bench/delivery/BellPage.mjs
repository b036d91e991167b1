/** What a page of the portal does about notifications, without a browser. */
import { createRequire } from 'node:module';
import { requireOfPortal } from '../lib/backend.mjs';
import { requester } from '../lib/http.mjs';

// The one that the signals plugin uses.
const { WebSocket } = createRequire(
  requireOfPortal.resolve('@backstage/plugin-signals-backend'),
)('ws');

/** As `useLiveSignal` and the bell's `Listener` have them. */
const GATHER_MS = 100;
const QUIET_MS = 400;

/** The signals plugin never responds to the first handshake after its start. */
const HANDSHAKE_MS = 2_000;

/** Opens a socket to the signals of a replica that listens to a person's channels. */
export async function openSocket(replica, channels) {
  for (;;) {
    const socket = new WebSocket(`ws://127.0.0.1:${replica.port}/api/signals`, {
      handshakeTimeout: HANDSHAKE_MS,
    });
    const isOpen = await new Promise(resolve => {
      socket.once('open', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (isOpen) {
      for (const { name } of channels) {
        socket.send(JSON.stringify({ action: 'subscribe', channel: name }));
      }
      return socket;
    }
  }
}

/** An open page: when a signal comes it requests the count, and shows it. */
export class BellPage {
  unread = 0;
  /** When the last signal of notifications came. */
  signalledAt = 0;
  #quietUntil = 0;
  #timer;

  static async open(replica, authorization) {
    const page = new BellPage();
    page.send = requester(replica, authorization);
    const { channels } = await page.send('GET', '/live');
    page.socket = await openSocket(replica, channels);
    page.socket.on('message', data => page.#hear(JSON.parse(data)));
    await page.#load();
    return page;
  }

  close() {
    clearTimeout(this.#timer);
    this.socket.terminate();
  }

  #hear({ message }) {
    if (message.type !== 'notifications') return;
    this.signalledAt = Date.now();
    if (this.#timer) return;
    const delay = Math.max(GATHER_MS, this.#quietUntil - Date.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#quietUntil = Date.now() + QUIET_MS;
      this.#load();
    }, delay);
  }

  async #load() {
    const { unread_count } = await this.send('GET', '/notifications?limit=20');
    this.unread = unread_count;
  }
}
