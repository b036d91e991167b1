import { requireOfBackend } from '../lib/backend.mjs';
import { line, percentile, planOf, ratioLine } from '../lib/measure.mjs';
import { progress } from '../lib/progress.mjs';
import { timesOfAxes } from './axes.mjs';
import { quarter, year } from './data.mjs';

const { get, groupBy, sortBy } = requireOfBackend('lodash');

const EVERYBODY = ['an admin', 'a member'];
const SLOWEST = 10;
const WARMING = 1;

/** What is asked: of whom, of which days, and how long it may take. */
const rounds = [
  ['work_items', 'a quarter', quarter, EVERYBODY, () => 200],
  ['time', 'a quarter', quarter, EVERYBODY, () => 200],
  ['people', 'a quarter', quarter, EVERYBODY, () => 200],
  [
    ...['activity', 'a quarter', quarter, [...EVERYBODY, 'a busy member']],
    sight => (sight === 'an admin' ? 500 : 1_000),
  ],
  ['work_items', 'a year', year, EVERYBODY, () => 500],
  ['time', 'a year', year, EVERYBODY, () => 500],
  ['people', 'a year', year, EVERYBODY, () => 500],
];

/**
 * Every axis of every source once, without a group and with one. On a PostgreSQL beside
 * statements by hand.
 *
 * @param options.turns - how often each is asked, of a quarter and of a year
 * @param options.rows - what was found of each, to add to
 */
export async function* axisCases(engine, { turns, rows }) {
  const { reader, name, connectionString } = engine;
  const hasHand = Boolean(connectionString);
  const own = [];
  for (const [source, days, range, sights, boundOf] of rounds) {
    const isYear = range === year;
    for (const sight of sights) {
      progress(`${name}: ${source}, ${days}, as ${sight}`);
      const found = [];
      const cases = timesOfAxes(reader, {
        ...{ turns: isYear ? turns.year : turns.quarter, warming: WARMING },
        ...{ range, sights: [sight], hasHand, isAlone: hasHand && !isYear },
        // Of a year, without groups.
        only: question =>
          question.source === source && !(isYear && question.group_by),
      });
      for await (const each of cases) {
        found.push({ ...each, engine: name, days, bound: boundOf(sight) });
        process.stderr.write(`${rowOf(found.at(-1))}\n`);
      }
      own.push(...found);
      yield* summaryOf(found, { source, days, sight });
    }
  }
  rows.push(...own);
  yield* slowestOf(engine, own);
}

const firstLine = text =>
  text.split('\n')[0].slice(0, 200).replaceAll('|', '/');

/** How many keep their bounds, and the worst of them. */
function* summaryOf(found, { source, days, sight }) {
  const what = `${source}, ${days}, as ${sight}: ${found.length} questions`;
  const slowest = sortBy(found, 'p95').at(-1);
  const kept = found.filter(({ p95, bound }) => p95 <= bound).length;
  yield line(
    `${what}: the slowest p95`,
    slowest.p95,
    slowest.bound,
    `${slowest.name}; ${kept} of ${found.length} within the bound`,
  );
  if (found.every(({ ratio }) => ratio !== undefined)) {
    const wrong = found.filter(({ differences }) => differences.length > 0);
    yield `| ${what}: answers as those by hand | ${
      found.length - wrong.length
    }${wrong.length > 0 ? ' **under**' : ''} | ${found.length} | ${wrong
      .map(({ name, differences }) => `${name}: ${differences.map(firstLine)}`)
      .join('; ')} |`;
  }
  yield* ratiosOf(`${what}: as slow as by hand, the worst`, found, 'ratio');
  yield* ratiosOf(
    `${what}: the statement with the numbers alone, the worst`,
    found,
    'alone.ratio',
  );
}

function* ratiosOf(what, found, path) {
  const inOrder = sortBy(
    found.filter(each => get(each, path) !== undefined),
    path,
  );
  if (inOrder.length === 0) return;
  const ratios = inOrder.map(each => get(each, path));
  const kept = ratios.filter(ratio => ratio <= 1.2).length;
  yield ratioLine(
    what,
    ratios.at(-1),
    { atMost: 1.2 },
    `${inOrder.at(-1).name}; median ${percentile(ratios, 0.5).toFixed(
      2,
    )} ×, ${kept} of ${ratios.length} within the bound`,
  );
}

/** The slowest of a quarter by name, and how they are answered. */
async function* slowestOf(engine, rows) {
  const found = sortBy(
    rows.filter(({ days }) => days === 'a quarter'),
    'p95',
  ).slice(-SLOWEST);
  for (const { name, sight, p95, bound, ours } of found.reverse()) {
    yield line(
      `among the ten slowest: ${name}, as ${sight}`,
      p95,
      bound,
      await planOf(engine, /^\s*with/i, ours),
    );
  }
}

/** A question, with both sides' times. */
function rowOf({ name, sight, days, bound, ...times }) {
  const { median, p95, byHand, ratio, alone } = times;
  const ms = n => n?.toFixed(n < 10 ? 1 : 0) ?? '';
  const ratioText = n =>
    n === undefined ? '' : `${n.toFixed(2)}${n > 1.2 ? ' **over**' : ''}`;
  return `| ${[
    ...[name, sight, days, ms(median)],
    `${ms(p95)}${p95 > bound ? ' **over**' : ''}`,
    ...[bound, ms(byHand), ratioText(ratio)],
    ...[ms(alone?.ours), ratioText(alone?.ratio)],
  ].join(' | ')} |`;
}

/** All questions. */
export function tableOfAxes(rows) {
  const tables = Object.entries(groupBy(rows, 'engine')).map(
    ([engine, found]) => `### ${engine}

| question | as | over | median | p95 | bound | median by hand | ratio | alone | ratio alone |
|---|---|---|---:|---:|---:|---:|---:|---:|---:|
${found.map(rowOf).join('\n')}
`,
  );
  return `
## Every question

Milliseconds; the source, the axis and its group. A member's answer finds what they see with statements of their own, before the numbers, and its names after them; by hand both are parts of the one statement. "Alone" is the statement with the numbers by itself, as both sides are given what is seen and name nothing.

${tables.join('\n')}`;
}
