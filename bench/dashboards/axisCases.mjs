import { requireOfBackend } from '../lib/backend.mjs';
import { line, percentile, planOf, ratioLine } from '../lib/measure.mjs';
import { timesOfAxes } from './axes.mjs';
import { quarter, year } from './data.mjs';

const { sortBy } = requireOfBackend('lodash');

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

/** Every axis of every source once, without a group and with one. */
export async function* axisCases(engine, { turns, rows }) {
  const { knex } = engine;
  for (const [source, days, range, sights, boundOf] of rounds) {
    // What is asked of a year takes four times as long.
    const often = range === year ? Math.ceil(turns / 2) : turns;
    for (const sight of sights) {
      const found = [];
      const cases = timesOfAxes(knex, {
        ...{ turns: often, warming: WARMING, range, sights: [sight] },
        // Of a year, without groups.
        only: question =>
          question.source === source && !(range === year && question.group_by),
      });
      for await (const each of cases) {
        found.push({ ...each, days, bound: boundOf(sight) });
        process.stderr.write(`${rowOf(found.at(-1))}\n`);
      }
      rows.push(...found);
      yield* summaryOf(found, { source, days, sight });
    }
  }
  yield* slowestOf(engine, rows);
}

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
  const ratios = found.map(({ ratio }) => ratio).sort((a, b) => a - b);
  yield ratioLine(
    `${what}: as slow as by hand, the worst`,
    ratios.at(-1),
    { atMost: 1.2 },
    `${sortBy(found, 'ratio').at(-1).name}; median ${percentile(
      ratios,
      0.5,
    ).toFixed(2)} ×, ${ratios.filter(ratio => ratio <= 1.2).length} of ${
      found.length
    } within the bound`,
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
function rowOf({ name, sight, days, median, p95, byHand, ratio, bound }) {
  const ms = n => n.toFixed(n < 10 ? 1 : 0);
  return `| ${[
    ...[name, sight, days, ms(median)],
    `${ms(p95)}${p95 > bound ? ' **over**' : ''}`,
    ...[bound, ms(byHand)],
    `${ratio.toFixed(2)}${ratio > 1.2 ? ' **over**' : ''}`,
  ].join(' | ')} |`;
}

/** All questions. */
export function tableOfAxes(rows) {
  return `
## Every question

Milliseconds; the source, the axis and its group.

| question | as | over | median | p95 | bound | median by hand | ratio |
|---|---|---|---:|---:|---:|---:|---:|
${rows.map(rowOf).join('\n')}
`;
}
