/** Files that say which process is at work, and are worthless once it ends. */
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

/** A holder touches its file this often; one that does not has ended. */
const TOUCH_MS = 2_000;
const FORGOTTEN_MS = 10_000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isTouched(file) {
  try {
    return Date.now() - statSync(file).mtimeMs < FORGOTTEN_MS;
  } catch {
    return false;
  }
}

function touch(file) {
  if (read(file)?.pid === process.pid) {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // Somebody has emptied the folder: then there is nothing to hold.
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

/** What the living process that holds a lock wrote into it, if there is one. */
export function holderOf(file) {
  const holder = read(file);
  // After a restart of the machine its number may be another process's.
  return holder && isAlive(holder.pid) && isTouched(file) ? holder : undefined;
}

function release(file) {
  if (read(file)?.pid === process.pid) {
    rmSync(file, { force: true });
  }
}

/**
 * Takes a lock, which this process holds until it ends or releases it.
 *
 * @param about written into it, for `holderOf`
 * @returns undefined, or the other process that holds it
 */
export function takeLock(file, about = {}) {
  mkdirSync(dirname(file), { recursive: true });
  // Linked into place, so that nobody reads a lock that is half written.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, ...about }));
  try {
    linkSync(draft, file);
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error;
    }
    const holder = holderOf(file);
    if (holder) {
      return holder;
    }
    rmSync(file, { force: true });
    return takeLock(file, about);
  } finally {
    rmSync(draft, { force: true });
  }
  setInterval(() => touch(file), TOUCH_MS).unref();
  process.once('exit', () => release(file));
  return undefined;
}

/**
 * Does the work while nobody else does it, waiting for whoever is at it.
 *
 * @param onWait called once if there is somebody to wait for
 */
export async function whileLocked(file, onWait, work) {
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
