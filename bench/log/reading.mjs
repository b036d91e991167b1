import { loadBackend, loadFeature } from '../lib/backend.mjs';
import * as data from '../lib/data.mjs';
import { openCallboard } from '../lib/callboard.mjs';
import { onPostgres, onSqlite } from '../lib/databases.mjs';
import { quarter } from '../lib/dates.mjs';
import { selectForCase } from '../lib/sizes.mjs';
import { measurePause, timeAlternately, timeRuns } from '../lib/timing.mjs';

const { ActivityReader } = loadFeature('activity/ActivityReader');
const { selectActivityParts } = loadFeature('activity/selectActivity');
const { encodeCursor } = loadBackend('database/paging');

const { getEntity, getPerson, PEOPLE_IN_LOG, workspace_id } = data;
const PAGE = 50;

const onLog = (context, template, run) =>
  onPostgres(context, template, async databaseContext => {
    const callboard = await openCallboard(databaseContext.knex);
    const send = callboard.as();
    await run({ ...databaseContext, get: path => send('GET', path) });
    await callboard.stop();
  });

export async function measure(context) {
  await onLog(context, 'data', async large => {
    await onLog(context, 'small', small => measureLists(context, small, large));
    await measureTexts(context, large);
    await measureSummaries(context, large);
    await measurePauses(large);
  });
  await onSqlite(context, 'data', measurePauses);
}

const byPerson = n => ({ user_id: getPerson(n) });
const filters = {
  'no filter': [{}],
  person: [0, 1, 10, 100, 1_000, 2_500, PEOPLE_IN_LOG - 1].map(byPerson),
  action: ['page_view', 'update', 'export'].map(action => ({ action })),
  entity: [0, 10, 1_000, 19_999].map(n => ({ entity_id: getEntity(n) })),
  'person and action': [0, 10, 100].flatMap(n =>
    ['page_view', 'update'].map(action => ({ ...byPerson(n), action })),
  ),
};

/** Returns the path of page 1000, or of the last page of a shorter list. */
async function buildFarPath({ knex }, path, filter) {
  const rows = knex('activity').where(filter).whereRaw('NOT is_detail');
  const [{ count }] = await rows.clone().count({ count: '*' });
  const before = Math.max(0, Math.min(999 * PAGE, Number(count) - PAGE) - 1);
  const row = await rows.orderBy('id', 'desc').offset(before).first('id');
  return row ? `${path}&cursor=${encodeCursor(row.id)}` : path;
}

async function measureLists({ figure, sizes }, small, large) {
  for (const [name, filtersOfKind] of Object.entries(filters)) {
    const times = {};
    for (const filter of filtersOfKind) {
      const query = new URLSearchParams(filter);
      const path = `/admin/activity?total=false&${query}`;
      const sides = {};
      for (const [size, log] of Object.entries({ small, large })) {
        const far = await buildFarPath(log, path, filter);
        sides[`${size}, page 1`] = () => log.get(path);
        sides[`${size}, page 1000 or the last`] = () => log.get(far);
      }
      const total = () => large.get(`/admin/activity?${query}`);
      const durations = await timeAlternately(sides, 2 * sizes.rounds);
      const totals = await timeRuns(sizes.rounds, total);
      for (const [side, ms] of Object.entries({ ...durations, totals })) {
        times[side] = [...(times[side] ?? []), ...ms];
      }
    }
    for (const page of ['page 1', 'page 1000 or the last']) {
      const group = 'list of the large log compared with the small one';
      const [own, other] = [times[`large, ${page}`], times[`small, ${page}`]];
      figure.compareTimes([group, `${name}, ${page}`], own, other, 1.5);
    }
    figure.p95(['list: page 1 with `total`, p95', name], times.totals, 50);
  }
}

/** When a list is filtered by a text, the backend counts at most this number of rows. */
const MAX_COUNTED = 10_000;

const texts = {
  'a frequent text': 'service 1',
  'a name': 'person 0',
  'a rare text': 'service 19999',
  'an absent text': 'nowhere',
  'two absent characters': 'zq',
};

const all = { kind: 'all' };
const inWorkspace = { kind: 'workspace', workspace_id };
const toScope = who => ({
  ...inWorkspace,
  seenBy: { user_ref: data.viewers[who], is_guest: false },
});
const member = toScope('a usual member');
const scopes = {
  'a super admin': all,
  'a workspace admin': inWorkspace,
  'a member': member,
};

async function measureTexts({ figure, sizes }, { knex }) {
  const reader = new ActivityReader(knex);
  for (const [nth, [what, q]] of Object.entries(texts).entries()) {
    for (const who of selectForCase(sizes, Object.keys(scopes), nth)) {
      const scope = scopes[who];
      const selection = { scope, filter: { q, details: true }, zone: 'UTC' };
      const name = `${who}, ${what}`;
      const list = total => () =>
        reader.list(selection, { limit: PAGE, total });
      const group = 'texts of the log:';
      const durations = await timeRuns(sizes.fewRounds, list(false));
      figure.p95([`${group} list, p95`, name], durations, 300);
      const counted = await timeRuns(sizes.fewRounds, list(true));
      figure.p95([`${group} list with \`total\`, p95`, name], counted, 1_000);
      const { total } = await list(true)();
      const byLike = await countByLike(knex, selection);
      const label = [`${group} rows found, as LIKE finds them`, name];
      figure.equals(label, total, Math.min(byLike, MAX_COUNTED));
    }
  }
}

function countByLike(knex, selection) {
  const parts = selectActivityParts(knex, selection).map(({ query }) =>
    knex.from(query.select('activity.id').limit(MAX_COUNTED).as('part')),
  );
  return data.countRows(knex, knex.unionAll(parts).as('found'));
}

const busiest = byPerson(0);
const busiestEntity = { entity_id: getEntity(0) };
const frequent = { action: 'page_view' };
const component = { entity_type: 'component' };
/** Summaries that a super admin requests, with bounds in milliseconds. */
const adminCases = [
  ['no filter', {}, 200],
  ['the busiest person', busiest, 200],
  ['a usual person', byPerson(PEOPLE_IN_LOG / 2), 200],
  ['a frequent action', frequent, 500],
  ['a rare action', { action: 'export' }, 500],
  ['an entity type', component, 500],
  ['the busiest person, an action', { ...busiest, ...frequent }, 1_500],
  ['the busiest person, an entity type', { ...busiest, ...component }, 1_500],
  ['an action, an entity type', { ...frequent, ...component }, 1_500],
];
const memberCases = [
  ['no filter', {}, 1_000],
  ['an action', { action: 'update' }, 1_000],
  ['an entity type', { entity_type: 'work_item' }, 1_000],
];

const zones = ['UTC', 'Asia/Kolkata', 'America/New_York'];

const buildScopeCases = (sizes, group, cases, scope, who = []) =>
  cases.flatMap(([name, filter, bound], nth) =>
    selectForCase(sizes, zones, nth).map(zone => ({
      names: [group, [...who, zone, name].join(', ')],
      selection: { zone, scope, filter: { ...filter, ...quarter } },
      bound,
    })),
  );
export const buildSummaryCases = sizes => [
  ...buildScopeCases(sizes, 'summary of a quarter', adminCases, all),
  ...['a busy member', 'a usual member'].flatMap(who => {
    const group = 'as a member: summary';
    return buildScopeCases(sizes, group, memberCases, toScope(who), [who]);
  }),
];

export const options = { weekStart: 1, limit: PAGE };

async function measureSummaries({ figure, sizes }, { knex, get }) {
  const { fewRounds } = sizes;
  const reader = new ActivityReader(knex);
  for (const { names, selection, bound } of buildSummaryCases(sizes)) {
    const { scope, filter, zone } = selection;
    const query = new URLSearchParams({ ...filter, tz: zone });
    const path = `/admin/activity/summary?${query}`;
    // For members, this measures the visibility rules, without HTTP.
    const read = () =>
      scope === all ? get(path) : reader.summarize(selection, options);
    figure.median(names, await timeRuns(fewRounds, read), bound);
    if (scope === all) continue;
    const list = () => reader.list(selection, { limit: PAGE, total: true });
    const what = ['as a member: list with total', names[1]];
    figure.median(what, await timeRuns(fewRounds, list), 1_000);
  }
}

async function measurePauses({ figure, engine, reader, sizes }) {
  const activity = new ActivityReader(reader);
  const selections = [
    ...[{}, busiest, frequent, busiestEntity].map(filter => [all, filter]),
    [inWorkspace, {}],
    ...[{}, frequent].map(filter => [member, filter]),
    [{ kind: 'person', user_id: getPerson(1_999) }, {}],
    ...Object.values(texts).map(q => [all, { q }]),
  ].filter((_, nth) => nth % sizes.everyNth === 0);
  let longest = 0;
  for (const [scope, filter] of selections) {
    const selection = { scope, filter, zone: 'UTC' };
    for (const run of [
      () => activity.list(selection, { limit: PAGE, total: true }),
      () => activity.summarize(selection, options),
      () => activity.readFacets(selection),
    ]) {
      await run();
      longest = Math.max(longest, await measurePause(run));
    }
  }
  const what =
    'lists, summaries and facets of the log: the event loop blocked at most';
  figure.on({ engine }).atMost(what, longest, 100, 'ms');
}
