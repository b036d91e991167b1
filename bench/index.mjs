/**
 * Measures Callboard: `npm run bench -- --quick|--full [suite …]`, all suites by default. Prints
 * each figure with its bound, writes RESULTS.md, and exits with 1 if a figure exceeds its bound.
 * `suite/part` runs one part of a suite. `--tiny` only checks that the suites run, with so few rows
 * that their figures mean nothing. Neither writes RESULTS.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { difference, mapValues, partition } from './lib/backend.mjs';
import { withServer } from './lib/databases.mjs';
import { isWithinBound } from './lib/figures.mjs';
import { formatRow, writeSection } from './lib/report.mjs';
import { runs } from './lib/sizes.mjs';
import { forkModule } from './lib/worker.mjs';

/**
 * The suites: their title, and the modules that are their parts; by default one module, `index`, that
 * runs its own parts. Parts that measure no time run first, in parallel across suites. Parts
 * that mostly sleep run in the background until their suite ends.
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
const suiteNames = Object.keys(suites);
const isOption = arg => arg.startsWith('--');
const [options, names] = partition(process.argv.slice(2), isOption);
const [size = 'quick', ...others] = options.map(option => option.slice(2));
const choices = names.map(name => name.split('/'));
if (!runs[size] || others.length || choices.some(([name]) => !suites[name])) {
  const usage = `[--quick|--full] [${suiteNames.join('|')} …]`;
  process.stderr.write(`Usage: npm run bench -- ${usage}\n`);
  process.exit(2);
}
/** Returns the chosen parts of a suite; without any, all of them run. */
const getChosenParts = name =>
  choices.flatMap(([suite, part]) => (suite === name && part ? [part] : []));

const chosenSuites = suiteNames.filter(
  name => !choices.length || choices.some(([suite]) => suite === name),
);

const getSecondsSince = ms => Math.round((performance.now() - ms) / 1_000);
const startMs = performance.now();
const log = text =>
  process.stderr.write(`[${getSecondsSince(startMs)} s] ${text}\n`);

function printFigure(figure) {
  const { name, group } = figure;
  const label = group ? `${group}: ${name}` : name;
  process.stdout.write(`${formatRow({ ...figure, name: label })}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
const createResult = () => ({ figures: [], parts: {}, seconds: 0 });
const results = mapValues(suites, createResult);

async function runParts(server, suite, parts = []) {
  const only = getChosenParts(suite);
  const { first = [], background = [] } = suites[suite];
  const partsOfIndex = difference(only, first, background);
  const isChosen = part =>
    part === 'index' ? partsOfIndex.length : only.includes(part);
  if (!parts.some(part => !only.length || isChosen(part))) return;
  const suiteStartMs = performance.now();
  const result = results[suite];
  const child = forkModule(new URL('lib/runSuite.mjs', import.meta.url), {
    ...{ suite, parts, only, run: size, folder, server },
  });
  let failure = 'its process ended';
  child.on('message', message => {
    const { figure, startedPart, endedPart: part, isDone } = message;
    if (figure) {
      result.figures.push(figure);
      printFigure(figure);
    }
    if (startedPart) log(`${suite}: ${startedPart}`);
    if (part) result.parts[part] = (result.parts[part] ?? 0) + message.seconds;
    if (isDone || message.failure) failure = message.failure;
  });
  await new Promise(resolve => child.once('exit', resolve));
  result.failure ??= failure;
  result.seconds += getSecondsSince(suiteStartMs);
}

let misses = 0;

function report(name) {
  const { figures, parts, seconds, failure } = results[name];
  const beyond = figures.filter(figure => !isWithinBound(figure)).length;
  misses += beyond + (failure ? 1 : 0);
  const times = Object.entries(parts)
    .map(([part, taken]) => `${part} ${Math.round(taken)} s`)
    .join(', ');
  const counts = `${figures.length} figures, ${beyond} beyond their bounds`;
  log(`${name}: ${seconds} s (${times}), ${counts}`);
  if (failure) process.stderr.write(`${name} ended early: ${failure}\n`);
  if (size !== 'tiny' && !getChosenParts(name).length) {
    const suite = { ...suites[name], ...results[name], name, size, times };
    writeSection(suite, suiteNames);
  }
}

try {
  await withServer(runs[size], async server => {
    const runAll = kind =>
      chosenSuites.map(name => runParts(server, name, suites[name][kind]));
    const background = runAll('background');
    await Promise.all(runAll('first'));
    for (const [nth, name] of chosenSuites.entries()) {
      await runParts(server, name, suites[name].parts ?? ['index']);
      await background[nth];
      report(name);
    }
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
log(misses ? `${misses} beyond their bounds` : 'all within their bounds');
process.exitCode = misses ? 1 : 0;
