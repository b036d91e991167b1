import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import {
  loadBackend,
  loadFeature,
  requireOfBackend,
} from '../../lib/backend.mjs';
import { clock, day, DAY_MS } from '../../lib/dates.mjs';
import { timesInTurns } from '../../lib/timing.mjs';
import { byHand, readVisibility } from './byHand.mjs';

const { askedQuestion } = loadFeature('dashboards/numbers/askedQuestion');
const { NumberReadModel } = loadFeature('dashboards/numbers/NumberReadModel');
const { sightOf } = loadFeature('dashboards/numbers/sightOf');
const { countedActivity } = loadFeature('dashboards/numbers/sources/activity');
const { time } = loadFeature('dashboards/numbers/sources/time');
const { workItems } = loadFeature('dashboards/numbers/sources/workItems');
const { inLogSnapshot } = loadFeature('activity/rollups/inLogSnapshot');
const { viewerOf } = loadBackend('core/projects/whereProjectVisible');
const { timeViewerOf } = loadFeature('time/worklogs/whereTimeVisible');
const { numberAxes, priority, wishOf } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);

function keyOf(axis, key) {
  if (key === null || key === '') return 'none';
  if (axis === 'PRIORITY') return priority.options[Number(key)];
  if (axis === 'DAY') return day(Number(key) * DAY_MS);
  return axis === 'ESTIMATE_POINTS' ? String(Number(key)) : key;
}

/** No value left out is larger. The last of equals may be any; dates may have no rows. */
function requireLargest(shown, expected, axis) {
  const { order } = numberAxes[axis];
  const least = Math.min(...shown.map(({ count }) => count));
  const left = new Map(expected);
  for (const { key, count } of shown) {
    const other = order === 'date' ? 0 : least;
    strictEqual(count, expected.get(key) ?? other, `${axis} ${key}`);
    left.delete(key);
  }
  const larger = [...left].filter(([, value]) => value > least);
  if (order === 'value') deepStrictEqual(larger, [], axis);
}

/** Requires that an answer has the totals, bars and cells of the rows by hand. */
export function requireEqual(answer, rows, { x_axis, group_by }) {
  const valuesOf = (level, nameOf) =>
    new Map(
      rows
        .filter(row => row.level === level)
        .map(row => [nameOf(row), Number(row.v ?? 0)]),
    );
  const [x, g] = [row => keyOf(x_axis, row.x), row => keyOf(group_by, row.g)];
  const totalOf = level => valuesOf(level, () => '').get('');
  strictEqual(answer.total, totalOf('total'), 'the total');
  strictEqual(answer.previous_total, totalOf('previous'), 'the total before');
  const bars = valuesOf('bar', x);
  requireLargest(answer.data, bars, x_axis);
  if (!group_by) return;
  const cells = valuesOf('cell', row => `${x(row)} ${g(row)}`);
  const series = valuesOf('series', g);
  for (const group of Object.keys(answer.schema)) {
    ok(series.has(group), `${group_by} ${group} is not among the groups`);
    // The cells of a tie that the rows by hand left out are not known.
    for (const bar of answer.data.filter(({ key }) => bars.has(key))) {
      const value = cells.get(`${bar.key} ${group}`) ?? 0;
      strictEqual(bar[group], value, `${x_axis} ${bar.key}, ${group}`);
    }
  }
}

/** The statement with the numbers alone: both are given what is visible, without names. */
export async function timesOfStatements(knex, question, viewer, turns) {
  const { source, range, widget } = question;
  const { widget_type, config } = widget;
  const wish = { wish: wishOf(widget_type, config), config };
  const options = { wanted: { date_range: range }, now: clock.now() };
  const query = await askedQuestion(knex, viewer, wish, options);
  const who = { work: viewerOf(viewer), time: timeViewerOf(viewer) };
  const { viewer: visibility } = await sightOf(knex, query, who);
  const isOfLog = source === 'activity';
  const isFound = viewer.role === 'admin' || isOfLog;
  const given = isFound ? {} : await readVisibility(knex, viewer);
  const inTurns = async (reader, rows) => {
    const model = new NumberReadModel(reader);
    const ours = () => model.ask(rows, query, visibility);
    const hand = () => byHand(knex, question, viewer, given);
    const [cells, expected] = [await ours(), await hand()];
    for (const level of ['total', 'previous']) {
      const find = all => all.find(cell => cell.level === level);
      const [{ value }, { v }] = [find(cells), find(expected)];
      strictEqual(value ?? 0, Number(v ?? 0), `the ${level} alone`);
    }
    return timesInTurns({ ours, hand }, turns, 0);
  };
  if (!isOfLog)
    return inTurns(knex, source === 'work_items' ? workItems : time);
  return inLogSnapshot(knex, async log =>
    inTurns(log.knex, await countedActivity(log, query, visibility)),
  );
}
