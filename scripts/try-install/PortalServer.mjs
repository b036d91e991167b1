/** The running backend of a tested portal. */
import { createWriteStream, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { getFreePort } from '../lib/freePort.cjs';
import { tail } from '../lib/run.mjs';

const READY_TIMEOUT_MS = 180_000;
const POLL_MS = 500;

/** How long the process may take to finish its work before it is killed. */
const STOP_TIMEOUT_MS = 15_000;

/** The entities that the smoke test needs. */
const REQUIRED_ENTITIES = [
  'user/default/jane',
  'group/default/platform',
  'component/default/example-website',
];

export class PortalServer {
  #child;
  #log;
  #ended;
  #hasEnded = false;
  #url;
  #startSeconds;

  get url() {
    return this.#url;
  }

  /** The seconds until the backend was ready. */
  get startSeconds() {
    return this.#startSeconds;
  }

  /**
   * Starts the backend of a portal; resolves when it is ready and its catalog is filled.
   *
   * @param portal the `InstalledPortal`
   * @param options `log`, the path of the log, and the options of `InstalledPortal.start`
   * @throws Error with the end of the log when the backend does not become ready
   */
  async start(portal, { log, ...options }) {
    const port = await getFreePort();
    this.#url = `http://localhost:${port}`;
    this.#log = log;
    const since = Date.now();
    this.#child = portal.start({ port, ...options });
    const file = createWriteStream(log);
    this.#child.stdout.pipe(file, { end: false });
    this.#child.stderr.pipe(file, { end: false });
    this.#ended = new Promise(resolve => {
      const end = () => {
        this.#hasEnded = true;
        file.end(resolve);
      };
      this.#child.once('error', end);
      this.#child.once('close', end);
    });
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (!(await this.#isReady(since))) {
      if (this.#hasEnded || Date.now() > deadline) {
        throw new Error(
          `The portal did not become ready:\n${tail(
            readFileSync(log, 'utf8'),
          )}`,
        );
      }
      await sleep(POLL_MS);
    }
  }

  /** Ends the process, gracefully if possible. */
  async stop() {
    if (!this.#child) {
      return;
    }
    this.#child.kill('SIGTERM');
    const timer = setTimeout(
      () => this.#child.kill('SIGKILL'),
      STOP_TIMEOUT_MS,
    );
    await this.#ended;
    clearTimeout(timer);
  }

  /**
   * Searches the log for errors of Callboard.
   *
   * @throws Error with the first such error
   */
  checkLog() {
    const error = readFileSync(this.#log, 'utf8')
      .split('\n')
      .find(line => /"level":"error"/.test(line) && /callboard/.test(line));
    if (error) {
      throw new Error(`The portal's log has an error of Callboard:\n${error}`);
    }
  }

  /** Counts the SQL statements in the log. */
  countStatements() {
    return readFileSync(this.#log, 'utf8').split(' knex:query ').length - 1;
  }

  async #isReady(since) {
    try {
      await this.#get('/.backstage/health/v1/readiness');
      await this.#get('/api/callboard/health');
      this.#startSeconds ??= (Date.now() - since) / 1_000;
      const { backstageIdentity } = await this.#get('/api/auth/guest/refresh');
      for (const entity of REQUIRED_ENTITIES) {
        await this.#get(
          `/api/catalog/entities/by-name/${entity}`,
          backstageIdentity.token,
        );
      }
      return true;
    } catch {
      return false;
    }
  }

  async #get(path, token) {
    const response = await fetch(this.#url + path, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status}`);
    }
    return response.json();
  }
}
