/**
 * `npm test`: runs the checks of the repository, and prints one line of totals at the end.
 *
 *   npm test                                   a bounded share of each group, for every change
 *   npm run test:full                          each test on both databases, and every journey
 *   npm test -- --only unit                    one group: static, unit or e2e; with --full, upgrade
 *   npm test -- plugins/callboard              only the test files whose path matches
 *   npm test -- --changed [BASE]               only the tests that changes since BASE can affect;
 *                                              by default, the uncommitted changes or, if none
 *                                              exist, the last commit
 *   npm test -- --repeat 5 FILE                one test file, five times, with different seeds
 *
 * A failing step does not stop the run, so that one run reports all failures.
 */
import { parseArgs } from 'node:util';
import {
  findAffectedTests,
  findDefaultBase,
  listChangedFiles,
} from './testing/affectedTests.mjs';
import { repeatTest } from './testing/repeatTest.mjs';
import { sumResults } from './testing/jestResults.mjs';
import { steps } from './testing/steps.mjs';
import {
  estimateSeconds,
  readTestTimes,
  storeTestTimes,
} from './testing/testTimes.mjs';

const { values, positionals } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    full: { type: 'boolean', default: false },
    changed: { type: 'boolean', default: false },
    repeat: { type: 'string' },
  },
  allowPositionals: true,
});

const print = line => process.stdout.write(`${line}\n`);

function exitWithUsageError(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}

const groups = [...new Set(steps.map(step => step.group))];
const unknown = values.only?.find(group => !groups.includes(group));
if (unknown)
  exitWithUsageError(
    `--only must be one of ${groups.join(', ')}, not ${unknown}`,
  );

if (values.repeat) {
  const times = Number(values.repeat);
  const [file] = positionals;
  if (!file || !Number.isInteger(times) || times < 1) {
    exitWithUsageError(
      '--repeat requires a number and a test file: --repeat 5 FILE',
    );
  }
  const { passed, failed } = sumResults(await repeatTest(file, times));
  print(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}

/** Reads the context of the steps: full or not, and the paths to check. */
async function readContext() {
  const { full } = values;
  if (!values.changed) return { full, paths: positionals };
  const base = positionals[0] ?? (await findDefaultBase());
  const changed = await listChangedFiles(base).catch(error =>
    exitWithUsageError(`--changed: ${error.message}`),
  );
  const { tests, unaffectedEndpoints } = await findAffectedTests(changed);
  print(
    tests
      ? `${changed.length} files differ from ${base} and can affect ${tests.length} test files`
      : `${changed.length} files differ from ${base} and can affect every test`,
  );
  return { full, paths: [], changed, tests, unaffectedEndpoints };
}

const getSecondsSince = since => (Date.now() - since) / 1_000;

/** A step that throws has failed; the others still run. */
async function runStep(step, context) {
  const since = Date.now();
  try {
    return {
      step,
      ...(await step.run(context)),
      seconds: getSecondsSince(since),
    };
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    return {
      step,
      passed: 0,
      failed: 1,
      notes: [],
      seconds: getSecondsSince(since),
    };
  }
}

function describeResult({ step, passed, failed, notes, seconds: duration }) {
  return [
    failed ? 'FAILED' : 'ok    ',
    `${duration.toFixed(1).padStart(7)} s `,
    `${step.name}: ${[`${passed} passed, ${failed} failed`, ...notes].join(
      ', ',
    )}`,
  ].join(' ');
}

const results = [];

function addResult(result) {
  results.push(result);
  print(describeResult(result));
}

/** Runs a step exclusively, and prints its output at once. */
async function runAlone(step, context) {
  print(`\n=== ${step.name}`);
  addResult(await runStep(step, context));
}

/** Runs a step in parallel with others, and prints its output once it has ended. */
async function runConcurrently(step, context) {
  const output = [];
  const result = await runStep(step, {
    ...context,
    print: text => output.push(text),
  });
  print(`\n=== ${step.name}`);
  output.forEach(text => process.stdout.write(text));
  addResult(result);
}

const startedAt = Date.now();
const context = await readContext();
// Named paths choose test files, so nothing else runs.
const chosenGroups =
  values.only ?? (context.paths.length > 0 ? ['unit', 'e2e'] : groups);
const chosen = steps.filter(
  ({ group, runsFor = () => true }) =>
    chosenGroups.includes(group) && runsFor(context),
);
const concurrent = chosen.filter(({ isConcurrent }) => isConcurrent);
const runSteps = async () => {
  while (concurrent.length > 0) {
    await runConcurrently(concurrent.shift(), context);
  }
};
// Two at a time.
await Promise.all([runSteps(), runSteps()]);
for (const step of chosen.filter(({ isConcurrent }) => !isConcurrent)) {
  await runAlone(step, context);
}
const timesBefore = readTestTimes();
storeTestTimes(results.flatMap(({ files = [] }) => files));

print('\n=== By group');
for (const group of groups) {
  const groupResults = results.filter(({ step }) => step.group === group);
  groupResults.map(describeResult).forEach(print);
}
print(`       ${getSecondsSince(startedAt).toFixed(1).padStart(7)} s  in all`);
if (context.tests) {
  const skippedFiles = [...timesBefore.keys()].filter(
    file => !context.tests.includes(file),
  );
  print(
    timesBefore.size === 0
      ? 'The time saved is shown after the first complete `npm test`.'
      : `${skippedFiles.length} test files that take ${Math.round(
          estimateSeconds(skippedFiles),
        )} s in sequence were skipped.`,
  );
}
const total = sumResults(results);
print(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
