/** Waits until the replicas are idle, and checks the results of all actions so far. */
import * as delivered from './delivered.mjs';
import * as served from './served.mjs';
import { readResponses, readSnapshot } from './snapshot.mjs';
import * as stored from './stored.mjs';

const MAX_SHOWN_VIOLATIONS = 5;

/** The number of first actions after which a check still needs only one case. */
const FEW_ACTIONS = 300;

/** The task that writes to the log on each run. It is paused, so that the log does not change. */
const VERIFICATION = 'callboard-activity-verification';

function runChecks(found) {
  const { acknowledged } = found;
  const results = [];
  /**
   * Declares a check. It proves nothing with too few cases: it needs one, and `per100` for every
   * hundred acknowledged actions, up to `enough`.
   *
   * @returns a function to call for each case, or for several cases with the same result
   */
  const check = (name, per100, enough = Infinity) => {
    const share = Math.floor((per100 * (acknowledged - FEW_ACTIONS)) / 100);
    const least = Math.max(1, Math.min(enough, share));
    const result = { name, least, cases: 0, violations: 0, shown: [] };
    results.push(result);
    return (isValid, details, cases = 1) => {
      result.cases += cases;
      if (!isValid) {
        result.violations += 1;
        if (result.shown.length < MAX_SHOWN_VIOLATIONS) {
          result.shown.push(JSON.stringify(details));
        }
      }
    };
  };
  const checks = { ...stored, ...delivered, ...served };
  Object.values(checks).forEach(run => run(check, found));
  return results;
}

/** Lists the received emails, each with the person of its address. */
function listMails({ received }) {
  return received.map(mail => {
    // A person has one address in the catalog, and another in the staff list of the workspace.
    const [, nth] = /^(?:chaos-|c)(\d+)[-@]/.exec(mail.to) ?? [];
    const [, name] = /^([a-z.]+)@example\.com$/.exec(mail.to) ?? [];
    return { ...mail, user: `user:default/${nth ? `chaos-${nth}` : name}` };
  });
}

/**
 * @param phases the names of the completed phases
 * @returns the result of each check
 */
export async function verify(context, phases) {
  const { fleet, load, viewers, sink } = context;
  const { knex } = fleet;
  const { journal, caller, fixture } = load;
  const send = (...request) => caller.sendOrThrow('superAdmin', ...request);
  await knex('chaos_paused').insert({ task: VERIFICATION });
  await fleet.untilNo('changes', 'fanOuts');
  const live = await viewers.test();
  const sync = await send('POST', '/workspaces/default/memberships/sync');
  await fleet.untilNo('changes', 'jobs', 'unsealed');
  const { types } = await send('GET', '/notifications/preferences');
  const mailed = types.filter(({ channels }) => channels.email);
  const results = runChecks({
    ...context,
    phases,
    journal,
    caller,
    fixture,
    live,
    sync,
    acknowledged: load.counts().done,
    verified: await send('GET', '/admin/activity/verify'),
    mails: listMails(sink),
    mailedTypes: new Set(mailed.map(({ type }) => type)),
    snapshot: await readSnapshot(fleet),
    responses: await readResponses(fleet, load),
    now: (await knex.raw('SELECT clock_timestamp() AS now')).rows[0].now,
  });
  await knex('chaos_paused').delete();
  return results;
}
