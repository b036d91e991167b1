/** Requests to whichever replica is there, and what is known of their end. */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../../bench/lib/backend.mjs';

const { authorizationOf } = loadBackend('__testUtils__/startCallboard');

/** Longer than anything should take, a frozen replica excepted. */
const TIMEOUT_MS = 20_000;
const PAUSE_MS = 50;

/**
 * How a request ended.
 *
 * @typedef {object} Answer
 * @property {'done' | 'refused' | 'unknown'} outcome - `unknown` when it may
 *   have been done: the connection broke, or the answer was a server error
 * @property {number} [status] - of the answer, if there was one
 * @property {any} [body] - of the answer, if it was done
 */

export class Caller {
  #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  /** How many answers had each status; of broken connections, each code. */
  endings = new Map();
  /** Server errors that are not a clear "try again later". */
  unclear = [];

  constructor(fleet, random) {
    this.fleet = fleet;
    this.random = random;
  }

  /**
   * Sends a request to a random replica that is ready, and to the next when
   * that one does not even listen.
   *
   * @returns {Promise<Answer>}
   */
  async send(who, method, path, body) {
    for (;;) {
      const { ready } = this.fleet;
      if (ready.length === 0) {
        await sleep(PAUSE_MS);
        continue;
      }
      const { port } = this.random.pick(ready);
      const { error, status, headers, text } = await this.#once(port, {
        who,
        method,
        path,
        body,
      });
      if (error === 'ECONNREFUSED') {
        await sleep(PAUSE_MS);
        continue;
      }
      const ending = error ?? status;
      this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
      if (error) {
        return { outcome: 'unknown' };
      }
      if (status < 400) {
        return { outcome: 'done', status, body: text && JSON.parse(text) };
      }
      if (status < 500) {
        return { outcome: 'refused', status, body: text };
      }
      if (status !== 503 || headers['retry-after'] === undefined) {
        this.unclear.push(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
      }
      return { outcome: 'unknown', status };
    }
  }

  /** How many answers had a status so far. */
  countOf(status) {
    return this.endings.get(status) ?? 0;
  }

  /** The JSON answer to a request that has to succeed. */
  async must(...args) {
    const { outcome, status, body } = await this.send(...args);
    if (outcome !== 'done') {
      throw new Error(`${args[1]} ${args[2]}: ${status} ${body ?? ''}`);
    }
    return body;
  }

  /** The same of a GET to one replica. */
  async mustOf(port, who, path) {
    const { error, status, text } = await this.#once(port, {
      who,
      method: 'GET',
      path,
    });
    if (status !== 200) {
      throw new Error(`GET ${path}: ${error ?? status} ${text ?? ''}`);
    }
    return JSON.parse(text);
  }

  close() {
    this.#agent.destroy();
  }

  #once(port, { who, method, path, body }) {
    return new Promise(resolve => {
      const payload = body && JSON.stringify(body);
      const sent = request({
        agent: this.#agent,
        host: '127.0.0.1',
        port,
        method,
        path: `/api/callboard${path}`,
        timeout: TIMEOUT_MS,
        headers: {
          authorization: authorizationOf(who),
          ...(payload && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
          }),
        },
      });
      const fail = error => resolve({ error: error.code ?? 'broken' });
      sent.on('response', answer => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', part => {
          text += part;
        });
        answer.on('error', fail);
        answer.on('end', () => {
          const { statusCode: status, headers } = answer;
          resolve({ status, headers, text });
        });
      });
      sent.on('timeout', () => sent.destroy(new Error('timeout')));
      sent.on('error', fail);
      sent.end(payload);
    });
  }
}
