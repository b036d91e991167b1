/**
 * Measures Callboard: `npm run bench -- --quick|--full [suite …]`, all suites by default. Prints
 * each figure with its bound, writes RESULTS.md, and exits with 1 if a figure exceeds its bound.
 * `suite/part` runs one part of a suite. `--tiny` only checks that the suites run, with so few rows
 * that their figures mean nothing. Runs of single parts and `--tiny` do not write RESULTS.md.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { difference, groupBy, map, mapValues } from './lib/backend.mjs';
import { partition } from './lib/backend.mjs';
import { withServer } from './lib/databases.mjs';
import { isWithinBound } from './lib/figures.mjs';
import { formatRow, writeSection } from './lib/report.mjs';
import { runs } from './lib/sizes.mjs';
import { timeOnce } from './lib/timing.mjs';
import { forkModule } from './lib/worker.mjs';

/**
 * Each suite has a title, and modules as its parts. By default, the only module is `index`, which
 * runs parts of its own. Parts that measure no time run first, in parallel across suites. Parts
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
  sources: { title: 'Loading issues of other tools.' },
  integrity: {
    title: 'Sealing and checking the log, erasure, retention and pseudonyms.',
    parts: ['posting', 'checking', 'pseudonyms', 'removal'],
  },
  frontend: { title: 'Callboard in the browser.', first: ['weight'] },
};
const suiteNames = Object.keys(suites);
const isOption = arg => arg.startsWith('--');
const [options, names] = partition(process.argv.slice(2), isOption);
const [size = 'quick', ...unknown] = options.map(option => option.slice(2));
const chosenNames = names.length ? names : suiteNames;
const choices = chosenNames.map(name => name.split('/'));
if (!runs[size] || unknown.length || choices.some(([name]) => !suites[name])) {
  const usage = `[--quick|--full] [${suiteNames.join('|')} …]`;
  process.stderr.write(`Usage: npm run bench -- ${usage}\n`);
  process.exit(2);
}
/** The chosen parts of each chosen suite. If the list is empty, all parts of the suite run. */
const listParts = all => map(all, '1').filter(Boolean);
const chosenParts = mapValues(groupBy(choices, '0'), listParts);
const chosenSuites = suiteNames.filter(name => chosenParts[name]);

function log(text) {
  const seconds = Math.round(performance.now() / 1_000);
  process.stderr.write(`[${seconds} s] ${text}\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
const createResult = () => ({ figures: [], parts: {}, seconds: 0 });
const results = mapValues(suites, createResult);

async function runParts(server, suite, parts = []) {
  const only = chosenParts[suite];
  const partsOfIndex = difference(only, suites[suite].first);
  const isChosen = part =>
    part === 'index' ? partsOfIndex.length : only.includes(part);
  if (!parts.some(part => !only.length || isChosen(part))) return;
  const result = results[suite];
  const payload = { suite, parts, only, run: size, folder, server };
  const child = forkModule('lib/runSuite.mjs', payload);
  let failure = 'its process ended';
  child.on('message', message => {
    const { figure, startedPart, endedPart: part, isDone } = message;
    if (figure) {
      result.figures.push(figure);
      const name = [figure.group, figure.name].filter(Boolean).join(': ');
      process.stdout.write(`${formatRow({ ...figure, name })}\n`);
    }
    if (startedPart) log(`${suite}: ${startedPart}`);
    if (part) result.parts[part] = (result.parts[part] ?? 0) + message.seconds;
    if (isDone || message.failure) failure = message.failure;
  });
  const { ms } = await timeOnce(() => once(child, 'exit'));
  result.failure ??= failure;
  result.seconds += Math.round(ms / 1_000);
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
  if (size !== 'tiny' && !chosenParts[name].length) {
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
log(
  misses
    ? `${misses} figures beyond their bounds, or suites that ended early`
    : 'all figures within their bounds',
);
process.exitCode = misses ? 1 : 0;
