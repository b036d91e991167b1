/**
 * `npm test`: every check of the repository, one line of totals at the end.
 *
 *   npm test                                   everything but fuzz
 *   npm test -- --only unit                    one group: static, unit, e2e or fuzz; may be repeated
 *   npm test -- --only unit plugins/callboard  only test files whose path matches
 *
 * A failing step does not stop the run: whoever reads the result wants to see all of them.
 */
import { parseArgs } from 'node:util';
import { steps } from './testing/steps.mjs';

const { values, positionals: paths } = parseArgs({
  options: { only: { type: 'string', multiple: true } },
  allowPositionals: true,
});
const groups = new Set(steps.map(step => step.group));
const unknown = values.only?.find(group => !groups.has(group));
if (unknown) {
  process.stderr.write(`--only knows ${[...groups].join(', ')}\n`);
  process.exit(2);
}
const chosen = steps.filter(({ group, onRequest }) =>
  values.only ? values.only.includes(group) : !onRequest,
);

const print = line => process.stdout.write(`${line}\n`);
const seconds = since => `${((Date.now() - since) / 1000).toFixed(1)} s`;
const counts = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/** A step that throws has failed; the others still run. */
async function outcome(step, context) {
  try {
    return await step.run(context);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return { passed: 0, failed: 1, notes: [] };
  }
}

const begin = Date.now();
const total = { passed: 0, failed: 0 };
const report = [];

function note(step, since, result) {
  total.passed += result.passed;
  total.failed += result.failed;
  const line = [
    result.failed ? 'FAILED' : 'ok    ',
    `${step.name}: ${[counts(result), ...result.notes].join(', ')}`,
    `(${seconds(since)})`,
  ].join(' ');
  report.push(line);
  print(line);
}

/** Runs a step that has the machine for itself, and shows what it writes at once. */
async function runAlone(step) {
  print(`\n=== ${step.name}`);
  const since = Date.now();
  note(step, since, await outcome(step, { paths }));
}

/** Runs a step beside others, and shows what it has written once it has ended. */
async function runBeside(step) {
  const output = [];
  const since = Date.now();
  const result = await outcome(step, { print: text => output.push(text) });
  print(`\n=== ${step.name}`);
  output.forEach(text => process.stdout.write(text));
  note(step, since, result);
}

const beside = chosen.filter(({ group }) => group === 'static');
const lane = async () => {
  while (beside.length > 0) {
    await runBeside(beside.shift());
  }
};
await Promise.all([lane(), lane()]);
for (const step of chosen.filter(({ group }) => group !== 'static')) {
  await runAlone(step);
}

print(`\n=== ${seconds(begin)} in all`);
report.forEach(print);
print(counts(total));
process.exitCode = total.failed > 0 ? 1 : 0;
