import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { reportFolder } from './folders';
import { Portal } from './Portal';

/** Jest's globalSetup: starts one portal for all test files of a worker, which saves time. */
export default async function startRun(): Promise<void> {
  fs.rmSync(reportFolder, { recursive: true, force: true });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callboard-e2e-'));
  endWithThisProcess(folder);
  const since = Date.now();
  const portal = new Portal(folder);
  portal.resetToDemoData();
  await portal.start();
  process.env.CALLBOARD_E2E_PORTAL = folder;
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  process.stdout.write(`The portal was ready after ${seconds} s\n`);
}

/**
 * Ends the portal and removes its folder when this process ends in any way: the pipe closes even on
 * SIGKILL, where no handler would run.
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
