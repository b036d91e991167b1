import { loadBackend } from '../lib/backend.mjs';
import {
  disconnect,
  line,
  percentile,
  rateLine,
  requester,
  requesterOf,
  timed,
  timedWithPauses,
} from '../lib/measure.mjs';
import { loadItems, loadWork } from './data.mjs';

const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);
const { foldText } = loadBackend('database/foldText');

const ROUNDS = 20;
const WARMING = 3;

/** Texts, and what is to be known of them. */
export const texts = [
  ['rounding', 'in one title of five'],
  ['webhook', 'in one of a hundred'],
  ['gyroscope', 'in one of 50,000'],
  ['legacy', 'in one of five, none changed lately'],
  ['zzyzx', 'in none'],
  ['add refunds', 'two words, both frequent'],
  ['refunds 7712', 'two words, one rare'],
  ['ro', 'two letters'],
  ['C7-311', 'an identifier'],
  ['C7-3', 'the start of one'],
  ['311', 'a number'],
  ['okafor', 'a name'],
];

const isPostgres = ({ name }) => name.startsWith('PostgreSQL');

/** Loads a workspace full of work and searches it, a line at a time. */
export async function* casesOf(engine, sizes) {
  const { knex } = engine;
  const callboard = await startCallboardOn(knex);
  try {
    const boss = requester(callboard, authorizationOf('superAdmin'));
    const { id: workspace_id } = JSON.parse(await boss('GET', ''));
    const loaded = await loadWork(knex, workspace_id, sizes);
    await (isPostgres(engine) ? knex.raw('VACUUM ANALYZE') : engine.settle());
    yield* searchCases(engine, callboard);
    yield* writeCases(engine, workspace_id, loaded, sizes);
  } finally {
    disconnect();
    await callboard.stop();
  }
}

/** Searches as somebody who sees every project, and as a member of the workspace. */
export async function* searchCases(engine, callboard) {
  const bound = isPostgres(engine) ? 100 : undefined;
  for (const who of ['superAdmin', 'member']) {
    const ask = requesterOf(callboard, authorizationOf(who), callboard.base);
    await ask('GET', '/me');
    const seen = await seenBy(engine, who);
    const whom = who === 'member' ? `a member, ${seen.length} projects` : 'all';
    const everything = [];
    for (const [text, what] of texts) {
      const search = () => ask('GET', `/search?q=${encodeURIComponent(text)}`);
      const byHand = () => newestByHand(engine, text, seen);
      const [ours, theirs, pauses] = [[], [], []];
      for (let round = 0; round < WARMING + ROUNDS; round += 1) {
        const one = await timedWithPauses(search);
        const other = await timed(byHand);
        if (round >= WARMING) {
          ours.push(one.ms);
          pauses.push(one.longestPause);
          theirs.push(other.ms);
        }
      }
      [ours, theirs, pauses].forEach(all => all.sort((a, b) => a - b));
      everything.push(...ours);
      const [half, by] = [ours, theirs].map(all => percentile(all, 0.5));
      const { items } = JSON.parse(await search());
      yield line(
        `${whom}: “${text}”, ${what}`,
        percentile(ours, 0.95),
        bound,
        `${items.length} found; median ${half.toFixed(1)} ms, ${(
          half / by
        ).toFixed(1)} × ${by.toFixed(1)} ms by hand${
          isPostgres(engine)
            ? ''
            : `; longest pause ${percentile(pauses, 0.95).toFixed(0)} ms`
        }`,
      );
    }
    everything.sort((a, b) => a - b);
    yield line(`${whom}: all texts`, percentile(everything, 0.95), bound);
  }
}

/** The projects that somebody sees: all, or the open ones. */
async function seenBy({ knex }, who) {
  const query = knex('projects').whereNull('deleted_at');
  return who === 'member'
    ? query.where('access', 'open').pluck('id')
    : query.pluck('id');
}

/** The newest items with a text in their title, as simply as can be. */
async function newestByHand({ knex, reader, ...engine }, text, seen) {
  const ids = isPostgres(engine)
    ? ['project_id = ANY(?::uuid[])', [seen]]
    : [
        'project_id IN (SELECT value FROM json_each(?))',
        [JSON.stringify(seen)],
      ];
  const rows = await reader('work_items')
    .select('id', 'title', 'number', 'project_id')
    .where('search_text', 'like', `%${foldText(text)}%`)
    .whereRaw(...ids)
    .whereNull('deleted_at')
    .orderBy('updated_at', 'desc')
    .limit(20);
  return rows.length;
}

const BATCHES = 8;
const BATCH = 2_500;

/** What the index of searches costs who writes items. */
async function* writeCases(engine, workspace_id, loaded, sizes) {
  const { knex } = engine;
  const definition = await indexOf(engine);
  const scope = [workspace_id, loaded.projects.slice(-1), loaded.settings];
  let from = sizes.items;
  const rate = async () => {
    const { ms } = await timed(async () => {
      for (let n = 0; n < BATCHES; n += 1) {
        await loadItems(knex, ...scope, { from, count: BATCH });
        from += BATCH;
      }
    });
    return (BATCHES * BATCH * 1_000) / ms;
  };
  await rate();
  const withIndex = await rate();
  await knex.raw('DROP INDEX work_items_search_idx');
  const without = await rate();
  await knex.raw(definition);
  yield rateLine(
    `items inserted, ${BATCH.toLocaleString('en')} at a time`,
    withIndex,
    undefined,
    `${Math.round(without).toLocaleString(
      'en',
    )}/s without work_items_search_idx`,
  );
}

async function indexOf({ knex, ...engine }) {
  const query = isPostgres(engine)
    ? knex('pg_indexes')
        .where({ indexname: 'work_items_search_idx' })
        .first('indexdef as sql')
    : knex('sqlite_master')
        .where({ name: 'work_items_search_idx' })
        .first('sql');
  return (await query).sql;
}
