/**
 * Measures a dashboard alone, in a portal that runs already and has the demo's people:
 * `node bench/frontend/dashboard.mjs [URL] [workspace] [person] [start] [end]`. Writes no
 * report. For the data of bench/dashboards, start the server of their folder, and the
 * portal with a configuration that makes it the plugin's database
 * (`backend.database.plugin.callboard`, with `client: pg`, its `connection` and
 * `ensureExists: false`): the workspace is `bench`, the person `alex.admin`, who sees all
 * of it, and the days are 2026-07-01 to 2026-09-30.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boardLines } from './lines.mjs';
import { timeDashboard } from './timeDashboard.mjs';

const [url = 'http://localhost:7007', workspace, person, start, end] =
  process.argv.slice(2);
const dates = start && { start, end };
const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
try {
  const found = await timeDashboard({
    ...{ url, folder, workspace, person, dates },
  });
  for (const line of boardLines(found)) {
    process.stdout.write(`${line}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
