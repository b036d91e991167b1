/** Requests to whichever replica is there, and what is known of their end. */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../../bench/lib/backend.mjs';

const { authorizationOf } = loadBackend('__testUtils__/startCallboard');

/** Longer than anything may take; while its replica is frozen, nobody counts. */
const HANGS_MS = 20_000;
const PAUSE_MS = 50;

/** What the platform answers while a backend ends, before Callboard is asked. */
const SHUTTING_DOWN = '"message":"Service is shutting down"';

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
  /** Requests that nobody answered, though their replica was there. */
  hanging = [];
  /** How long the slowest answer took, in milliseconds. */
  slowest = 0;

  constructor(fleet, random) {
    this.fleet = fleet;
    this.random = random;
  }

  /**
   * Sends a request to a random replica that is ready, and to the next when
   * that one does not even listen, or not any more.
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
      const { error, status, headers, text } = await this.#once(
        this.random.pick(ready),
        { who, method, path, body: await encode(body) },
      );
      if (error === 'ECONNREFUSED' || text?.includes(SHUTTING_DOWN)) {
        await sleep(PAUSE_MS);
        continue;
      }
      const ending = error ?? status;
      this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
      if (error) {
        return { outcome: 'unknown' };
      }
      if (status < 400) {
        return {
          outcome: 'done',
          status,
          body: text ? JSON.parse(text) : undefined,
        };
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

  /** How many requests have ended. */
  get answered() {
    return [...this.endings.values()].reduce((sum, count) => sum + count, 0);
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

  /** The same of a request to one replica. */
  async mustOf(member, who, method, path, body) {
    const { error, status, text } = await this.#once(member, {
      who,
      method,
      path,
      body: await encode(body),
    });
    if (error || status >= 400) {
      throw new Error(`${method} ${path}: ${error ?? status} ${text ?? ''}`);
    }
    return JSON.parse(text);
  }

  close() {
    this.#agent.destroy();
  }

  #once(member, { who, method, path, body }) {
    const since = Date.now();
    const { frozenMs } = member;
    return new Promise(resolve => {
      const sent = request({
        agent: this.#agent,
        host: '127.0.0.1',
        port: member.port,
        method,
        path: `/api/callboard${path}`,
        headers: { authorization: authorizationOf(who), ...body?.headers },
      });
      let timer;
      const end = result => {
        clearTimeout(timer);
        resolve(result);
      };
      const waited = () => Date.now() - since - (member.frozenMs - frozenMs);
      const waitOn = ms => {
        timer = setTimeout(() => {
          const left = HANGS_MS - waited();
          if (left > 0 || member.isFrozen) {
            waitOn(Math.max(left, PAUSE_MS));
            return;
          }
          this.hanging.push(`${method} ${path}: ${member.name}`);
          sent.destroy(Object.assign(new Error(), { code: 'HANGS' }));
        }, ms);
      };
      waitOn(HANGS_MS);
      const fail = error => end({ error: error.code ?? 'broken' });
      sent.on('response', answer => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', part => {
          text += part;
        });
        answer.on('error', fail);
        answer.on('end', () => {
          this.slowest = Math.max(this.slowest, waited());
          const { statusCode: status, headers } = answer;
          end({ status, headers, text });
        });
      });
      sent.on('error', fail);
      sent.end(body?.bytes);
    });
  }
}

/** A body as it is sent: a form, or JSON. */
async function encode(body) {
  if (body === undefined) {
    return undefined;
  }
  const response =
    body instanceof FormData ? new Response(body) : Response.json(body);
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    bytes,
    headers: {
      'content-type': response.headers.get('content-type'),
      'content-length': bytes.length,
    },
  };
}
