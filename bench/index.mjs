/**
 * Measures Callboard: `npm run bench -- --quick|--full [suite …]`, all suites by default. Prints
 * each figure with its bound, writes RESULTS.md, and exits with 1 if a figure exceeds its bound.
 * `suite/part` runs one part of a suite, and `--tiny` tests suites: figures of so few rows mean
 * nothing. Both write nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { difference, mapValues, partition } from './lib/backend.mjs';
import { withServer } from './lib/databases.mjs';
import { formatBound, formatMeasured, isWithinBound } from './lib/figures.mjs';
import { writeSection } from './lib/report.mjs';
import { runs } from './lib/sizes.mjs';
import { forkModule } from './lib/worker.mjs';

/**
 * The suites: their title, and the modules that are their parts; by default an `index`, which
 * divides itself. Parts that measure no time run first, in parallel across suites. Parts that
 * mostly sleep run beside everything, until their suite ends.
 */
const suites = {
  delivery: {
    title:
      'From a commit to subscribers, notifications, webhooks and live updates.',
    background: ['idle'],
    parts: 'changes notifications webhooks queue replicas'.split(' '),
  },
  log: {
    title: 'Reading, posting, auditing and exporting activity.',
    first: ['preparing', 'equality'],
    parts: ['reading', 'posting', 'audit', 'exports'],
  },
  domains: {
    title: 'People, work items, time, search and dashboards at size.',
  },
  integrity: {
    title: 'Sealing and checking the log, erasure, retention and pseudonyms.',
    parts: ['posting', 'checking', 'pseudonyms', 'removal'],
  },
  frontend: { title: 'Callboard in the browser.', first: ['weight'] },
};
const order = Object.keys(suites);
const args = partition(process.argv.slice(2), arg => arg.startsWith('--'));
const [size = 'quick', ...others] = args[0].map(option => option.slice(2));
const named = args[1].map(name => name.split('/'));
if (!runs[size] || others.length || named.some(([name]) => !suites[name])) {
  const usage = `[--quick|--full] [${order.join('|')} …]`;
  process.stderr.write(`Usage: npm run bench -- ${usage}\n`);
  process.exit(2);
}
/** Returns the chosen parts of a suite; without any, all of them run. */
const getChosenParts = name =>
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
const newResult = () => ({ figures: [], parts: {}, seconds: 0 });
const results = mapValues(suites, newResult);

/** Runs the chosen parts of a suite, and adds to its result. */
async function runParts(server, suite, parts = []) {
  const only = getChosenParts(suite);
  const { first = [], background = [] } = suites[suite];
  const ofIndex = difference(only, first, background);
  const isChosen = part =>
    part === 'index' ? ofIndex.length : only.includes(part);
  if (!parts.some(part => !only.length || isChosen(part))) return;
  const from = performance.now();
  const result = results[suite];
  const child = forkModule(new URL('lib/runSuite.mjs', import.meta.url), {
    ...{ suite, parts, only, run: size, folder, server },
  });
  let failure = 'its process ended';
  child.on('message', message => {
    const { figure, part, seconds, begun, isDone } = message;
    if (figure) {
      result.figures.push(figure);
      printFigure(figure);
    }
    if (part) result.parts[part] = (result.parts[part] ?? 0) + seconds;
    if (begun) progress(`${suite}: ${begun}`);
    if (isDone || message.failure) failure = message.failure;
  });
  await new Promise(resolve => child.once('exit', resolve));
  result.failure ??= failure;
  result.seconds += secondsSince(from);
}

let missed = 0;

async function report(name) {
  const { figures, parts, seconds, failure } = results[name];
  const beyond = figures.filter(figure => !isWithinBound(figure)).length;
  missed += beyond + (failure ? 1 : 0);
  const times = Object.entries(parts)
    .map(([part, taken]) => `${part} ${Math.round(taken)} s`)
    .join(', ');
  const counts = `${figures.length} figures, ${beyond} beyond their bounds`;
  progress(`${name}: ${seconds} s (${times}), ${counts}`);
  if (failure) process.stderr.write(`${name} ended early: ${failure}\n`);
  if (size !== 'tiny' && !getChosenParts(name).length) {
    const suite = { ...suites[name], ...results[name], name, size, times };
    await writeSection(suite, order);
  }
}

try {
  await withServer(runs[size], async server => {
    const runAll = kind =>
      chosen.map(name => runParts(server, name, suites[name][kind]));
    const background = runAll('background');
    await Promise.all(runAll('first'));
    for (const [nth, name] of chosen.entries()) {
      await runParts(server, name, suites[name].parts ?? ['index']);
      await background[nth];
      await report(name);
    }
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
progress(missed ? `${missed} beyond their bounds` : 'all within their bounds');
process.exitCode = missed ? 1 : 0;
