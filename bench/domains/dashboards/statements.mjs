import { strictEqual } from 'node:assert';
import { loadBackend, requireOfBackend } from '../../lib/backend.mjs';
import { timesInTurns } from '../../lib/timing.mjs';
import { byHand } from './byHand.mjs';
import { clock } from '../../lib/dates.mjs';
import { readVisibility } from './visibilityByHand.mjs';

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
 * The times of the statement with the numbers alone, and of SQL by hand, where both are
 * given what the viewer has access to, and read no names. For the log, both evaluate the
 * rules of access.
 */
export async function timesOfStatements(knex, question, viewer, turns) {
  const { range, previous } = question;
  const { widget_type, config } = question.widget;
  const widget = { wish: wishOf(widget_type, config), config };
  const query = await askedQuestion(knex, viewer, widget, {
    wanted: { date_range: range },
    now: clock.now(),
  });
  const who = { work: viewerOf(viewer), time: timeViewerOf(viewer) };
  const { viewer: visibility } = await sightOf(knex, query, who);
  const isOfLog = question.source === 'activity';
  const given =
    viewer.role === 'admin' || isOfLog
      ? {}
      : await readVisibility(knex, viewer);
  const inTurns = async (reader, source) => {
    const model = new NumberReadModel(reader);
    const ours = () => model.ask(source, query, visibility);
    const hand = () =>
      byHand(knex, question, viewer, { range, previous, given });
    requireSameTotals(await ours(), await hand());
    return timesInTurns({ ours, hand }, turns, 1);
  };
  if (isOfLog) {
    return inLogSnapshot(knex, async log =>
      inTurns(log.knex, await countedActivity(log, query, visibility)),
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
