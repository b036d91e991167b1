import { Knex } from 'knex';
import { isOneOf } from '../../database/bulk';
import { DerivedSource } from '../../core/members/DerivedSource';
import { affectedLinks } from './affectedLinks';
import { AffectedMemberships } from './AffectedMemberships';

/** A reason for a membership, as it is stored. */
export type HeldSource = Omit<DerivedSource, 'workspace_id' | 'scope'> & {
  id: string;
};

/** What links give at the moment. */
export async function heldSources(
  knex: Knex,
  workspace_id: string,
  affected: AffectedMemberships,
): Promise<HeldSource[]> {
  const query = knex('membership_sources')
    .join('memberships', 'memberships.id', 'membership_sources.member_id')
    .select(
      'membership_sources.id',
      'memberships.scope_id',
      'memberships.user_ref',
      'membership_sources.source',
      'membership_sources.rank',
      'membership_sources.department_id',
      'membership_sources.link_id',
    )
    .whereIn('membership_sources.source', ['department', 'manager'])
    .whereIn(
      'membership_sources.link_id',
      affectedLinks(knex, workspace_id, affected).select('department_links.id'),
    );
  if (affected.user_refs) {
    query.whereRaw(
      ...isOneOf(knex, 'memberships.user_ref', affected.user_refs, 'text'),
    );
  }
  return query;
}
