/** Where webhooks lead: receivers that keep each event once, by its id. */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfBackend } from '../../bench/lib/backend.mjs';

const { Webhook } = requireOfBackend('standardwebhooks');

/**
 * What receivers do: how much of what comes they refuse without taking it, and
 * how much they take and then end the connection, so that it comes again.
 */
const receivers = [
  { name: 'all', event_types: ['*'], refuses: 0.05, cuts: 0.05 },
  { name: 'items', event_types: ['work_item.*'], refuses: 0, cuts: 0 },
];

/** One webhook's receiver, and what it has taken so far. */
class Receiver {
  /** How often each event was refused, or cut off, by the `webhook-id`. */
  failures = new Map();
  /** The bodies in the order in which they came first, by the `webhook-id`. */
  events = new Map();
  /** How many requests it had to take note of. */
  requests = 0;
  /** Requests whose signature is wrong. */
  forged = [];

  constructor(options) {
    Object.assign(this, options);
  }

  /** Subscribes it. */
  async subscribe(caller, origin) {
    const { name, event_types } = this;
    const webhook = await caller.must(
      'superAdmin',
      'POST',
      '/workspaces/default/webhooks',
      { name, url: `${origin}/${name}`, event_types },
    );
    this.since = Date.parse(webhook.created_at);
    this.id = webhook.id;
    this.verifier = new Webhook(webhook.secret);
  }

  /** @returns the status to answer; undefined to end the connection */
  take(text, headers) {
    this.requests += 1;
    const id = headers['webhook-id'];
    if (this.random.next() < this.refuses) {
      this.#fail(id);
      return 500;
    }
    try {
      this.verifier.verify(text, headers);
    } catch (error) {
      this.forged.push(`${id}: ${error.message}`);
      return 400;
    }
    if (!this.events.has(id)) {
      this.events.set(id, JSON.parse(text));
    }
    if (this.random.next() < this.cuts) {
      this.#fail(id);
      return undefined;
    }
    return 204;
  }

  #fail(id) {
    this.failures.set(id, (this.failures.get(id) ?? 0) + 1);
  }
}

export class Receivers {
  /** How long they take to answer. */
  slowMs = 0;
  /** The ports that requests come from which wait for an answer. */
  ports = new Set();
  /** How many were broken off by whoever sent them. */
  torn = 0;

  /** Listens on a free port. */
  static async listen(random) {
    const all = new Receivers();
    all.list = receivers.map(options => new Receiver({ ...options, random }));
    all.server = createServer((request, response) =>
      // One that breaks while it is read was never taken.
      all.#answer(request, response).catch(() => {}),
    );
    await new Promise(resolve => all.server.listen(0, '127.0.0.1', resolve));
    all.host = `127.0.0.1:${all.server.address().port}`;
    return all;
  }

  async #answer(request, response) {
    let isOver = false;
    const port = request.socket.remotePort;
    this.ports.add(port);
    response.on('close', () => {
      this.ports.delete(port);
      this.torn += isOver ? 0 : 1;
    });
    const parts = [];
    for await (const part of request) {
      parts.push(part);
    }
    const text = Buffer.concat(parts).toString();
    const receiver = this.list.find(({ name }) => request.url === `/${name}`);
    const status = receiver.take(text, request.headers);
    await sleep(this.slowMs);
    if (request.socket.destroyed) {
      return;
    }
    isOver = true;
    if (status) {
      response.writeHead(status).end();
    } else {
      request.socket.destroy();
    }
  }

  /** Makes a webhook for each. */
  async subscribe(caller) {
    for (const receiver of this.list) {
      await receiver.subscribe(caller, `http://${this.host}`);
    }
  }

  close() {
    this.server.close();
    this.server.closeAllConnections();
  }
}
