/**
 * Measures Callboard beside its bounds:
 * `npm run bench -- --quick|--full [suite …]`, all suites by default. Prints each figure
 * beside its bound, writes RESULTS.md, and ends with 1 when a figure is beyond its bound.
 * `--tiny` tries suites out and writes nothing: figures of so few rows say nothing.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareDatabases } from './lib/databases.mjs';
import { formatBound, formatMeasured, isKept } from './lib/figures.mjs';
import { writeSection } from './lib/report.mjs';
import { runs } from './lib/sizes.mjs';

/** The suites, with the prepared databases that they copy. */
const suites = {
  log: {
    title: 'Reading, posting, auditing and exporting activity.',
    databases: ['data', 'small', 'sqlite'],
  },
  domains: {
    title: 'People, work items, time, search and dashboards at size.',
    databases: ['data', 'sqlite'],
  },
  delivery: {
    title: 'From a commit to everybody who is to hear of it.',
    databases: [],
  },
  integrity: {
    title: 'Sealing and checking the log, erasure, retention and pseudonyms.',
    databases: ['data', 'sqlite'],
  },
  frontend: { title: 'Callboard in the browser.', databases: [] },
};
const order = Object.keys(suites);

const args = process.argv.slice(2);
const named = args.filter(arg => !arg.startsWith('--'));
const [size = 'quick', ...others] = args
  .filter(arg => arg.startsWith('--'))
  .map(arg => arg.slice(2));
if (!runs[size] || others.length || named.some(name => !suites[name])) {
  process.stderr.write(
    `Usage: npm run bench -- [--quick|--full] [${order.join('|')} …]\n`,
  );
  process.exit(2);
}
const chosen = named.length
  ? order.filter(name => named.includes(name))
  : order;

const began = performance.now();
const secondsSince = from => Math.round((performance.now() - from) / 1_000);

function progress(text) {
  const seconds = secondsSince(began);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(
    2,
    '0',
  )}`;
  process.stderr.write(`[${clock}] ${text}\n`);
}

function printFigure(figure) {
  const { name, group, bound, note } = figure;
  const what = group ? `${group}: ${name}` : name;
  const text = [what, formatMeasured(figure), formatBound(bound), note ?? ''];
  process.stdout.write(`${text.join(' | ')}\n`);
}

/** Runs a suite, and returns its figures, and why it ended early. */
function runSuite(name, server, folder) {
  const child = fork(
    fileURLToPath(new URL('lib/runSuite.mjs', import.meta.url)),
    [JSON.stringify({ suite: name, run: size, server, folder })],
    {
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  const figures = [];
  let failure = 'its process ended';
  child.on('message', message => {
    if (message.figure) {
      figures.push(message.figure);
      printFigure(message.figure);
    } else if (message.progress) {
      progress(`${name}: ${message.progress}`);
    } else if (message.isDone) {
      failure = undefined;
    } else if (message.failure) {
      failure = message.failure;
    }
  });
  return new Promise(resolve => {
    child.once('exit', () => resolve({ figures, failure }));
  });
}

const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
const needed = new Set(chosen.flatMap(name => suites[name].databases));
const server = await prepareDatabases(
  runs[size],
  ['data', 'small', 'tenth', 'sqlite'].filter(
    name => needed.has(name) || (name === 'tenth' && needed.has('sqlite')),
  ),
  progress,
);
let missed = 0;
try {
  for (const name of chosen) {
    progress(name);
    const from = performance.now();
    const { figures, failure } = await runSuite(
      name,
      { connectionString: server.connectionString, folder: server.folder },
      folder,
    );
    const seconds = secondsSince(from);
    const beyond = figures.filter(figure => !isKept(figure)).length;
    missed += beyond + (failure ? 1 : 0);
    progress(
      `${name}: ${seconds} s, ${figures.length} figures, ${beyond} beyond their bounds`,
    );
    if (failure) process.stderr.write(`${name} ended early: ${failure}\n`);
    if (size !== 'tiny') {
      const { title } = suites[name];
      const reason = failure?.split('\n')[0];
      await writeSection(
        { name, title, size, seconds, figures, failure: reason },
        order,
      );
    }
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
progress(missed ? `${missed} beyond their bounds` : 'all within their bounds');
process.exitCode = missed ? 1 : 0;
