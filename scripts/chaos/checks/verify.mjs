/** Waits until the replicas are idle, and checks the results of all actions so far. */
import { mapValues, requireOfBackend } from '../../../bench/lib/backend.mjs';
import { checks } from './checks.mjs';
import * as delivered from './delivered.mjs';
import * as served from './served.mjs';
import { readResponses, readSnapshot } from './snapshot.mjs';
import * as stored from './stored.mjs';

const { omit } = requireOfBackend('lodash');

const MAX_SHOWN_VIOLATIONS = 5;

/** Up to this number of acknowledged actions, each check requires only one case. */
const FEW_ACTIONS = 300;

/**
 * A task that writes to the log on each run. The checks pause it, so that the log does not change.
 */
const VERIFICATION = 'callboard-activity-verification';

function runChecks(found) {
  const { acknowledged, phases } = found;
  const hasErased = phases.some(({ name }) => name === 'removals');
  const declared = hasErased ? checks : omit(checks, 'erased');
  const results = mapValues(declared, ([name, per100, enough = Infinity]) => {
    const share = Math.floor((per100 * (acknowledged - FEW_ACTIONS)) / 100);
    const least = Math.max(1, Math.min(enough, share));
    return { name, least, cases: 0, violations: 0, shown: [] };
  });
  /** Records the result of a case, or of several cases with the same result. */
  const check = mapValues(results, result => (isValid, details, cases = 1) => {
    result.cases += cases;
    result.violations += isValid ? 0 : 1;
    if (!isValid && result.shown.length < MAX_SHOWN_VIOLATIONS) {
      result.shown.push(JSON.stringify(details));
    }
  });
  const all = { ...stored, ...delivered, ...served };
  Object.values(all).forEach(run => run(check, found));
  return Object.values(results);
}

/** @returns the result of each check */
export async function verify(context) {
  const { fleet, load, viewers, sink } = context;
  const { knex } = fleet;
  const { journal, caller, fixture } = load;
  await knex('chaos_paused').insert({ task: VERIFICATION });
  await fleet.untilNo('changes', 'fanOuts');
  const live = await viewers.test();
  const sync = await caller.sendOrThrow('POST', 'memberships/sync');
  await fleet.untilNo('changes', 'jobs', 'unsealed');
  const preferences = '/notifications/preferences';
  const { types } = await caller.sendOrThrow('GET', preferences);
  const mailed = types.filter(({ channels }) => channels.email);
  const results = runChecks({
    ...context,
    journal,
    caller,
    fixture,
    live,
    sync,
    acknowledged: load.counts().done,
    verified: await caller.sendOrThrow('GET', '/admin/activity/verify'),
    mails: sink.received,
    mailedTypes: new Set(mailed.map(({ type }) => type)),
    snapshot: await readSnapshot(fleet),
    responses: await readResponses(fleet, load),
    now: (await knex.raw('SELECT clock_timestamp() AS now')).rows[0].now,
  });
  await knex('chaos_paused').delete();
  return results;
}
