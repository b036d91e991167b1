import { rateLine } from '../lib/measure.mjs';
import { startWorker } from '../lib/startWorker.mjs';
import { openDatabase } from './database.mjs';
import { BATCH } from './events.mjs';
import { startPortal } from './startPortal.mjs';
import { inTurns, overTurns } from './turns.mjs';

const POSTERS = 100;
const BATCH_POSTERS = 20;
const CONNECTIONS = [1, 2, 4, 8];
const EMPTY_SHARE = 0.5;
const INSERT_SHARE = 0.4;

/**
 * Measures posting single events beside an endpoint that does nothing, and
 * batches beside plain INSERTs.
 *
 * @returns the lines of a table, and how many events were stored a second
 */
export async function postingFigures(postgres, load, { ms, turns, tell }) {
  const portal = await startPortal({
    connection: postgres.connectionString,
    people: POSTERS,
    config: { callboard: { activity: { eventsPerMinute: 1_000_000 } } },
  });
  const database = await openDatabase(postgres, 'callboard');
  const inserts = await startWorker(new URL('inserts.mjs', import.meta.url));
  const [{ id: workspace_id }] = await database.read(
    "SELECT id FROM workspaces WHERE slug = 'default'",
  );
  const { port, tokens } = portal;
  const post =
    (path, body, people) =>
    async ({ isWarmUp }) => {
      const result = await load.call({
        ...{ port, tokens, path, body, people },
        ms: isWarmUp ? ms / 2 : ms,
      });
      requireOnly(201, result.statuses);
      return result;
    };
  const insert = connections => () =>
    inserts.call({
      ...{ connection: database.connection, connections, workspace_id },
      ms: ms / 2,
    });

  const found = await inTurns(
    {
      empty: post('/api/empty', 'event', POSTERS),
      event: post('/api/callboard/activity', 'event', POSTERS),
      batch: post('/api/callboard/activity', 'batch', BATCH_POSTERS),
      ...Object.fromEntries(
        CONNECTIONS.map(count => [`insert${count}`, insert(count)]),
      ),
    },
    turns,
    { before: database.untilQuiet, tell },
  );
  await inserts.stop();
  await database.close();
  await portal.stop();
  return linesOf(found);
}

function requireOnly(status, statuses) {
  if (Object.keys(statuses).some(other => other !== String(status))) {
    throw new Error(
      `Not all were answered ${status}: ${JSON.stringify(statuses)}`,
    );
  }
}

function linesOf(turns) {
  const rate = name => overTurns(turns, turn => turn[name].perSecond);
  const took = name =>
    `p50 ${overTurns(turns, turn => turn[name].p50).toFixed(
      0,
    )} ms, p99 ${overTurns(turns, turn => turn[name].p99).toFixed(0)} ms`;
  const best = CONNECTIONS.map(count => `insert${count}`).reduce((one, other) =>
    rate(other) > rate(one) ? other : one,
  );
  const ofEmpty = overTurns(
    turns,
    ({ event, empty }) => event.perSecond / empty.perSecond,
  );
  const ofInsert = overTurns(
    turns,
    turn => turn.batch.perSecond / turn[best].perSecond,
  );
  const percent = share => `${Math.round(share * 100)} %`;
  const events = rate('event');
  const rows = rate('batch') * BATCH;
  return {
    events,
    rows,
    lines: [
      rateLine('the empty endpoint', rate('empty'), undefined, took('empty')),
      rateLine(
        `single events, ${POSTERS} posters`,
        events,
        undefined,
        took('event'),
      ),
      shareLine(
        'single events: share of the empty endpoint',
        ofEmpty,
        EMPTY_SHARE,
      ),
      ...CONNECTIONS.map(count =>
        rateLine(
          `plain INSERT of ${BATCH} rows, ${count} at once`,
          rate(`insert${count}`) * BATCH,
          undefined,
          'rows',
        ),
      ),
      rateLine(
        `batches of ${BATCH}, ${BATCH_POSTERS} posters`,
        rows,
        undefined,
        `rows; ${took('batch')}`,
      ),
      shareLine(
        'batches: share of the best plain INSERT',
        ofInsert,
        INSERT_SHARE,
        `median of the turns' shares; of one connection's ${percent(
          overTurns(
            turns,
            turn => turn.batch.perSecond / turn.insert1.perSecond,
          ),
        )}`,
      ),
    ],
  };
}

function shareLine(what, share, bound, note = "median of the turns' shares") {
  const late = share < bound ? ' **under**' : '';
  return `| ${what} | ${Math.round(share * 100)} %${late} | ≥ ${Math.round(
    bound * 100,
  )} % | ${note} |`;
}
