/**
 * Lock files with the id of the process that holds them. A lock is invalid once its process has
 * ended.
 */
import {
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The interval at which a holder touches its lock file. */
const TOUCH_MS = 2_000;
/** The time without a touch after which a lock is invalid. */
const STALE_MS = 10_000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isRecent(file) {
  try {
    return Date.now() - statSync(file).mtimeMs < STALE_MS;
  } catch {
    return false;
  }
}

function touch(file) {
  if (read(file)?.pid === process.pid) {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The folder was emptied, so the lock no longer exists.
    }
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Returns the content of a lock whose holder is alive, if any. */
export function findLockHolder(file) {
  const holder = read(file);
  // After a restart of the machine, another process may have the holder's id.
  return holder && isAlive(holder.pid) && isRecent(file) ? holder : undefined;
}

function release(file) {
  if (read(file)?.pid === process.pid) {
    rmSync(file, { force: true });
  }
}

/**
 * Takes a lock until this process ends or releases it.
 *
 * @param content written into the lock, for `findLockHolder`
 * @returns the content of the lock if another process holds it, otherwise undefined
 */
export function takeLock(file, content = {}) {
  mkdirSync(dirname(file), { recursive: true });
  // Linked into place, so that no process reads a partly written lock.
  const temporaryFile = `${file}.${process.pid}`;
  writeFileSync(
    temporaryFile,
    JSON.stringify({ pid: process.pid, ...content }),
  );
  try {
    linkSync(temporaryFile, file);
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error;
    }
    const holder = findLockHolder(file);
    if (holder) {
      return holder;
    }
    rmSync(file, { force: true });
    return takeLock(file, content);
  } finally {
    rmSync(temporaryFile, { force: true });
  }
  setInterval(() => touch(file), TOUCH_MS).unref();
  process.once('exit', () => release(file));
  return undefined;
}

/**
 * Runs the work while holding a lock; waits for the current holder first.
 *
 * @param onWait called once if another process holds the lock
 */
export async function runWhileLocked(file, onWait, work) {
  if (takeLock(file)) {
    onWait();
    do {
      await sleep(200);
    } while (takeLock(file));
  }
  try {
    return await work();
  } finally {
    release(file);
  }
}
