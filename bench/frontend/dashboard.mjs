/**
 * Measures a dashboard alone, in a portal that runs already and has the demo's
 * people: `node bench/frontend/dashboard.mjs [URL]`. Writes no report.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boardLines } from './lines.mjs';
import { timeDashboard } from './timeDashboard.mjs';

const [url = 'http://localhost:7007'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
try {
  const found = await timeDashboard({ url, folder });
  for (const line of boardLines(found)) {
    process.stdout.write(`${line}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
