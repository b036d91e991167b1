import { MembershipSync } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../database/bulk';
import { DerivedDiff } from '../../core/members/DerivedSource';

/** The numbers of membership sources added and removed. */
export interface MembershipCounts extends MembershipSync {
  /**
   * The part that every member of the workspace may know: without secret projects and other
   * workspaces.
   */
  known: MembershipSync;
}

/** Counts the changes of membership sources. */
export async function countMemberships(
  knex: Knex,
  workspace_id: string,
  { missing, stale }: DerivedDiff,
): Promise<MembershipCounts> {
  const scopes = uniq([...missing, ...stale].map(({ scope_id }) => scope_id));
  const open: string[] =
    scopes.length === 0
      ? []
      : await knex('projects')
          .where({ workspace_id, access: 'open' })
          .whereRaw(...inListSql(knex, 'id', scopes))
          .pluck('id');
  const known = new Set([workspace_id, ...open]);
  const countKnown = (rows: ReadonlyArray<{ scope_id: string }>) =>
    rows.filter(({ scope_id }) => known.has(scope_id)).length;
  return {
    added: missing.length,
    removed: stale.length,
    known: { added: countKnown(missing), removed: countKnown(stale) },
  };
}
