/** Sends requests to any ready replica, and records their outcomes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../../bench/lib/backend.mjs';

const { getAuthorizationHeader } = loadBackend('__testUtils__/startCallboard');

/** Longer than any request may take, unless its replica was frozen. */
const HANGS_MS = 60_000;
const PAUSE_MS = 50;
const json = { 'content-type': 'application/json' };

/** The platform's response while a backend shuts down, before the request reaches Callboard. */
const SHUTTING_DOWN = '"message":"Service is shutting down"';

export class Caller {
  /** The number of requests by status, or by the code of a broken connection. */
  endings = new Map();
  /** Server errors that are not a clear "try again later". */
  unclear = [];
  /** Requests that a running replica did not answer. */
  hanging = [];

  constructor(fleet, random) {
    Object.assign(this, { fleet, random });
  }

  get answered() {
    return [...this.endings.values()].reduce((sum, count) => sum + count, 0);
  }

  /**
   * Sends a request to a random ready replica, and to another if that one does not listen. The
   * outcome is `unknown` if the request may have been done: the connection broke, or the response
   * was a server error.
   */
  async send(who, method, path, body) {
    let answer = { isAway: true };
    while (answer.isAway) {
      const replica = this.random.pick(this.fleet.ready);
      if (replica) {
        answer = await this.#once(replica, who, method, path, body);
      }
      await sleep(answer.isAway ? PAUSE_MS : 0);
    }
    const { ending, status, text, isClear } = answer;
    this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
    if (status < 400) {
      return { outcome: 'done', status, body: text && JSON.parse(text) };
    }
    if (status < 500) {
      return { outcome: 'refused', status, body: text };
    }
    if (status && !(status === 503 && isClear)) {
      this.unclear.push(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
    }
    return { outcome: 'unknown', status };
  }

  /** Repeats a request until its outcome is known. */
  async sendUntilKnown(...request) {
    for (let sends = 1; ; sends += 1) {
      const answer = await this.send(...request);
      if (answer.outcome !== 'unknown') {
        return { ...answer, sends };
      }
      await sleep(2 * PAUSE_MS);
    }
  }

  /** Returns the JSON response to a request that must succeed. */
  async must(...request) {
    const { outcome, status, body } = await this.send(...request);
    if (outcome !== 'done') {
      throw new Error(`${request[1]} ${request[2]}: ${status} ${body ?? ''}`);
    }
    return body;
  }

  /** The same for a request to one replica. */
  async requestFromReplica(replica, ...request) {
    const { ending, text } = await this.#once(replica, ...request);
    if (!(ending < 400)) {
      throw new Error(`${request[1]} ${request[2]}: ${ending} ${text ?? ''}`);
    }
    return JSON.parse(text);
  }

  async #once(replica, who, method, path, body) {
    const { freezes } = replica;
    const hangs = new AbortController();
    const timer = setTimeout(() => {
      if (replica.freezes === freezes) {
        this.hanging.push(`${method} ${path}: ${replica.name}`);
        hangs.abort();
      }
    }, HANGS_MS);
    const isForm = body instanceof FormData;
    const headers = { authorization: getAuthorizationHeader(who) };
    try {
      const url = `http://127.0.0.1:${replica.port}/api/callboard${path}`;
      const answer = await fetch(url, {
        method,
        headers: isForm ? headers : { ...headers, ...json },
        body: isForm ? body : JSON.stringify(body),
        signal: hangs.signal,
      });
      const { status } = answer;
      const text = await answer.text();
      const isClear = status !== 503 || answer.headers.has('retry-after');
      const isAway = text.includes(SHUTTING_DOWN);
      return { ending: status, status, text, isClear, isAway };
    } catch (error) {
      const ending = error.cause?.code ?? error.name;
      return { ending, isAway: ending === 'ECONNREFUSED' };
    } finally {
      clearTimeout(timer);
    }
  }
}
