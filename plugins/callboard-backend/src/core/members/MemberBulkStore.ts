import { Knex } from 'knex';
import { insertMany, inListSql } from '../../database/bulk';
import { attachSources, sortByName, toMemberColumns } from './MemberStore';
import { MemberRow } from './MemberRow';

/** A membership before and after; without sources it is deleted. */
export interface MemberPair {
  before: MemberRow | undefined;
  after: MemberRow;
}

type MembershipKey = { scope_id: string; user_ref: string };

/** Reads and writes many memberships in a few statements. */
export class MemberBulkStore {
  /** The existing memberships of these users in these workspaces and projects. */
  async findMany(
    tx: Knex.Transaction,
    memberships: readonly MembershipKey[],
  ): Promise<MemberRow[]> {
    const scopes = removeDuplicates(
      memberships.map(({ scope_id }) => scope_id),
    );
    const refs = removeDuplicates(memberships.map(({ user_ref }) => user_ref));
    const rows = await tx('memberships')
      .leftJoin('people', 'people.user_ref', 'memberships.user_ref')
      .select('memberships.*', 'people.display_name')
      .whereRaw(...inListSql(tx, 'memberships.scope_id', scopes))
      .whereRaw(...inListSql(tx, 'memberships.user_ref', refs, 'text'))
      .whereNull('memberships.deleted_at');
    return attachSources(tx, rows);
  }

  /** Stores changed memberships. */
  async saveMany(
    tx: Knex.Transaction,
    pairs: readonly MemberPair[],
    now: number,
  ): Promise<void> {
    const added = pairs
      .filter(({ before }) => !before)
      .map(({ after }) => after);
    await insertMany(tx, 'memberships', added.map(toMemberColumns));
    await sortByName(
      tx,
      inListSql(
        tx,
        'memberships.id',
        added.map(({ id }) => id),
      ),
    );
    await this.saveSources(tx, pairs);
    await this.updateExisting(tx, pairs, now);
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
        ...inListSql(
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

  /** Updates the ranks and versions of existing memberships, and deletes those without sources. */
  private async updateExisting(
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
      .whereRaw(...inListSql(tx, 'id', ids))
      .update({
        rank: tx.raw('coalesce((?), memberships.rank)', [highest]),
        version: tx.raw('version + 1'),
        updated_at: new Date(now),
      });
    const ended = pairs.filter(({ after }) => after.sources.length === 0);
    await tx('memberships')
      .whereRaw(
        ...inListSql(
          tx,
          'id',
          ended.map(({ after }) => after.id),
        ),
      )
      .update({ deleted_at: new Date(now) });
  }
}

function removeDuplicates(values: string[]): string[] {
  return [...new Set(values)];
}
