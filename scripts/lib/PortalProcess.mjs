/** The process of a portal: its backend, which serves the app too. */
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createMailSettings } from './demoMails.mjs';
import { backendFolder, dataFolder, logFile, root } from './paths.mjs';
import { tail } from './run.mjs';

const require = createRequire(join(backendFolder, 'package.json'));

/** How long the process may take to finish its work before it is killed. */
const STOP_TIMEOUT_MS = 15_000;

/** Longer lines contain a stack trace, which only the log file shows in full. */
const MAX_SHOWN_CHARACTERS = 300;

// eslint-disable-next-line no-control-regex
const colours = /\u001b\[[0-9;]*m/g;

/** An error in the backend's log, in its text and its JSON format. */
const errorLine = /^(?:\S+ )?\S+ error |"level":"error"/;

/**
 * Matches the log message of a plugin that cannot start. The platform ends the backend only after
 * the other plugins have started, which includes the creation of the demo data.
 */
const startupFailure =
  /(?:Plugin|Module) .* threw an error during startup(?!, but boot failure is permitted).*/;

/**
 * Environment variables of a portal whose database, emails and demo size are in the data folder.
 */
const embeddedSettings = {
  APP_CONFIG_backend_database_connection_directory: dataFolder,
  APP_CONFIG_demo_directory: dataFolder,
  ...createMailSettings(),
};

function buildEnvironment(port, url, settings) {
  return {
    ...process.env,
    NODE_ENV: process.env.NODE_ENV || 'development',
    APP_CONFIG_app_baseUrl: url,
    APP_CONFIG_backend_baseUrl: url,
    APP_CONFIG_backend_listen_port: String(port),
    APP_CONFIG_backend_cors_origin: url,
    ...settings,
    ESBK_TSCONFIG_PATH: join(root, 'tsconfig.json'),
  };
}

export class PortalProcess {
  #child;
  #log;
  #ended;
  #failed;
  #isStopping = false;

  /**
   * Starts a portal process. Its log goes to a file.
   *
   * @param options.port where the portal listens
   * @param options.url where people open the portal, if the address differs
   * @param options.log the log file
   * @param options.appends whether to append to the log file
   * @param options.settings environment variables that select the portal's data; by default the
   *   variables of `npm start`
   * @param options.entry the module to run, in the folder of the backend
   * @param options.awaitsApp whether the portal starts before the app is built; it then becomes
   *   ready only after `announceBuiltApp`
   * @param options.args passed on, for example `--config` and a file
   * @param options.onLine called with each line of the log
   * @param options.onError called with the start of each line that reports an error
   */
  constructor({
    port,
    url = `http://localhost:${port}`,
    log: file = logFile,
    appends = false,
    settings = embeddedSettings,
    entry = 'src/index.ts',
    awaitsApp = false,
    args,
    onLine = () => {},
    onError = () => {},
  }) {
    this.#log = file;
    mkdirSync(dirname(file), { recursive: true });
    const log = createWriteStream(file, { flags: appends ? 'a' : 'w' });
    this.#child = spawn(
      process.execPath,
      [
        '--enable-source-maps',
        // A larger space for new objects: most objects of a request are short-lived.
        '--max-semi-space-size=32',
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        '--require',
        join(root, 'scripts/lib/endWithParent.cjs'),
        entry,
        ...args,
      ],
      {
        cwd: backendFolder,
        env: {
          ...buildEnvironment(port, url, settings),
          ...(awaitsApp && { CALLBOARD_AWAIT_APP_BUILD: '1' }),
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    this.#failed = new Promise(resolve => {
      for (const stream of [this.#child.stdout, this.#child.stderr]) {
        createInterface({ input: stream }).on('line', line => {
          const text = line.replace(colours, '');
          log.write(`${text}\n`);
          onLine(line);
          if (errorLine.test(text) && !this.#isStopping) {
            onError(text.slice(0, MAX_SHOWN_CHARACTERS));
          }
          const [failure] = startupFailure.exec(text) ?? [];
          if (failure) {
            resolve(failure.slice(0, MAX_SHOWN_CHARACTERS));
          }
        });
      }
    });
    this.#ended = new Promise(resolve => {
      this.#child.once('error', error => resolve(error.message));
      this.#child.once('close', (code, signal) =>
        log.end(() => resolve(signal ?? `code ${code}`)),
      );
    });
  }

  get pid() {
    return this.#child.pid;
  }

  /** Resolves to the signal or exit code when the process has ended. */
  get ended() {
    return this.#ended;
  }

  /** Resolves to the log's message when a plugin or module could not start. */
  get failed() {
    return this.#failed;
  }

  /** Makes a portal that `awaitsApp` serve the app. */
  announceBuiltApp() {
    if (this.#child.connected) {
      this.#child.send('app is built');
    }
  }

  /**
   * Returns the last lines of the log, without the lines of single requests. Shortens long lines.
   */
  readLastLines() {
    const lines = readFileSync(this.#log, 'utf8')
      .split('\n')
      .filter(line => !line.includes('type="incomingRequest"'))
      .map(line => line.slice(0, MAX_SHOWN_CHARACTERS));
    return tail(lines.join('\n'));
  }

  /** Ends the process, gracefully if possible. */
  async stop() {
    this.#isStopping = true;
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), STOP_TIMEOUT_MS);
    await this.#ended;
    clearTimeout(timer);
  }

  /** Ends the process at once. */
  kill() {
    this.#child.kill('SIGKILL');
  }
}
