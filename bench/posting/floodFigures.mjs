import { openDatabase } from './database.mjs';
import { BATCH } from './events.mjs';
import { startPortal } from './startPortal.mjs';

const POSTERS = 1_000;
const PEOPLE = 100;
const POLL_MS = 250;

/** The answers there may be; refusals say when to come again. */
const ANSWERS = ['201', '429', '503'];

const floods = [
  {
    name: `single events, ${POSTERS} posters, 5 a minute allowed to each of ${PEOPLE} people`,
    eventsPerMinute: 5,
    body: 'event',
    rows: 1,
  },
  {
    name: `batches of ${BATCH}, ${POSTERS} posters, all allowed`,
    eventsPerMinute: 1_000_000,
    body: 'batch',
    rows: BATCH,
  },
];

/**
 * Measures what becomes of far more posts than can be stored.
 *
 * @returns the lines of a table
 */
export async function floodFigures(postgres, load, { ms, tell }) {
  const lines = [];
  for (const flood of floods) {
    const found = await drown(postgres, load, flood, ms);
    const line = lineOf(flood, found);
    tell(line);
    lines.push(line);
  }
  return lines;
}

async function drown(postgres, load, { eventsPerMinute, body }, ms) {
  const portal = await startPortal({
    connection: postgres.connectionString,
    people: PEOPLE,
    config: { callboard: { activity: { eventsPerMinute } } },
  });
  const database = await openDatabase(postgres, 'callboard');
  const countRows = async () => {
    const [{ n }] = await database.read(
      "SELECT count(*)::int AS n FROM activity WHERE source = 'frontend'",
    );
    return n;
  };
  const before = { rows: await countRows(), memory: await portal.memory() };
  let highest = before.memory;
  const watch = setInterval(async () => {
    highest = Math.max(highest, await portal.memory());
  }, POLL_MS);
  const { statuses, p99 } = await load.call({
    port: portal.port,
    tokens: portal.tokens,
    path: '/api/callboard/activity',
    people: POSTERS,
    body,
    ms,
  });
  clearInterval(watch);
  const stored = (await countRows()) - before.rows;
  await database.close();
  await portal.stop();
  return { statuses, p99, stored, memory: [before.memory, highest] };
}

function lineOf({ name, rows }, { statuses, p99, stored, memory }) {
  const answers = Object.entries(statuses)
    .map(([status, n]) => `${n.toLocaleString('en')} × ${status}`)
    .join(', ');
  const isWrong = Object.keys(statuses).some(
    status => !ANSWERS.includes(status),
  );
  const isWhole = stored === (statuses[201] ?? 0) * rows;
  return `| ${name} | ${answers}${isWrong ? ' **wrong**' : ''} | ${ANSWERS.join(
    ', ',
  )} | ${
    isWhole ? 'stored is' : '**stored is not**'
  } what was acknowledged; p99 ${Math.round(p99)} ms; memory ${
    memory[0]
  } MB before, at most ${memory[1]} MB |`;
}
