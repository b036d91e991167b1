import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Portal } from './Portal';

/** A first start builds the app and makes a year of demo data. */
const TIMEOUT_MS = 8 * 60_000;
const POLL_MS = 200;

/** Leaves a copy of what a portal that has just started has made, for another. */
export async function leaveData(portal: Portal, folder: string): Promise<void> {
  const draft = `${folder}.draft`;
  fs.mkdirSync(draft);
  for (const name of fs.readdirSync(portal.dataFolder)) {
    if (name.endsWith('.sqlite')) {
      const database = new Database(path.join(portal.dataFolder, name));
      await database.backup(path.join(draft, name));
      database.close();
    }
  }
  // There only once it is whole.
  fs.renameSync(draft, folder);
}

/** Lets a portal begin with what another has made, once that is there. */
export async function takeData(folder: string, portal: Portal): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (!fs.existsSync(folder)) {
    if (Date.now() > deadline) {
      throw new Error('The other portal left no data to begin with');
    }
    await sleep(POLL_MS);
  }
  fs.mkdirSync(path.dirname(portal.dataFolder), { recursive: true });
  fs.renameSync(folder, portal.dataFolder);
}
