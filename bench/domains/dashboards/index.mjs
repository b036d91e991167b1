import { ok } from 'node:assert';
import { loadBackend, requireOfBackend } from '../../lib/backend.mjs';
import { clock, quarter, year } from '../../lib/dates.mjs';
import { atMost, equals } from '../../lib/figures.mjs';
import { median, p95, timesInTurns } from '../../lib/timing.mjs';
import { byHand } from './byHand.mjs';
import { questions, viewersByRole } from './questions.mjs';
import { measureRefreshing } from './refreshing.mjs';
import { requireEqual } from './requireEqual.mjs';
import { timesOfStatements } from './statements.mjs';

const { AnalyticsService } = loadBackend(
  'features/dashboards/analytics/AnalyticsService',
);
const { WidgetNumbers } = loadBackend(
  'features/dashboards/numbers/WidgetNumbers',
);
const { daysBefore } = loadBackend('features/dashboards/numbers/daysOfChoice');
const { numberAxes } = requireOfBackend('@callboard/plugin-callboard-common');

const BOTH = ['an admin', 'a member'];

/** The source, the days, who reads, and how long an answer may take. */
const rounds = [
  ['work_items', 'a quarter', BOTH, () => 200],
  ['time', 'a quarter', BOTH, () => 200],
  ['people', 'a quarter', BOTH, () => 200],
  [
    ...['activity', 'a quarter', [...BOTH, 'a busy member']],
    role => (role === 'an admin' ? 500 : 1_000),
  ],
  ['work_items', 'a year', BOTH, () => 500],
  ['time', 'a year', BOTH, () => 500],
  ['people', 'a year', BOTH, () => 500],
];

/**
 * Every axis of every source, without a group and, over a quarter, with one; on
 * PostgreSQL beside statements by hand.
 */
export async function measureDashboards(context) {
  const { progress, database } = context;
  for (const [source, days, roles, boundOf] of rounds) {
    progress(`dashboards: ${source}, ${days}`);
    for (const question of questions()) {
      const isRead = days === 'a quarter' || !question.group_by;
      for (const role of question.source === source && isRead ? roles : []) {
        await measureQuestion(context, question, {
          ...{ days, role, bound: boundOf(role) },
        });
      }
    }
  }
  if (database.isPostgres) {
    progress('dashboards: many viewers');
    await measureRefreshing(context);
  }
}

/** Each call has its own, so that no answer is shared. */
const createNumbers = knex =>
  new WidgetNumbers({
    ...{ knex, clock },
    analytics: new AnalyticsService({ knex, clock }),
    // Names are for everybody, as where nothing is configured.
    privacy: { maskFor: async () => undefined },
  });

const isByValue = axis => Boolean(axis) && numberAxes[axis].order === 'value';

async function measureQuestion(context, asked, { days, role, bound }) {
  const { figure, sizes } = context;
  const { reader, isPostgres } = context.database;
  const range = days === 'a year' ? year : quarter;
  const question = {
    ...{ ...asked, range, previous: daysBefore(range) },
    isByValue: isByValue(asked.x_axis),
    isGroupByValue: isByValue(asked.group_by),
  };
  const viewer = viewersByRole[role];
  const ours = () =>
    createNumbers(reader).answer(viewer, question.widget, {
      date_range: range,
    });
  const hand = () => byHand(reader, question, viewer, question);

  const { source, x_axis, group_by } = question;
  const what = [x_axis, group_by, role].filter(Boolean).join(' ');
  const group = `dashboards, ${source}, ${days}`;
  const answer = await ours();
  ok(answer.total > 0, `${group}, ${what}: nothing was counted`);
  const turns = days === 'a year' ? sizes.fewTurns : sizes.fewTurns + 2;
  const found = await timesInTurns(
    isPostgres ? { ours, hand } : { ours },
    turns,
    1,
  );
  figure.group(`${group}: p95`)(what, p95(found.ours), atMost(bound, 'ms'));
  if (!isPostgres) return;
  const beside = (name, own, other) =>
    figure.group(`${group}: ${name} beside SQL by hand`)(
      what,
      median(own) / median(other),
      atMost(1.2, '×'),
      `${median(own).toFixed(1)} and ${median(other).toFixed(1)} ms`,
    );
  const difference = await differenceOf(answer, hand, question);
  figure.group(`${group}: differences from SQL by hand`)(
    what,
    difference,
    equals('none'),
  );
  beside('whole answers', found.ours, found.hand);
  if (days === 'a year') return;
  const alone = await timesOfStatements(
    reader,
    question,
    viewer,
    sizes.fewTurns,
  );
  beside('the statement with the numbers', alone.ours, alone.hand);
}

async function differenceOf(answer, hand, question) {
  try {
    requireEqual(answer, await hand(), question);
    return 'none';
  } catch ({ message }) {
    return message.split('\n')[0].slice(0, 120);
  }
}
