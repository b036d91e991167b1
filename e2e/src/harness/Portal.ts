import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { repoRoot } from './folders';

/** Long, because the first start may build the app. Other portals of this checkout wait for it. */
const START_TIMEOUT_MS = 8 * 60_000;
const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 200;

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

function getFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Signals a process, or with a negative number its group; returns false if it does not exist. */
function sendSignal(signal: NodeJS.Signals | 0, target: number): boolean {
  try {
    return process.kill(target, signal);
  } catch {
    return false;
  }
}

/** The folder of this checkout's demo data, which `scripts/testing/demoData.mjs` creates. */
export function getDemoFolder(): string {
  const folder = process.env.CALLBOARD_E2E_DEMO;
  if (!folder) {
    throw new Error('Start the e2e tests with: npm test -- --only e2e');
  }
  return folder;
}

/**
 * The real portal, started as a new user would start it, with its data in its own folder.
 *
 * The folder contains the complete state of the portal, so that the process that starts the run and
 * the processes of the tests use the same portal.
 */
export class Portal {
  private readonly portFile: string;
  private readonly pidFile: string;
  private readonly logFile: string;

  constructor(private readonly folder: string) {
    this.portFile = path.join(folder, 'port');
    this.pidFile = path.join(folder, 'pid');
    this.logFile = path.join(folder, 'log');
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  get dataFolder(): string {
    return path.join(this.folder, 'data');
  }

  /** Resets the data to a copy of the demo data that all portals share. */
  resetToDemoData(): void {
    fs.rmSync(this.dataFolder, { recursive: true, force: true });
    fs.cpSync(path.join(getDemoFolder(), 'data'), this.dataFolder, {
      recursive: true,
      mode: fs.constants.COPYFILE_FICLONE,
    });
  }

  /** The environment in which the repository's scripts use this portal. */
  get env(): Record<string, string> {
    return {
      PORT: String(this.port),
      CALLBOARD_DATA_DIR: this.dataFolder,
      // No test needs an up-to-date search index.
      APP_CONFIG_search_collators_catalog_schedule_frequency_minutes: '60',
      APP_CONFIG_search_collators_callboard_schedule_frequency_minutes: '60',
    };
  }

  /** The current size of the log in bytes; see `readLogSince`. */
  getLogSize(): number {
    return fs.existsSync(this.logFile) ? fs.statSync(this.logFile).size : 0;
  }

  readLogSince(offset: number): string {
    return fs.readFileSync(this.logFile).subarray(offset).toString('utf8');
  }

  /** Starts the portal, on its previous port if any, and waits until it is ready. */
  async start(): Promise<void> {
    fs.mkdirSync(this.folder, { recursive: true });
    const port = fs.existsSync(this.portFile) ? this.port : await getFreePort();
    fs.writeFileSync(this.portFile, String(port));
    const logFrom = this.getLogSize();
    const log = fs.openSync(this.logFile, 'a');
    const child = spawn('node', ['scripts/start.mjs', '--verbose'], {
      cwd: repoRoot,
      env: {
        ...process.env,
        // Jest's value would make the portal detect a test.
        NODE_ENV: 'development',
        ...this.env,
      },
      detached: true,
      stdio: ['ignore', log, log],
    });
    fs.closeSync(log);
    if (!child.pid) throw new Error('The portal could not be started');
    let hasEnded = false;
    child.once('exit', () => {
      hasEnded = true;
    });
    fs.writeFileSync(this.pidFile, String(child.pid));

    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!(await this.isReady())) {
      if (hasEnded || Date.now() > deadline) {
        await this.stop();
        throw new Error(
          `The portal did not start:\n${this.readLogSince(logFrom)}`,
        );
      }
      await sleep(POLL_MS);
    }
    child.unref();
  }

  async isReady(): Promise<boolean> {
    try {
      const { status } = await fetch(
        `${this.url}/.backstage/health/v1/readiness`,
        { signal: AbortSignal.timeout(5_000) },
      );
      return status === 200;
    } catch {
      return false;
    }
  }

  /** Stops the portal, and keeps its data. SIGKILL simulates a crash. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (!fs.existsSync(this.pidFile)) return;
    const pid = Number(fs.readFileSync(this.pidFile, 'utf8'));
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    // A crash ends all processes at once; otherwise the first process ends the others.
    sendSignal(signal, signal === 'SIGKILL' ? -pid : pid);
    while (sendSignal(0, -pid)) {
      if (Date.now() > deadline) sendSignal('SIGKILL', -pid);
      await sleep(POLL_MS / 4);
    }
    fs.rmSync(this.pidFile);
  }

  async restart(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.stop(signal);
    await this.start();
  }

  private get port(): number {
    return Number(fs.readFileSync(this.portFile, 'utf8'));
  }
}
