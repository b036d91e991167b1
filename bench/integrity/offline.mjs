import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadBackend } from '../lib/backend.mjs';
import { atLeast } from '../lib/figures.mjs';
import { timed } from '../lib/timing.mjs';

const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);
const run = promisify(execFile);

const fileOf = path => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const verifiers = {
  'callboard-verify': [
    process.execPath,
    fileOf('packages/callboard-verify/bin/callboard-verify.js'),
    '--json',
  ],
  'verify.py': ['python3', fileOf('scripts/verify/verify.py')],
};

/** How many rows of an export with proofs are checked in a second, without the server. */
export async function measureOffline({ figure }, { knex }) {
  const folder = await mkdtemp(join(tmpdir(), 'callboard-export-'));
  const file = join(folder, 'export.jsonl');
  try {
    await exportTo(file, knex);
    for (const [name, [command, ...args]] of Object.entries(verifiers)) {
      const { ms, value } = await timed(() => run(command, [...args, file]));
      const { rows_checked } = JSON.parse(value.stdout);
      figure.group('checking an export without the server')(
        name,
        (rows_checked / ms) * 1_000,
        atLeast(50_000, '/s'),
      );
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function exportTo(file, knex) {
  const { port, base, stop } = await startCallboardOn(knex);
  try {
    const path = `${base}/admin/activity/export.jsonl?details=true&proof=true`;
    const headers = { authorization: authorizationOf('superAdmin') };
    const [response] = await once(get({ port, path, headers }), 'response');
    await pipeline(response, createWriteStream(file));
  } finally {
    await stop();
  }
}
