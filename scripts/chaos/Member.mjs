/** One of the replicas, and what is done to it. */
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const POLL_MS = 50;

/** Longer than a replica may take to be ready. */
const PATIENCE_MS = 120_000;

/** Longer than it may take to end in peace. */
const SHUTDOWN_MS = 30_000;

/** How long a replica may take to write down what it still waits for. */
const REPORT_MS = 2_000;

/** One process, and the next when it has been killed. */
export class Member {
  isReady = false;
  isFrozen = false;
  starts = 0;
  kills = 0;
  #child;
  #frozenMs = 0;
  #frozenAt;

  constructor({ name, port, connection, folder, settings }) {
    Object.assign(this, { name, port, folder, settings });
    this.told = join(folder, `${name}.told`);
    this.log = join(folder, `${name}.log`);
    this.connection = connection;
  }

  get pid() {
    return this.#child.pid;
  }

  /** How long it has stood still, in all. */
  get frozenMs() {
    return this.#frozenMs + (this.isFrozen ? Date.now() - this.#frozenAt : 0);
  }

  async start() {
    this.starts += 1;
    const { name, port, folder, connection, told, settings } = this;
    const log = openSync(this.log, 'a');
    const child = spawn(
      process.execPath,
      [
        '--report-on-signal',
        `--report-directory=${folder}`,
        '--require',
        fileURLToPath(new URL('../lib/endWithParent.cjs', import.meta.url)),
        fileURLToPath(new URL('replica.mjs', import.meta.url)),
        JSON.stringify({ name, port, connection, told, ...settings }),
      ],
      {
        stdio: ['ignore', log, log, 'ipc'],
        env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
      },
    );
    this.#child = child;
    this.ended = new Promise(resolve => child.once('exit', resolve));
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await this.#answers())) {
      if (child.exitCode !== null || child.signalCode !== null) {
        return;
      }
      if (Date.now() > deadline) {
        throw new Error(`${name} does not become ready; see ${this.log}`);
      }
      await sleep(POLL_MS);
    }
    this.isReady = child === this.#child && child.signalCode === null;
  }

  /** SIGKILL: it ends at once, whatever it is doing. */
  async kill() {
    this.kills += 1;
    this.isReady = false;
    this.#stopFreezing();
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /**
   * SIGTERM: it ends what it is doing. Requests go on coming until it says that
   * it is not ready any more, as from a load balancer.
   *
   * @returns how long it took, in milliseconds
   */
  async shutDown() {
    const since = Date.now();
    const child = this.#child;
    child.kill('SIGTERM');
    const timer = setTimeout(async () => {
      child.kill('SIGUSR2');
      await sleep(REPORT_MS);
      child.kill('SIGKILL');
    }, SHUTDOWN_MS);
    while (await this.#answers()) {
      await sleep(POLL_MS);
    }
    this.isReady = false;
    await this.ended;
    clearTimeout(timer);
    if (child.signalCode === 'SIGKILL') {
      throw new Error(
        `${this.name} does not shut down; see ${this.log} and the report beside it`,
      );
    }
    return Date.now() - since;
  }

  /** It stands still, with all its connections and locks. */
  freeze() {
    this.isReady = false;
    this.isFrozen = true;
    this.#frozenAt = Date.now();
    this.#child.kill('SIGSTOP');
  }

  thaw() {
    this.#child.kill('SIGCONT');
    this.#stopFreezing();
    this.isReady = true;
  }

  #stopFreezing() {
    this.#frozenMs = this.frozenMs;
    this.isFrozen = false;
  }

  async #answers() {
    const url = `http://127.0.0.1:${this.port}/.backstage/health/v1/readiness`;
    return fetch(url).then(
      async answer => {
        await answer.arrayBuffer();
        return answer.ok;
      },
      () => false,
    );
  }
}
