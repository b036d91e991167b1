/** Files that say which process is at work, and are worthless once it ends. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** What the living holder of a lock wrote into it; undefined without one. */
export function holderOf(file) {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8'));
    return holder.pid !== process.pid && isAlive(holder.pid)
      ? holder
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes a lock until this process ends.
 *
 * @returns the present holder when there is one, else undefined
 */
export function takeLock(file, about = {}) {
  const holder = holderOf(file);
  if (holder) {
    return holder;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, ...about }));
  process.once('exit', () => rmSync(file, { force: true }));
  return undefined;
}

/** Does the work while nobody else does it, waiting for whoever is at it. */
export async function whileLocked(file, work) {
  while (takeLock(file)) {
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
