import { roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { DerivedDiff } from '../../core/members/DerivedMemberships';
import { isInactiveSql } from '../../access/visibility/whereProjectVisible';
import {
  AffectedMemberships,
  buildPeopleCondition,
} from './AffectedMemberships';

/**
 * Compares the `owner` sources of memberships with the owners of projects. `missing` are sources of
 * active Users whom the entity of a project names as owners, `stale` those of people who are
 * suspended or have resigned.
 *
 * `project_owners` contains the Users and Groups that an entity names as owners, so these Users
 * regain their membership at once when they are reinstated. Only the catalog knows the members of
 * the Groups, so these regain theirs at the next refresh of projects.
 */
export async function diffOwners(
  knex: Knex,
  workspace_id: string,
  { user_refs, department_ids, link_ids }: AffectedMemberships,
): Promise<DerivedDiff> {
  if (department_ids || link_ids) {
    // These do not affect the owners of an entity.
    return { missing: [], stale: [] };
  }
  const buildUserCondition = (column: string) =>
    buildPeopleCondition(knex, column, { user_refs });
  const selectLiveProjects = () =>
    knex('projects')
      .where('projects.workspace_id', workspace_id)
      .whereNull('projects.deleted_at');
  const selectOwnerSources = () =>
    knex('membership_sources')
      .join('memberships', 'memberships.id', 'membership_sources.member_id')
      .where('membership_sources.source', 'owner')
      .whereNull('memberships.deleted_at');

  const missing = await selectLiveProjects()
    .join('project_owners', 'project_owners.project_id', 'projects.id')
    .select(
      'projects.workspace_id',
      'projects.id as scope_id',
      'project_owners.owner_ref as user_ref',
    )
    .where('project_owners.owner_ref', 'like', 'user:%')
    .whereRaw(...buildUserCondition('project_owners.owner_ref'))
    .whereRaw(`NOT ${isInactiveSql('project_owners.owner_ref')}`)
    .whereNotExists(
      selectOwnerSources()
        .select('memberships.id')
        .whereRaw('memberships.scope_id = projects.id')
        .whereRaw('memberships.user_ref = project_owners.owner_ref'),
    );
  const stale = await selectLiveProjects()
    .join('memberships', 'memberships.scope_id', 'projects.id')
    .join(
      'membership_sources',
      'membership_sources.member_id',
      'memberships.id',
    )
    .select(
      'membership_sources.id',
      'memberships.scope_id',
      'memberships.user_ref',
    )
    .where('membership_sources.source', 'owner')
    .whereNull('memberships.deleted_at')
    .whereRaw(...buildUserCondition('memberships.user_ref'))
    .whereRaw(isInactiveSql('memberships.user_ref'));
  return {
    missing: missing.map((row: any) => ({
      ...row,
      scope: 'project' as const,
      source: 'owner' as const,
      rank: roleRanks.admin,
      department_id: null,
      link_id: null,
    })),
    stale,
  };
}
