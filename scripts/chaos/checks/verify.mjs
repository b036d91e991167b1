/** Looks whether all that must hold does. */
import { askForBells, askForMailedTypes, askForWork } from './ask.mjs';
import { checks } from './checks.mjs';
import { Log } from './Log.mjs';

const MOST_SHOWN = 5;

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

/** The mails that were taken, each with whose address it went to. */
function readMails({ taken }) {
  return taken.map(mail => {
    // The catalog has one, and the staff list of the workspace another.
    const [, nth] = /^(?:chaos-|c)(\d+)[-@]/.exec(mail.to) ?? [];
    const [, name] = /^([a-z.]+)@example\.com$/.exec(mail.to) ?? [];
    const user = nth ? `chaos-${nth}` : name;
    return { ...mail, user: user && `user:default/${user}` };
  });
}

/** Checks the log against its seals, which are complete by now. */
async function checkSeals(fleet, caller) {
  const rowsOf = async where => {
    const [row] = await fleet.knex('activity').where(where).count();
    return Number(row.count);
  };
  const rows = await rowsOf({});
  const verified = await caller.must(
    'superAdmin',
    'GET',
    '/admin/activity/verify',
  );
  return { rows, verified, named: await rowsOf({ user_name: 'Gone Person' }) };
}

/** The task that leaves a trace each time, also where nobody does anything. */
const VERIFICATION = 'callboard-activity-verification';

/** Waits until nothing is under way any more, and nothing will be. */
async function settle(fleet, load, audience) {
  await fleet.hold(VERIFICATION);
  await fleet.untilHandedOn();
  await fleet.untilNoJobs('fan-out');
  const live = await audience.test();
  const derived = await deriveMemberships(fleet, load.caller);
  await fleet.untilHandedOn();
  await fleet.untilNoJobs();
  await fleet.untilSealed();
  return { live, ...derived, ...(await checkSeals(fleet, load.caller)) };
}

/** Runs each check, and counts what it reached. */
function runChecks(found) {
  return Object.entries(checks).map(([name, check]) => {
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
}

/**
 * @returns each check with the number of its violations and of the cases it
 * looked at, and the first violations in words
 */
export async function verify(fleet, load, { audience, receivers, sink }) {
  const { journal, caller, place } = load;
  const settled = await settle(fleet, load, audience);
  const log = await Log.read(fleet);
  const answers = [];
  const bells = [];
  for (const member of fleet.members) {
    answers.push(await askForWork(caller, member));
    bells.push(...(await askForBells(load, member)));
  }
  const results = runChecks({
    ...{ fleet, log, journal, caller, place, answers, bells, sink },
    ...settled,
    receivers: receivers.list,
    mails: readMails(sink),
    mailedTypes: await askForMailedTypes(load),
    overheard: audience.overheard(),
  });
  await fleet.release(VERIFICATION);
  const statuses = log.mails.map(({ status }) => status);
  return {
    results,
    live: settled.live,
    found: {
      changes: log.traces.length,
      repeated: log.told.length - new Set(log.told).size,
      runs: log.runs.length,
      tasks: log.tasks.length,
      mails: statuses.length,
      unknownMails: statuses.filter(status => status === 'unknown').length,
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
