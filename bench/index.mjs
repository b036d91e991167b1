/**
 * Measures Callboard beside its bounds:
 * `npm run bench -- --quick|--full [suite …]`, all suites by default. Prints each figure
 * beside its bound, writes RESULTS.md, and ends with 1 when a figure is beyond its bound.
 * `--tiny` tries suites out and writes nothing: figures of so few rows say nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabases } from './lib/databases.mjs';
import { formatBound, formatMeasured, isKept } from './lib/figures.mjs';
import { writeSection } from './lib/report.mjs';
import { runs } from './lib/sizes.mjs';
import { forkModule } from './lib/worker.mjs';

const shared = ['data', 'tenth', 'sqlite'];

/** The suites: their title, their modules, and the prepared databases that they copy. */
const suites = {
  log: {
    title: 'Reading, posting, auditing and exporting activity.',
    parts: ['reading', 'posting', 'audit', 'exports'],
    databases: ['small', ...shared],
  },
  domains: {
    title: 'People, work items, time, search and dashboards at size.',
    parts: ['index'],
    databases: shared,
  },
  delivery: {
    title: 'From a commit to everybody who is to hear of it.',
    parts: 'idle changes notifications webhooks queue replicas'.split(' '),
    databases: [],
  },
  integrity: {
    title: 'Sealing and checking the log, erasure, retention and pseudonyms.',
    parts: ['posting', 'checking', 'pseudonyms', 'removal'],
    databases: shared,
  },
  frontend: {
    title: 'Callboard in the browser.',
    parts: ['index'],
    databases: [],
  },
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
const chosen = order.filter(name => !named.length || named.includes(name));

const secondsSince = from => Math.round((performance.now() - from) / 1_000);
const began = performance.now();

function progress(text) {
  const seconds = secondsSince(began);
  const rest = String(seconds % 60).padStart(2, '0');
  process.stderr.write(`[${Math.floor(seconds / 60)}:${rest}] ${text}\n`);
}

function printFigure(figure) {
  const { name, group, bound, note } = figure;
  const what = group ? `${group}: ${name}` : name;
  const text = [what, formatMeasured(figure), formatBound(bound), note ?? ''];
  process.stdout.write(`${text.join(' | ')}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
const needed = new Set(chosen.flatMap(name => suites[name].databases));
const server = await prepareDatabases(
  runs[size],
  [...needed],
  folder,
  progress,
);

function runSuite(suite) {
  const child = forkModule(new URL('lib/runSuite.mjs', import.meta.url), {
    suite,
    parts: suites[suite].parts,
    run: size,
    folder,
    server: { connectionString: server.connectionString, folder },
  });
  const figures = [];
  let failure = 'its process ended';
  child.on('message', message => {
    if (message.figure) {
      figures.push(message.figure);
      printFigure(message.figure);
    } else if (message.progress) {
      progress(`${suite}: ${message.progress}`);
    } else if (message.isDone || message.failure) {
      failure = message.failure;
    }
  });
  return new Promise(resolve => {
    child.once('exit', () => resolve({ figures, failure }));
  });
}

let missed = 0;
try {
  for (const name of chosen) {
    progress(name);
    const from = performance.now();
    const { figures, failure } = await runSuite(name);
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
      const suite = { name, title, size, seconds, figures, failure: reason };
      await writeSection(suite, order);
    }
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
progress(missed ? `${missed} beyond their bounds` : 'all within their bounds');
process.exitCode = missed ? 1 : 0;
