/** Talking to a running portal, as one of the demo people. */
import { join } from 'node:path';
import { holderOf } from './lock.mjs';
import { dataFolder } from './paths.mjs';
import { readPort } from './port.mjs';

const PERSON_HEADER = 'x-callboard-demo-person';

/** Written by `npm start`, so that others find the portal of these data. */
export const portalLock = join(dataFolder, 'portal.json');

/** Nobody answers at the portal's address. */
export class NotRunningError extends Error {}

/** The portal answered with an error. */
export class AnswerError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class PortalClient {
  constructor(url) {
    this.url = url;
  }

  /** For the portal on `PORT`, else the one that uses these data. */
  static find() {
    const port = readPort(holderOf(portalLock)?.port);
    return new PortalClient(`http://localhost:${port}`);
  }

  /**
   * The status of an answer.
   *
   * @throws NotRunningError when nobody answers
   */
  async status(path) {
    return (await this.#fetch(path)).status;
  }

  /**
   * A short-lived token of a demo person, such as `max.member`.
   *
   * @throws AnswerError 401 for anybody else, 404 where there is no demo
   */
  async tokenOf(person) {
    const { backstageIdentity } = await this.#json('/api/auth/demo/refresh', {
      headers: { [PERSON_HEADER]: person },
    });
    return backstageIdentity.token;
  }

  /** The JSON answer to a request with a token. */
  async request(token, method, path, body) {
    return this.#json(path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
  }

  async #fetch(path, options) {
    try {
      return await fetch(`${this.url}${path}`, options);
    } catch (error) {
      throw new NotRunningError(`No portal is running at ${this.url}`, {
        cause: error,
      });
    }
  }

  async #json(path, options) {
    const response = await this.#fetch(path, options);
    const text = await response.text();
    let body;
    try {
      body = JSON.parse(text);
    } catch {
      throw new AnswerError(
        response.status,
        `${this.url} is not a portal: ${path} responded with ${response.status}`,
      );
    }
    if (!response.ok) {
      throw new AnswerError(response.status, body.error?.message ?? text);
    }
    return body;
  }
}
