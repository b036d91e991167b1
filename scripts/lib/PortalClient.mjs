/** A client of a running portal, as one of the demo people. */
import { join } from 'node:path';
import { findLockHolder } from './lock.mjs';
import { dataFolder } from './paths.mjs';
import { readPort } from './port.mjs';

const PERSON_HEADER = 'x-callboard-demo-person';

/** Written by `npm start`, so that other scripts find the portal that uses this data folder. */
export const portalLock = join(dataFolder, 'portal.json');

/** No server responds at the portal's address. */
export class NotRunningError extends Error {}

/** The portal responded with an error. */
export class PortalResponseError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export class PortalClient {
  constructor(url) {
    this.url = url;
  }

  /**
   * Returns a client of the portal on port `PORT`; by default, of the portal that uses this data
   * folder.
   */
  static find() {
    const port = readPort(findLockHolder(portalLock)?.port);
    return new PortalClient(`http://localhost:${port}`);
  }

  /**
   * Returns the status of a response.
   *
   * @throws NotRunningError when no server responds
   */
  async getStatus(path) {
    return (await this.#fetch(path)).status;
  }

  /**
   * Returns a short-lived token of a demo person, such as `max.member`.
   *
   * @throws PortalResponseError 401 for any other user, 404 without demo data
   */
  async requestToken(person) {
    const { backstageIdentity } = await this.#fetchJson(
      '/api/auth/demo/refresh',
      {
        headers: { [PERSON_HEADER]: person },
      },
    );
    return backstageIdentity.token;
  }

  /** Returns the JSON response to a request with a token, or null for an empty response. */
  async request(token, method, path, body) {
    return this.#fetchJson(path, {
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

  async #fetchJson(path, options) {
    const response = await this.#fetch(path, options);
    const text = await response.text();
    if (response.ok && text === '') return null;
    let body;
    try {
      body = JSON.parse(text);
    } catch {
      throw new PortalResponseError(
        response.status,
        `${this.url} is not a portal: ${path} responded with ${response.status}`,
      );
    }
    if (!response.ok) {
      throw new PortalResponseError(
        response.status,
        body.error?.message ?? text,
      );
    }
    return body;
  }
}
