/** Sends requests to any ready replica, and records their outcomes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../../bench/lib/backend.mjs';

const { getAuthorizationHeader } = loadBackend('__testUtils__/startCallboard');

/** The timeout of a request. A request during which its replica is frozen has no timeout. */
const REQUEST_TIMEOUT_MS = 60_000;
const PAUSE_MS = 50;

/** The platform's response while a backend shuts down, before the request reaches Callboard. */
const SHUTTING_DOWN = '"message":"Service is shutting down"';

export class Caller {
  /** The HTTP status of each ended request, or the error code if there was no response. */
  results = [];
  /** Server errors other than a 503 with `Retry-After`. */
  unexpectedErrors = [];
  /** Requests to which a running replica did not respond in time. */
  timedOut = [];

  /**
   * Sends a request to a random ready replica, and picks again while the chosen replica refuses the
   * connection or is shutting down. The outcome is `done`, `refused`, or `unknown` if the request
   * may have been executed: the connection broke, or the response was a server error.
   */
  async send(...request) {
    const [method, path] = request;
    let response = { isUnavailable: true };
    while (response.isUnavailable) {
      const replica = this.random.pick(this.fleet.ready);
      if (replica) {
        response = await this.#sendToReplica(replica, ...request);
      }
      await sleep(response.isUnavailable ? PAUSE_MS : 0);
    }
    const { result, status, text, hasRetryAfter } = response;
    this.results.push(result);
    if (status < 400) {
      return { outcome: 'done', status, body: text && JSON.parse(text) };
    }
    if (status < 500) {
      return { outcome: 'refused', status, body: text };
    }
    if (status && !(status === 503 && hasRetryAfter)) {
      this.unexpectedErrors.push(
        `${method} ${path}: ${status} ${text.slice(0, 300)}`,
      );
    }
    return { outcome: 'unknown', status };
  }

  /** Repeats a request until its outcome is known. */
  async sendUntilKnown(...request) {
    for (let sends = 1; ; sends += 1) {
      const response = await this.send(...request);
      if (response.outcome !== 'unknown') {
        return { ...response, sends };
      }
      await sleep(2 * PAUSE_MS);
    }
  }

  /** Returns the JSON response to a request that must succeed. */
  async sendOrThrow(method, path, data) {
    const { outcome, status, body } = await this.send(method, path, data);
    if (outcome !== 'done') {
      throw new Error(`${method} ${path}: ${status} ${body ?? ''}`);
    }
    return body;
  }

  /**
   * Sends a request to one replica, without retries, and returns the JSON response.
   *
   * @throws Error unless the request succeeds
   */
  async requestFromReplica(replica, ...request) {
    const { result, text } = await this.#sendToReplica(replica, ...request);
    if (!(result < 400)) {
      throw new Error(`${request[0]} ${request[1]}: ${result} ${text ?? ''}`);
    }
    return JSON.parse(text);
  }

  /** A relative path is in the default workspace. The user is an admin by default. */
  async #sendToReplica(replica, method, path, body, user = 'superAdmin') {
    const { freezes } = replica;
    const timeout = new AbortController();
    const timer = setTimeout(() => {
      if (replica.freezes === freezes) {
        this.timedOut.push(`${method} ${path}: ${replica.name}`);
        timeout.abort();
      }
    }, REQUEST_TIMEOUT_MS);
    const isForm = body instanceof FormData;
    const headers = {
      authorization: getAuthorizationHeader(user),
      ...(!isForm && { 'content-type': 'application/json' }),
    };
    const target = path.startsWith('/') ? path : `/workspaces/default/${path}`;
    try {
      const url = `http://127.0.0.1:${replica.port}/api/callboard${target}`;
      const response = await fetch(url, {
        method,
        headers,
        body: isForm ? body : JSON.stringify(body),
        signal: timeout.signal,
      });
      const { status } = response;
      const text = await response.text();
      const hasRetryAfter = response.headers.has('retry-after');
      const isUnavailable = text.includes(SHUTTING_DOWN);
      return { result: status, status, text, hasRetryAfter, isUnavailable };
    } catch (error) {
      const result = error.cause?.code ?? error.name;
      return { result, isUnavailable: result === 'ECONNREFUSED' };
    } finally {
      clearTimeout(timer);
    }
  }
}
