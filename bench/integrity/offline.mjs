import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { loadBackend } from '../lib/backend.mjs';
import { rateLine, timed } from '../lib/measure.mjs';

const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);

const fileOf = path => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const RUNS = 3;

/** What checks an export, and the command for it. */
const verifiers = {
  'callboard-verify': [
    process.execPath,
    fileOf('packages/callboard-verify/bin/callboard-verify.js'),
    '--json',
  ],
  'verify.py': ['python3', fileOf('scripts/verify/verify.py')],
};

/** How fast all of the log is exported with proofs, and checked without the server. */
export async function* offlineCases(knex) {
  const folder = await mkdtemp(join(tmpdir(), 'callboard-export-'));
  const file = join(folder, 'export.jsonl');
  try {
    const exporting = await timed(() => exportTo(file, knex));
    let rows;
    for (const [name, command] of Object.entries(verifiers)) {
      for (let run = 1; run <= RUNS; run += 1) {
        const { ms, value } = await timed(() => check(command, file));
        rows = value.rows;
        yield rateLine(
          `checking an export with \`${name}\`, run ${run}`,
          rows / (ms / 1_000),
          50_000,
          `${value.megabytes} MB at most`,
        );
      }
    }
    yield rateLine(
      'exporting with proofs',
      rows / (exporting.ms / 1_000),
      undefined,
      `${rows.toLocaleString('en')} rows`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function exportTo(file, knex) {
  const callboard = await startCallboardOn(knex);
  try {
    const answer = await new Promise((resolve, reject) => {
      request(
        {
          port: callboard.port,
          path: `${callboard.base}/admin/activity/export.jsonl?details=true&proof=true`,
          headers: { authorization: authorizationOf('superAdmin') },
        },
        resolve,
      )
        .on('error', reject)
        .end();
    });
    await pipeline(answer, createWriteStream(file));
  } finally {
    await callboard.stop();
  }
}

/** Runs a verifier to its end; answers what it checked and the memory that took. */
async function check([command, ...args], file) {
  const verifier = spawn(command, [...args, file]);
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, megabytesOf(verifier.pid));
  }, 200);
  const ended = new Promise(resolve => {
    verifier.on('close', resolve);
  });
  const [out, err] = await Promise.all([
    text(verifier.stdout),
    text(verifier.stderr),
  ]);
  const code = await ended;
  clearInterval(watch);
  if (code !== 0) {
    throw new Error(`${command} ended with ${code}: ${out}${err}`);
  }
  return { rows: JSON.parse(out).rows_checked, megabytes };
}

/** The most memory that a process has used; 0 when it has ended. */
function megabytesOf(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(
      readFileSync(`/proc/${pid}/status`, 'utf8'),
    );
    return Math.round(Number(kilobytes) / 1_000);
  } catch {
    return 0;
  }
}
