/** One of several backends on one database. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { replicasFolder } from '../paths.mjs';
import { PortalClient } from '../PortalClient.mjs';
import { PortalProcess } from '../PortalProcess.mjs';
import { formatElapsed } from '../say.mjs';
import { wakeSignals } from '../wakeSignals.mjs';

const POLL_MS = 250;

/** The pause before a restart. */
const PAUSE_MS = 1_000;

/** The file whose presence keeps a replica stopped. */
export function getStopFile(number) {
  return join(replicasFolder, `replica-${number}.stopped`);
}

/** A replica that restarts whenever its process ends, unless its stop file exists. */
export class Replica {
  #portal;
  #isReady = false;
  #isFirst = true;
  #isEnding = false;

  /**
   * @param options.number from 1
   * @param options.port where the replica listens
   * @param options.url where people open the portal
   * @param options.settings environment variables
   * @param options.args passed on to the backend
   * @param options.say prints a line about the replica
   * @param options.onChange called when the replica starts, becomes ready or stops
   */
  constructor(options) {
    Object.assign(this, options);
    this.log = join(replicasFolder, `replica-${this.number}.log`);
    this.client = new PortalClient(`http://localhost:${this.port}`);
  }

  /** The process id; undefined while the replica is not running. */
  get pid() {
    return this.#portal?.pid;
  }

  get isReady() {
    return this.#isReady;
  }

  /**
   * Starts the replica.
   *
   * @throws Error when its process ends before it is ready
   */
  async start() {
    const since = Date.now();
    const portal = new PortalProcess({
      port: this.port,
      url: this.url,
      log: this.log,
      appends: !this.#isFirst,
      settings: this.settings,
      args: this.args,
      onError: line => this.say(line),
    });
    this.#isFirst = false;
    this.#setState(portal, false);
    portal.ended.then(() => this.#setState(undefined, false));
    const end = await Promise.race([
      this.#waitUntilReady(portal),
      portal.ended,
    ]);
    if (end !== undefined) {
      throw new Error(`it exited with ${end}`);
    }
    this.say(`ready after ${formatElapsed(since)}, process ${portal.pid}`);
  }

  /** Starts the replica and restarts it whenever it ends. */
  async keepRunning() {
    while (!this.#isEnding) {
      const end = await this.#portal?.ended;
      if (this.#isEnding) {
        return;
      }
      if (end !== undefined) {
        this.say(`exited with ${end}`);
      }
      await sleep(PAUSE_MS);
      if (await this.#mayRun()) {
        this.say('starting');
        await this.start().catch(error => this.say(error.message));
      }
    }
  }

  /** Stops the replica for good, gracefully if possible. */
  async stop() {
    this.#isEnding = true;
    await this.#portal?.stop();
  }

  /** Ends the replica at once. */
  kill() {
    this.#portal?.kill();
  }

  /** Returns the last lines of the log; an empty string while the replica is not running. */
  readLastLines() {
    return this.#portal?.readLastLines() ?? '';
  }

  async #mayRun() {
    const file = getStopFile(this.number);
    if (existsSync(file)) {
      this.say(
        `stopped. Start it with: npm run replicas -- start ${this.number}`,
      );
      while (existsSync(file) && !this.#isEnding) {
        await sleep(POLL_MS);
      }
    }
    return !this.#isEnding;
  }

  async #waitUntilReady(portal) {
    const path = '/.backstage/health/v1/readiness';
    while ((await this.client.getStatus(path).catch(() => 0)) !== 200) {
      await sleep(POLL_MS);
    }
    await wakeSignals(this.client.url);
    this.#setState(portal, true);
  }

  #setState(portal, isReady) {
    this.#portal = portal;
    this.#isReady = isReady && portal !== undefined;
    this.onChange();
  }
}

/** Allows all replicas to run. */
export function deleteStopFiles(numbers) {
  for (const number of numbers) {
    rmSync(getStopFile(number), { force: true });
  }
}
