import { Knex } from 'knex';
import { uniq } from 'lodash';
import { setImmediate } from 'timers/promises';
import { isPostgres } from '../../database/dialect';
import { iterateInChunks } from '../../yielding/iterateInChunks';
import {
  AffectedMemberships,
  AffectedMembershipsBatch,
} from './AffectedMemberships';

/** SQLite blocks the thread while it reads these: some ten milliseconds. */
const PEOPLE_AT_ONCE = 2_000;

/**
 * Splits the affected memberships into parts: on SQLite, which works in the thread of the process,
 * some users at a time. Yields to the event loop in between.
 */
export async function* splitIntoParts(
  knex: Knex,
  workspace_id: string,
  affected: AffectedMemberships,
): AsyncGenerator<AffectedMembershipsBatch, void> {
  if (isPostgres(knex)) {
    yield affected;
  } else if (affected.user_refs) {
    const people = uniq(affected.user_refs);
    for await (const user_refs of iterateInChunks(people, PEOPLE_AT_ONCE)) {
      yield { ...affected, user_refs };
    }
  } else {
    // Users outside the staff lie between the bounds.
    let after: string | undefined;
    let upTo: string | undefined;
    do {
      upTo = await readNextUpperBound(knex, workspace_id, after);
      yield { ...affected, after, upTo };
      after = upTo;
      await setImmediate();
    } while (upTo !== undefined);
  }
}

/** The upper bound of the next part; undefined for the last part. */
async function readNextUpperBound(
  knex: Knex,
  workspace_id: string,
  after = '',
): Promise<string | undefined> {
  const row = await knex('staff')
    .where({ workspace_id })
    .whereNull('deleted_at')
    .where('user_ref', '>', after)
    .orderBy('user_ref')
    .offset(PEOPLE_AT_ONCE - 1)
    .first('user_ref');
  return row?.user_ref;
}
