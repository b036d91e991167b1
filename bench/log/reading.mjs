import { isDeepStrictEqual } from 'node:util';
import { loadBackend } from '../lib/backend.mjs';
import {
  entity,
  PEOPLE_IN_LOG,
  person,
  viewers,
  workspace_id,
} from '../lib/data.mjs';
import { copyPostgres, copySqlite } from '../lib/databases.mjs';
import { quarter } from '../lib/dates.mjs';
import { atMost, equals } from '../lib/figures.mjs';
import { disconnect, requester } from '../lib/http.mjs';
import {
  median,
  p95,
  timedWithPauses,
  times,
  timesInTurns,
} from '../lib/timing.mjs';

const { ActivityReader } = loadBackend('features/activity/ActivityReader');
const { countByDimensions } = loadBackend(
  'features/activity/countByDimensions',
);
const { selectActivityParts } = loadBackend('features/activity/selectActivity');
const { encodeCursor } = loadBackend('http/cursor');
const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);

const PAGE = 50;

/** A log of some size, and a Callboard that responds for it. */
async function openLog(server, template) {
  const database = await copyPostgres(server, template);
  const callboard = await startCallboardOn(database.knex);
  const send = requester(callboard, authorizationOf('superAdmin'));
  return {
    ...database,
    get: path => send('GET', path),
    async stop() {
      await callboard.stop();
      await database.stop();
    },
  };
}

export async function measureReading({ server, sizes, figure, progress }) {
  const small = await openLog(server, 'small');
  const large = await openLog(server, 'data');
  try {
    progress('lists of a large log beside a small one');
    await measureLists(figure, [small, large], sizes);
    progress('texts');
    await measureTexts(figure, large, sizes);
    progress('summaries');
    await measureSummaries(figure, large, sizes);
    await measureMembers(figure, large, sizes);
    await measurePauses(figure, large);
    const sqlite = await copySqlite(server, 'data');
    await measurePauses(figure, sqlite);
    await sqlite.stop();
  } finally {
    disconnect();
    await small.stop();
    await large.stop();
  }
}

/** What lists are filtered by; values that differ in frequency. */
const narrowed = {
  'no filter': [{}],
  person: [0, 1, 10, 100, 1_000, 2_500, PEOPLE_IN_LOG - 1].map(n => ({
    user_id: person(n),
  })),
  action: ['page_view', 'update', 'export'].map(action => ({ action })),
  entity: [0, 10, 1_000, 19_999].map(n => ({ entity_id: entity(n) })),
  'person and action': [0, 10, 100].flatMap(n =>
    ['page_view', 'update'].map(action => ({ user_id: person(n), action })),
  ),
};

/** The path of page 1000, or of the last page. */
async function farPath({ knex }, path, filter) {
  const matching = knex('activity').where(filter).whereRaw('NOT is_detail');
  const [{ n }] = await matching.clone().count({ n: '*' });
  const before = Math.max(0, Math.min(999 * PAGE, Number(n) - PAGE) - 1);
  const [row] = await matching
    .select('id')
    .orderBy('id', 'desc')
    .offset(before)
    .limit(1);
  return row ? `${path}&cursor=${encodeCursor(row.id)}` : path;
}

async function measureLists(figure, logs, { turns }) {
  for (const [name, filters] of Object.entries(narrowed)) {
    const found = { first: [[], []], far: [[], []] };
    const totals = [];
    for (const filter of filters) {
      const query = new URLSearchParams(filter);
      const path = `/admin/activity?total=false&${query}`;
      const sides = {};
      for (const [nth, log] of logs.entries()) {
        const far = await farPath(log, path, filter);
        sides[`first ${nth}`] = () => log.get(path);
        sides[`far ${nth}`] = () => log.get(far);
      }
      const taken = await timesInTurns(sides, 2 * turns);
      for (const [side, ms] of Object.entries(taken)) {
        const [page, nth] = side.split(' ');
        found[page][nth].push(...ms);
      }
      const counted = () => logs[1].get(`/admin/activity?${query}`);
      totals.push(...(await times(turns, counted, 1)));
    }
    for (const [page, title] of [
      ['first', 'page 1'],
      ['far', 'page 1000 or the last'],
    ]) {
      const [small, large] = found[page].map(median);
      figure.group('list of the large log beside the small one')(
        `${name}, ${title}`,
        large / small,
        atMost(1.5, '×'),
        `${large.toFixed(1)} and ${small.toFixed(1)} ms`,
      );
    }
    figure.group('list: page 1 with `total`, p95')(
      name,
      p95(totals),
      atMost(50, 'ms'),
    );
  }
}

/** Beyond this many, rows with a text are not counted. */
const MOST_COUNTED = 10_001;

const texts = [
  ['a frequent text', 'service 1'],
  ['a name', 'person 0'],
  ['a rare text', 'service 19999'],
  ['an absent text', 'nowhere'],
  ['two absent characters', 'zq'],
];

const inWorkspace = { kind: 'workspace', workspace_id };
const seenBy = user_ref => ({ ...inWorkspace, seenBy: user_ref });
const scopes = [
  ['a super admin', { kind: 'all' }],
  ['a workspace admin', inWorkspace],
  ['a member', seenBy(viewers['a usual member'])],
];

/** Searches for texts; the number found is compared with plain LIKE. */
async function measureTexts(figure, { knex }, { turns }) {
  const reader = new ActivityReader(knex);
  for (const [who, scope] of scopes) {
    for (const [what, q] of texts) {
      const selection = { scope, filter: { q, details: true }, zone: 'UTC' };
      for (const total of [false, true]) {
        const list = () => reader.list(selection, { limit: PAGE, total });
        const found = await times(turns, list, 1);
        figure.group(
          `texts of the log: list${total ? ' with `total`' : ''}, p95`,
        )(`${who}, ${what}`, p95(found), atMost(total ? 1_000 : 300, 'ms'));
      }
      const { total } = await reader.list(selection, { limit: 1, total: true });
      const byLike = await countByLike(knex, selection);
      figure.group('texts of the log: rows found, as LIKE finds them')(
        `${who}, ${what}`,
        total,
        equals(Math.min(byLike, MOST_COUNTED - 1)),
      );
    }
  }
}

async function countByLike(knex, selection) {
  const parts = selectActivityParts(knex, selection).map(({ query }) =>
    knex.from(query.select('activity.id').limit(MOST_COUNTED).as('part')),
  );
  const [{ count }] = await knex
    .from(knex.unionAll(parts).as('found'))
    .count({ count: '*' });
  return Number(count);
}

const parts = {
  by_user: 'user',
  by_action: 'action',
  by_entity_type: 'entity_type',
  by_day: 'date',
};

/** Whether a summary equals counting the rows of the log. */
async function isCounted(knex, selection, summary) {
  for (const [part, dimension] of Object.entries(parts)) {
    const groups = await countByDimensions({ knex }, selection, {
      dimensions: [dimension],
      weekStart: 1,
      orderBy: dimension === 'date' ? 'key' : 'count',
    });
    const direct = groups.map(({ group }) => group);
    if (!isDeepStrictEqual(summary[part], direct)) return false;
  }
  return true;
}

const busiest = { user_id: person(0) };
const [frequent, component] = [
  { action: 'page_view' },
  { entity_type: 'component' },
];
const summaries = [
  ['no filter', {}, 200],
  ['the busiest person', busiest, 200],
  ['a usual person', { user_id: person(PEOPLE_IN_LOG / 2) }, 200],
  ['a frequent action', frequent, 500],
  ['a rare action', { action: 'export' }, 500],
  ['an entity type', component, 500],
  ['the busiest person, an action', { ...busiest, ...frequent }, 1_500],
  ['the busiest person, an entity type', { ...busiest, ...component }, 1_500],
  ['an action, an entity type', { ...frequent, ...component }, 1_500],
];

async function measureSummaries(figure, { knex, get }, { fewTurns }) {
  for (const tz of ['UTC', 'Asia/Kolkata', 'America/New_York']) {
    for (const [name, narrow, bound] of summaries) {
      const filter = { ...narrow, ...quarter };
      const query = new URLSearchParams({ ...filter, tz });
      const path = `/admin/activity/summary?${query}`;
      const taken = await times(fewTurns, () => get(path), 1);
      figure.group('summary of a quarter')(
        `${tz}, ${name}`,
        median(taken),
        atMost(bound, 'ms'),
      );
      const selection = { scope: { kind: 'all' }, filter, zone: tz };
      figure.group('summary of a quarter: equal to counting the rows')(
        `${tz}, ${name}`,
        await isCounted(knex, selection, await get(path)),
        equals(true),
      );
    }
  }
}

/** Without HTTP: what is measured is who sees what. */
async function measureMembers(figure, { knex }, { fewTurns }) {
  const reader = new ActivityReader(knex);
  for (const who of ['a busy member', 'a usual member']) {
    for (const zone of ['UTC', 'Asia/Kolkata']) {
      for (const [name, filter] of [
        ['no filter', {}],
        ['an action', { action: 'update' }],
        ['an entity type', { entity_type: 'work_item' }],
      ]) {
        const selection = {
          ...{ zone, scope: seenBy(viewers[who]) },
          filter: { ...filter, ...quarter },
        };
        const list = () => reader.list(selection, { limit: PAGE, total: true });
        const summarize = () =>
          reader.summarize(selection, { weekStart: 1, limit: PAGE });
        const what = `${who}, ${zone}, ${name}`;
        figure.group('as a member: list with total')(
          what,
          median(await times(fewTurns, list, 1)),
          atMost(1_000, 'ms'),
        );
        const taken = await times(fewTurns, summarize, 1);
        figure.group('as a member: summary')(
          what,
          median(taken),
          atMost(1_000, 'ms'),
        );
        figure.group('as a member: summary equal to counting the rows')(
          what,
          await isCounted(knex, selection, await summarize()),
          equals(true),
        );
      }
    }
  }
}

/** For how long one read blocks the process at most. */
async function measurePauses(figure, { reader, engine }) {
  const activity = new ActivityReader(reader);
  const member = seenBy(viewers['a usual member']);
  const selections = [
    ...['no filter', 'person', 'action', 'entity'].map(name => ({
      scope: { kind: 'all' },
      filter: narrowed[name][0],
    })),
    { scope: inWorkspace, filter: {} },
    { scope: member, filter: {} },
    { scope: member, filter: { action: 'page_view' } },
    { scope: { kind: 'person', user_id: person(1_999) }, filter: {} },
    ...texts.map(([, q]) => ({ scope: { kind: 'all' }, filter: { q } })),
  ];
  let longest = 0;
  for (const selection of selections) {
    const inUtc = { ...selection, zone: 'UTC' };
    for (const run of [
      () => activity.list(inUtc, { limit: PAGE, total: true }),
      () => activity.summarize(inUtc, { weekStart: 1, limit: PAGE }),
      () => activity.facets(inUtc),
    ]) {
      await run();
      const { longestPause } = await timedWithPauses(run);
      longest = Math.max(longest, longestPause);
    }
  }
  figure.on({ engine })(
    'lists, summaries and facets of the log: the event loop blocked at most',
    longest,
    atMost(100, 'ms'),
  );
}
