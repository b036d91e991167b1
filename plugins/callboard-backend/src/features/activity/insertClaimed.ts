import { Knex } from 'knex';
import { insertReturning, insertStatement } from '../../database/bulk';
import { isPostgres } from '../../database/dialect';
import { onConnection } from '../../database/onConnection';
import { ActivityRow } from '../../changes/log/ActivityRow';
import { ActivityLog } from '../../changes/log/ActivityLog';
import { Claim, claimEnding, claimInsertion } from './claims';

/** What is to be added to the log, at a moment. */
export interface Addition {
  now: number;
  rows: ActivityRow[];
  /** For rows that must not be added when somebody else has claimed them. */
  claims: Claim[];
}

/**
 * Adds rows to the log, except those that were claimed before under another id;
 * all or none. On PostgreSQL that is one round trip.
 *
 * @param timeoutMs - how long PostgreSQL may take, not counting the wait for a
 * connection
 * @param prepare - says what to add, if there still is anything; called once
 * there is a connection
 * @returns the claims that count, those of before among them
 * @throws KnexTimeoutError when it takes too long; it may still come to be added
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
        const { sql, bindings } = oneStatement(knex, log, addition);
        return run(sql, bindings);
      })
    : knex.transaction(tx => oneAfterAnother(tx, log, prepare()));
}

function oneStatement(
  knex: Knex,
  log: ActivityLog,
  { now, rows, claims }: Addition,
): { sql: string; bindings: Knex.RawBinding[] } {
  const add = insertStatement(knex, log.insertionOf(rows));
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

async function oneAfterAnother(
  tx: Knex,
  log: ActivityLog,
  { now, rows, claims }: Addition,
): Promise<Claim[]> {
  const { sql, bindings } = claimEnding(now);
  const insertion = claimInsertion(claims, now);
  const held = await insertReturning<Claim>(tx, insertion, sql, bindings);
  const claimedIds = new Set(claims.map(claim => claim.activity_id));
  const claimed = new Set(held.map(claim => claim.activity_id));
  await log.append(
    tx,
    rows.filter(({ id }) => !claimedIds.has(id) || claimed.has(id)),
  );
  return held;
}
