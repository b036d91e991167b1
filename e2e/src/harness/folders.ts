import fs from 'node:fs';
import path from 'node:path';

/** The root of the repository; the Backstage CLI runs jest in the package's folder. */
export const repoRoot = path.resolve(process.cwd(), '..');

/** Screenshots, downloads and the portal's log; retained after the run, emptied by the next. */
export const reportFolder = path.join(
  repoRoot,
  'e2e-test-report',
  process.env.CALLBOARD_E2E_WORKER ?? '',
);

/** Returns a file name that is valid on every system. Of a long name, only the end remains. */
export function reportFile(name: string, extension: string): string {
  fs.mkdirSync(reportFolder, { recursive: true });
  const safe = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(-100);
  return path.join(reportFolder, `${safe}.${extension}`);
}
