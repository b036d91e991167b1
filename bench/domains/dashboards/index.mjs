import { ok } from 'node:assert';
import { loadFeature, requireOfBackend } from '../../lib/backend.mjs';
import { createViewer, viewers } from '../../lib/data.mjs';
import { clock, quarter, year } from '../../lib/dates.mjs';
import { equals } from '../../lib/figures.mjs';
import { times } from '../../lib/timing.mjs';
import { byHand, LIMIT } from './byHand.mjs';
import { requireEqual, timesOfStatements } from './compare.mjs';

const { AnalyticsService } = loadFeature(
  'dashboards/analytics/AnalyticsService',
);
const { WidgetNumbers } = loadFeature('dashboards/numbers/WidgetNumbers');
const { daysBefore } = loadFeature('dashboards/numbers/daysOfChoice');
const { numberAxes, vocabularyOfNumbers } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);

/** The widget types that ask the sources, each with what it counts. */
const widgets = {
  work_items: ['work_items_chart', 'count'],
  time: ['time_chart', 'logged_minutes'],
  people: ['people_chart', 'people'],
  activity: ['activity_chart', 'count'],
};

const isByValue = axis => Boolean(axis) && numberAxes[axis].order === 'value';

/** Widgets that ask for each axis, without a group and with the axis after it as one. */
function questionsOf(source, range) {
  const isSource = ({ name }) => name === source;
  const { axes } = vocabularyOfNumbers.sources.find(isSource);
  const [widget_type, metric] = widgets[source];
  return axes.flatMap((x_axis, nth) =>
    [null, axes[(nth + 1) % axes.length]].map(group_by => {
      const group = group_by ? { group_by } : {};
      const chart_type = group_by ? 'stacked_bar' : 'bar';
      const config = { chart_type, x_axis, ...group, metric, limit: LIMIT };
      return {
        source,
        x_axis,
        group_by,
        range,
        previous: daysBefore(range),
        isByValue: isByValue(x_axis),
        isGroupByValue: isByValue(group_by),
        widget: { widget_type, config },
      };
    }),
  );
}

const roles = {
  'an admin': createViewer('user:default/sue.super'),
  'a member': createViewer(viewers['a member'], 'member'),
  'a busy member': createViewer(viewers['a busy member'], 'member'),
};

function boundOf({ source, range }, { role }) {
  if (source === 'activity') return role === 'admin' ? 500 : 1_000;
  return range === year ? 500 : 200;
}

/** Every axis of every source, on PostgreSQL beside statements by hand. */
export async function measureDashboards(context) {
  for (const source of Object.keys(widgets)) {
    const isOfLog = source === 'activity';
    const readers = Object.keys(roles).slice(0, isOfLog ? 3 : 2);
    for (const range of isOfLog ? [quarter] : [quarter, year]) {
      const group = `dashboards, ${source}, a ${
        range === year ? 'year' : 'quarter'
      }`;
      for (const question of questionsOf(source, range)) {
        if (range === year && question.group_by) continue;
        for (const who of readers) {
          const what = [question.x_axis, question.group_by, who];
          const names = [group, what.filter(Boolean).join(' ')];
          await measureQuestion(context, question, roles[who], names);
        }
      }
    }
  }
}

/** Each call has its own, so that no answer is shared. */
const createNumbers = knex =>
  new WidgetNumbers({
    knex,
    clock,
    analytics: new AnalyticsService({ knex, clock }),
    // Names are for everybody, as where nothing is configured.
    privacy: { maskFor: async () => undefined },
  });

async function measureQuestion(context, question, viewer, [group, what]) {
  const { figure, sizes, database } = context;
  const { reader, isPostgres } = database;
  const { widget, range } = question;
  const turns = sizes.fewTurns;
  const ours = () =>
    createNumbers(reader).answer(viewer, widget, { date_range: range });
  const hand = () => byHand(reader, question, viewer);
  const answer = await ours();
  ok(answer.total > 0, `${group}, ${what}: nothing was counted`);
  const report95 = all =>
    figure.p95([`${group}: p95`, what], all, boundOf(question, viewer));
  if (!isPostgres) {
    report95(await times(turns, ours, 0));
    return;
  }
  const difference = findDifference(answer, await hand(), question);
  const differences = `${group}: differences from SQL by hand`;
  figure([differences, what], difference, equals('none'));
  const beside = [`${group}: whole answers beside SQL by hand`, what];
  const found = await figure.compare(beside, [ours, hand], 1.2, turns, 0);
  report95(found.own);
  if (range === year) return;
  const alone = await timesOfStatements(reader, question, viewer, turns);
  const ofAlone = `${group}: the statement with the numbers beside SQL by hand`;
  figure.beside([ofAlone, what], alone.ours, alone.hand, 1.2);
}

function findDifference(answer, rows, question) {
  try {
    requireEqual(answer, rows, question);
    return 'none';
  } catch ({ message }) {
    return message.split('\n')[0].slice(0, 120);
  }
}
