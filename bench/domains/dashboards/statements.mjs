import { strictEqual } from 'node:assert';
import { loadBackend, requireOfBackend } from '../../lib/backend.mjs';
import { timesInTurns } from '../../lib/timing.mjs';
import { byHand } from './byHand.mjs';
import { clock } from '../../lib/dates.mjs';
import { givenSight } from './sightByHand.mjs';

const { askedQuestion } = loadBackend(
  'features/dashboards/numbers/askedQuestion',
);
const { NumberReadModel } = loadBackend(
  'features/dashboards/numbers/NumberReadModel',
);
const { sightOf } = loadBackend('features/dashboards/numbers/sightOf');
const { countedActivity } = loadBackend(
  'features/dashboards/numbers/sources/activity',
);
const { time } = loadBackend('features/dashboards/numbers/sources/time');
const { workItems } = loadBackend(
  'features/dashboards/numbers/sources/workItems',
);
const { inLogSnapshot } = loadBackend(
  'features/activity/rollups/inLogSnapshot',
);
const { viewerOf } = loadBackend('core/projects/whereProjectVisible');
const { timeViewerOf } = loadBackend('features/time/worklogs/whereTimeVisible');
const { wishOf } = requireOfBackend('@callboard/plugin-callboard-common');

/**
 * How long the statement with the numbers takes by itself, and by hand, where both are
 * given what somebody sees, and name nothing. Of the log it is the rules that say what
 * is seen, which stay in both.
 *
 * @returns times of `ours` and of `hand`
 */
export async function timesOfStatements(knex, question, asker, turns) {
  const { range, previous } = question;
  const { widget_type, config } = question.widget;
  const widget = { wish: wishOf(widget_type, config), config };
  const wanted = { date_range: range };
  const asked = await askedQuestion(knex, asker, widget, {
    wanted,
    now: clock.now(),
  });
  const who = { work: viewerOf(asker), time: timeViewerOf(asker) };
  const { viewer } = await sightOf(knex, asked, who);
  const isOfLog = question.source === 'activity';
  const given =
    asker.role === 'admin' || isOfLog ? {} : await givenSight(knex, asker);
  const inTurns = async (reader, source) => {
    const model = new NumberReadModel(reader);
    const ours = () => model.ask(source, asked, viewer);
    const hand = () =>
      byHand(knex, question, asker, { range, previous, given });
    requireSameTotals(await ours(), await hand());
    return timesInTurns({ ours, hand }, turns, 1);
  };
  if (isOfLog) {
    return inLogSnapshot(knex, async log =>
      inTurns(log.knex, await countedActivity(log, asked, viewer)),
    );
  }
  return inTurns(knex, question.source === 'work_items' ? workItems : time);
}

function requireSameTotals(cells, rows) {
  for (const level of ['total', 'previous']) {
    const ours = cells.find(cell => cell.level === level);
    const hand = rows.find(row => row.level === level);
    strictEqual(ours.value ?? 0, Number(hand.v ?? 0), `the ${level} alone`);
  }
}
