/** Looks whether all that must hold does. */
import { checks } from './checks.mjs';
import { Log } from './Log.mjs';

const MOST_SHOWN = 5;

/** What a replica answers about everything there is. */
async function ask(caller, member) {
  const get = path => caller.mustOf(member, 'superAdmin', 'GET', path);
  const { total } = await get('/admin/activity?limit=1');
  const { total: counted } = await get('/admin/activity/summary');
  const items = [];
  let cursor;
  do {
    const page = await get(
      `/workspaces/default/work-items?limit=200${
        cursor ? `&cursor=${cursor}` : ''
      }`,
    );
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return { name: member.name, total, counted, items };
}

/** Derives all memberships again, which changes nothing if they are right. */
async function deriveMemberships(fleet, caller) {
  const [{ count }] = await fleet
    .knex('membership_sources')
    .where({ source: 'department' })
    .count({ count: '*' });
  const sync = await caller.must(
    'superAdmin',
    'POST',
    '/workspaces/default/memberships/sync',
  );
  return { sync, memberships: Number(count) };
}

/**
 * @returns each check with the number of its violations and of the cases it
 * looked at, and the first violations in words
 */
export async function verify(fleet, load, { audience, receivers }) {
  const { journal, caller, members } = load;
  await fleet.untilHandedOn();
  const live = await audience.test();
  const derived = await deriveMemberships(fleet, caller);
  await fleet.untilHandedOn();
  await fleet.untilNoJobs();
  const log = await Log.read(fleet);
  const answers = [];
  for (const member of fleet.members) {
    answers.push(await ask(caller, member));
  }
  const found = {
    log,
    journal,
    caller,
    members,
    answers,
    live,
    receivers: receivers.list,
    ...derived,
  };
  const results = Object.entries(checks).map(([name, check]) => {
    let reached = 0;
    const reach = (count = 1) => {
      reached += count;
    };
    const violations = [...check(found, reach)];
    return {
      name,
      reached,
      count: violations.length,
      shown: violations.slice(0, MOST_SHOWN),
    };
  });
  return {
    results,
    live,
    found: {
      changes: log.traces.length,
      repeated: log.told.length - new Set(log.told).size,
      runs: log.runs.length,
      tasks: log.tasks.length,
    },
  };
}

/** How long changes were on their way since a position, from their commits. */
export async function lagSince(knex, position) {
  const { rows } = await knex.raw(
    `SELECT percentile_cont(ARRAY[0.5, 0.95, 1]) WITHIN GROUP (ORDER BY lag) AS lags
     FROM (
       SELECT extract(epoch FROM s.seen_at - pg_xact_commit_timestamp(a.xmin)) * 1000 AS lag
       FROM chaos_seen s JOIN activity a ON a.id = s.change_id
       WHERE s.position > ?
     ) AS changes`,
    [position],
  );
  return rows[0].lags?.map(Math.round);
}
