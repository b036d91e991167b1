import fs from 'node:fs';
import { closeBrowser } from './browser';
import { reportFile } from './folders';
import { Portal } from './Portal';

/** Jest's globalTeardown: ends the browser and the portal. Keeps the portal's log, not its data. */
export default async function endRun(): Promise<void> {
  await closeBrowser();
  const folder = process.env.CALLBOARD_E2E_PORTAL;
  if (!folder) return;
  const portal = new Portal(folder);
  await portal.stop();
  fs.writeFileSync(reportFile('portal', 'log'), portal.readLogSince(0));
  fs.rmSync(folder, { recursive: true, force: true });
}
