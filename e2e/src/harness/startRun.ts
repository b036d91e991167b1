import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { countInCatalog } from './countInCatalog';
import { leaveData, takeData } from './demoData';
import { reportFolder } from './folders';
import { Portal } from './Portal';

/** Jest's globalSetup: one portal serves the whole run, since starting one takes longest. */
export default async function startRun(): Promise<void> {
  if (!process.env.CHROMIUM_PATH) {
    throw new Error('Start the e2e tests with: npm test -- --only e2e');
  }
  fs.rmSync(reportFolder, { recursive: true, force: true });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callboard-e2e-'));
  endWithThisProcess(folder);
  const since = Date.now();
  const portal = new Portal(folder);
  if (process.env.CALLBOARD_E2E_TAKES_DATA) {
    await takeData(process.env.CALLBOARD_E2E_TAKES_DATA, portal);
  }
  await portal.start();
  if (process.env.CALLBOARD_E2E_LEAVES_DATA) {
    await leaveData(portal, process.env.CALLBOARD_E2E_LEAVES_DATA);
  }
  process.env.CALLBOARD_E2E_PORTAL = folder;
  process.stdout.write(
    `The portal was ready after ${((Date.now() - since) / 1000).toFixed(
      1,
    )} s\n`,
  );
  // Only now can it be seen what a newcomer finds who is quick.
  process.env.CALLBOARD_E2E_CATALOG_AT_READY = JSON.stringify(
    await countInCatalog(portal),
  );
}

/**
 * Ends the portal and removes its folder when this process ends, however it does: the pipe closes
 * even on SIGKILL, where no handler would run.
 */
function endWithThisProcess(folder: string): void {
  const script =
    'cat >/dev/null; pid=$(cat "$1/pid" 2>/dev/null) && kill -TERM "$pid" && sleep 5; rm -rf "$1"';
  const guard = spawn('/bin/sh', ['-c', script, 'sh', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  (guard.stdin as net.Socket).unref();
}
