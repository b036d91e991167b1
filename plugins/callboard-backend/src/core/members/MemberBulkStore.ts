import { Knex } from 'knex';
import { insertMany, isOneOf } from '../../database/bulk';
import { attachSources } from './attachSources';
import { columnsOf } from './columnsOf';
import { MemberRow } from './MemberRow';
import { sortByName } from './sortByName';

/** A membership before and after; without sources it is deleted. */
export interface MemberPair {
  before: MemberRow | undefined;
  after: MemberRow;
}

type Place = { scope_id: string; user_ref: string };

/** Reads and writes many memberships in a few statements. */
export class MemberBulkStore {
  /** The existing memberships of these users in these workspaces and projects. */
  async findMany(
    tx: Knex.Transaction,
    places: readonly Place[],
  ): Promise<MemberRow[]> {
    const scopes = unique(places.map(({ scope_id }) => scope_id));
    const refs = unique(places.map(({ user_ref }) => user_ref));
    const rows = await tx('memberships')
      .leftJoin('people', 'people.user_ref', 'memberships.user_ref')
      .select('memberships.*', 'people.display_name')
      .whereRaw(...isOneOf(tx, 'memberships.scope_id', scopes))
      .whereRaw(...isOneOf(tx, 'memberships.user_ref', refs, 'text'))
      .whereNull('memberships.deleted_at');
    return attachSources(tx, rows);
  }

  /** Stores changed memberships. */
  async saveMany(
    tx: Knex.Transaction,
    pairs: readonly MemberPair[],
    now: number,
  ): Promise<void> {
    const founded = pairs
      .filter(({ before }) => !before)
      .map(({ after }) => after);
    await insertMany(tx, 'memberships', founded.map(columnsOf));
    await sortByName(
      tx,
      isOneOf(
        tx,
        'memberships.id',
        founded.map(({ id }) => id),
      ),
    );
    await this.saveSources(tx, pairs);
    await this.touch(tx, pairs, now);
  }

  /** Replaces deleted and changed sources by the current ones. */
  private async saveSources(
    tx: Knex.Transaction,
    pairs: readonly MemberPair[],
  ): Promise<void> {
    const old = pairs.flatMap(({ before }) => before?.sources ?? []);
    const current = pairs.flatMap(({ after }) => after.sources);
    const known = new Set(old);
    const nextMembers = new Set(current);
    const removed = old.filter(source => !nextMembers.has(source));
    await tx('membership_sources')
      .whereRaw(
        ...isOneOf(
          tx,
          'id',
          removed.map(({ id }) => id),
        ),
      )
      .delete();
    await insertMany(
      tx,
      'membership_sources',
      current
        .filter(source => !known.has(source))
        .map(source => ({ ...source })),
    );
  }

  /** Increments the versions of existing memberships, and deletes those without sources. */
  private async touch(
    tx: Knex.Transaction,
    pairs: readonly MemberPair[],
    now: number,
  ): Promise<void> {
    const ids = pairs
      .filter(({ before }) => before)
      .map(({ after }) => after.id);
    if (ids.length === 0) {
      return;
    }
    const highest = tx('membership_sources')
      .max('rank')
      .whereRaw('membership_sources.member_id = memberships.id');
    await tx('memberships')
      .whereRaw(...isOneOf(tx, 'id', ids))
      .update({
        rank: tx.raw('coalesce((?), memberships.rank)', [highest]),
        version: tx.raw('version + 1'),
        updated_at: new Date(now),
      });
    const ended = pairs.filter(({ after }) => after.sources.length === 0);
    await tx('memberships')
      .whereRaw(
        ...isOneOf(
          tx,
          'id',
          ended.map(({ after }) => after.id),
        ),
      )
      .update({ deleted_at: new Date(now) });
  }
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
