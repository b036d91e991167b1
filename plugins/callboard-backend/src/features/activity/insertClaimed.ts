import { Knex } from 'knex';
import { insertReturning, insertStatement } from '../../database/bulk';
import { isPostgres } from '../../database/dialect';
import { onConnection } from '../../database/onConnection';
import { ActivityRow } from '../../changes/log/ActivityRow';
import { ActivityLog } from '../../changes/log/ActivityLog';
import { Claim, claimEnding, claimInsertion } from './claims';

/** The rows to add to the log, with the current time. */
export interface Addition {
  now: number;
  rows: ActivityRow[];
  /** Claims for rows that must be skipped if another row has claimed them. */
  claims: Claim[];
}

/**
 * Adds rows to the log in one transaction, except those already claimed under another id. On
 * PostgreSQL this takes one round trip.
 *
 * @param timeoutMs - the limit for PostgreSQL, without the wait for a connection
 * @param prepare - returns the rows to add, if any are left; called once a connection is
 * available
 * @returns the effective claims, including earlier ones
 * @throws KnexTimeoutError on timeout; the rows may still be added later
 */
export async function insertClaimed(
  knex: Knex,
  log: ActivityLog,
  timeoutMs: number,
  prepare: () => Addition,
): Promise<Claim[]> {
  return isPostgres(knex)
    ? onConnection(knex, timeoutMs, async run => {
        const addition = prepare();
        if (addition.rows.length === 0) {
          return [];
        }
        const { sql, bindings } = buildClaimingInsert(knex, log, addition);
        return run(sql, bindings);
      })
    : knex.transaction(tx => insertSequentially(tx, log, prepare()));
}

function buildClaimingInsert(
  knex: Knex,
  log: ActivityLog,
  { now, rows, claims }: Addition,
): { sql: string; bindings: Knex.RawBinding[] } {
  const add = insertStatement(knex, log.toInsertion(rows));
  if (claims.length === 0) {
    return { sql: add.sql, bindings: [add.binding] };
  }
  const claim = insertStatement(knex, claimInsertion(claims, now));
  const ending = claimEnding(now);
  return {
    sql: `
      WITH claimed AS (${claim.sql} ${ending.sql}),
      added AS (
        ${add.sql}
        WHERE id <> ALL(?::uuid[]) OR id IN (SELECT activity_id FROM claimed)
      )
      SELECT user_id, client_event_id, activity_id FROM claimed`,
    bindings: [
      claim.binding,
      ...ending.bindings,
      add.binding,
      claims.map(({ activity_id }) => activity_id),
    ],
  };
}

async function insertSequentially(
  tx: Knex,
  log: ActivityLog,
  { now, rows, claims }: Addition,
): Promise<Claim[]> {
  const { sql, bindings } = claimEnding(now);
  const insertion = claimInsertion(claims, now);
  const effectiveClaims = await insertReturning<Claim>(
    tx,
    insertion,
    sql,
    bindings,
  );
  const claimedIds = new Set(claims.map(claim => claim.activity_id));
  const claimed = new Set(effectiveClaims.map(claim => claim.activity_id));
  await log.append(
    tx,
    rows.filter(({ id }) => !claimedIds.has(id) || claimed.has(id)),
  );
  return effectiveClaims;
}
