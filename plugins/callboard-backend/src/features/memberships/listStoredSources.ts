import { Knex } from 'knex';
import { DerivedSource } from '../../core/members/DerivedSource';
import { selectAffectedLinks } from './selectAffectedLinks';
import { AffectedMembershipsBatch } from './AffectedMemberships';
import { buildPeopleCondition } from './buildPeopleCondition';

/** A stored source of a membership. */
export type StoredSource = Omit<DerivedSource, 'workspace_id' | 'scope'> & {
  id: string;
};

/** Lists the stored membership sources that come from department links. */
export async function listStoredSources(
  knex: Knex,
  workspace_id: string,
  affected: AffectedMembershipsBatch,
): Promise<StoredSource[]> {
  return knex('membership_sources')
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
      selectAffectedLinks(knex, workspace_id, affected).select(
        'department_links.id',
      ),
    )
    .whereRaw(...buildPeopleCondition(knex, 'memberships.user_ref', affected));
}
