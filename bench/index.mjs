/**
 * Measures Callboard: `npm run bench -- --quick|--full [suite …]`, all suites by default.
 * Prints each figure beside its bound, writes RESULTS.md, and ends with 1 when a figure is
 * beyond its bound. `suite/part` runs one part of a suite, and `--tiny` tries suites out:
 * figures of so few rows say nothing. Both write nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './lib/databases.mjs';
import { formatBound, formatMeasured, isKept } from './lib/figures.mjs';
import { writeSection } from './lib/report.mjs';
import { runs } from './lib/sizes.mjs';
import { forkModule } from './lib/worker.mjs';

/** The suites: their title, and the modules that are their parts. An `index` divides itself. */
const suites = {
  delivery: {
    title: 'From a commit to everybody who is to hear of it.',
    parts: 'idle changes notifications webhooks queue replicas'.split(' '),
  },
  log: {
    title: 'Reading, posting, auditing and exporting activity.',
    parts: ['reading', 'posting', 'audit', 'exports'],
  },
  domains: {
    title: 'People, work items, time, search and dashboards at size.',
    parts: ['index'],
  },
  integrity: {
    title: 'Sealing and checking the log, erasure, retention and pseudonyms.',
    parts: ['posting', 'checking', 'pseudonyms', 'removal'],
  },
  frontend: { title: 'Callboard in the browser.', parts: ['index'] },
};
const order = Object.keys(suites);
const args = process.argv.slice(2);
const named = args
  .filter(arg => !arg.startsWith('--'))
  .map(arg => arg.split('/'));
const [size = 'quick', ...others] = args
  .filter(arg => arg.startsWith('--'))
  .map(arg => arg.slice(2));
if (!runs[size] || others.length || named.some(([name]) => !suites[name])) {
  process.stderr.write(
    `Usage: npm run bench -- [--quick|--full] [${order.join('|')} …]\n`,
  );
  process.exit(2);
}
/** The chosen parts of a suite; of none, all of them are run. */
const partsOf = name =>
  named.flatMap(([suite, part]) => (suite === name && part ? [part] : []));

const chosen = order.filter(
  name => !named.length || named.some(([suite]) => suite === name),
);

const secondsSince = from => Math.round((performance.now() - from) / 1_000);
const began = performance.now();
const progress = text =>
  process.stderr.write(`[${secondsSince(began)} s] ${text}\n`);

function printFigure(figure) {
  const { name, group, bound, note } = figure;
  const what = group ? `${group}: ${name}` : name;
  const text = [what, formatMeasured(figure), formatBound(bound), note ?? ''];
  process.stdout.write(`${text.join(' | ')}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
const server = await startServer();

function runSuite(suite) {
  const child = forkModule(new URL('lib/runSuite.mjs', import.meta.url), {
    suite,
    parts: suites[suite].parts,
    only: partsOf(suite),
    run: size,
    folder,
    server: { connectionString: server.connectionString },
    // While it measures what idle replicas do, there is nothing else to do.
    makesData: chosen.some(name => !['delivery', 'frontend'].includes(name)),
  });
  const [figures, parts] = [[], {}];
  let failure = 'its process ended';
  child.on('message', message => {
    const { figure, part, seconds, begun, isDone } = message;
    if (figure) {
      figures.push(figure);
      printFigure(figure);
    }
    if (part) parts[part] = (parts[part] ?? 0) + seconds;
    if (begun) progress(`${suite}: ${begun}`);
    if (isDone || message.failure) failure = message.failure;
  });
  return new Promise(resolve => {
    child.once('exit', () => resolve({ figures, parts, failure }));
  });
}

let missed = 0;
try {
  for (const name of chosen) {
    progress(name);
    const from = performance.now();
    const { figures, parts, failure } = await runSuite(name);
    const seconds = secondsSince(from);
    const beyond = figures.filter(figure => !isKept(figure)).length;
    missed += beyond + (failure ? 1 : 0);
    const times = Object.entries(parts)
      .map(([part, taken]) => `${part} ${Math.round(taken)} s`)
      .join(', ');
    progress(
      `${name}: ${seconds} s (${times}), ${figures.length} figures, ${beyond} beyond their bounds`,
    );
    if (failure) process.stderr.write(`${name} ended early: ${failure}\n`);
    if (size !== 'tiny' && !partsOf(name).length) {
      const { title } = suites[name];
      const taken = { size, seconds, times };
      await writeSection({ name, title, ...taken, figures, failure }, order);
    }
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
progress(missed ? `${missed} beyond their bounds` : 'all within their bounds');
process.exitCode = missed ? 1 : 0;
