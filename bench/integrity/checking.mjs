import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { root } from '../../scripts/lib/paths.mjs';
import { loadFeature } from '../lib/backend.mjs';
import { getAuthorizationHeader, openCallboard } from '../lib/callboard.mjs';
import { countRows } from '../lib/data.mjs';
import { onEachEngine } from '../lib/databases.mjs';
import { openStream } from '../lib/http.mjs';
import { timeOnce } from '../lib/timing.mjs';

const { toVerification, verifyChain } = loadFeature(
  'integrity/verify/verifyChain',
);

export const MIN_RATE = 50_000;

/** Measures on a tenth of the data: the rate does not depend on the number of rows. */
export const measure = context =>
  onEachEngine(context, 'tenth', async databaseContext => {
    const { isPostgres, knex, reader, sizes, figure } = databaseContext;
    const count = sizes.tenth.activity.toLocaleString('en');
    for (let run = 1; run <= sizes.passes; run += 1) {
      const rate = await checkAll(reader);
      const what = ['checking all rows of the log', `run ${run}`];
      figure.rate(what, rate, MIN_RATE, `${count} rows`);
    }
    if (isPostgres) await measureOffline(context, knex);
  });

export async function checkAll(reader) {
  const { ms, value } = await timeOnce(async () =>
    toVerification(await verifyChain(reader, {})),
  );
  const count = await countRows(reader, 'activity');
  if (!value.ok || value.rows_checked !== count) {
    throw new Error(`The log of ${count} rows: ${JSON.stringify(value)}`);
  }
  return (value.rows_checked / ms) * 1_000;
}

const verifiers = {
  'callboard-verify':
    'node packages/callboard-verify/bin/callboard-verify.js --json',
  'verify.py': 'python3 scripts/verify/verify.py',
};

async function measureOffline({ figure, folder }, knex) {
  const file = join(folder, 'export.jsonl');
  const { url, stop } = await openCallboard(knex);
  const path = '/admin/activity/export.jsonl?details=true&proof=true';
  const authorization = getAuthorizationHeader('superAdmin');
  const stream = await openStream(url + path, authorization);
  await pipeline(stream, createWriteStream(file));
  await stop();
  for (const [name, verifier] of Object.entries(verifiers)) {
    const [command, ...args] = [...verifier.split(' '), file];
    const verify = () => promisify(execFile)(command, args, { cwd: root });
    const { ms, value } = await timeOnce(verify);
    const { rows_checked } = JSON.parse(value.stdout);
    const what = ['checking an export without the server', name];
    const rate = (rows_checked / ms) * 1_000;
    const note = `${rows_checked.toLocaleString('en')} rows`;
    figure.rate(what, rate, MIN_RATE, note);
  }
}
