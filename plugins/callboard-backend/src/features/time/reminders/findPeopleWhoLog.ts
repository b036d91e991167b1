import { roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isAwaySql } from '../../../core/projects/isAwaySql';
import { inListSql } from '../../../database/bulk';

/**
 * Filters to people who can log time somewhere in a workspace and are neither suspended nor
 * resigned: one query for any number. They are workspace admins, members or owners of a project
 * that tracks time, or have open work in one that is not secret.
 */
export async function findPeopleWhoLog(
  knex: Knex,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<ReadonlySet<string>> {
  const inUserRefsSql = (column: string) =>
    inListSql(knex, column, user_refs, 'text');
  const selectTrackedProjects = () =>
    knex('projects')
      .where('projects.workspace_id', workspace_id)
      .whereNull('projects.deleted_at')
      .whereNull('projects.archived_at')
      .whereRaw('projects.is_time_tracking_enabled');
  const selectWorkspaceMembers = (rank: number) =>
    knex('memberships')
      .select('user_ref')
      .where('scope_id', workspace_id)
      .where('rank', '>=', rank)
      .whereNull('deleted_at')
      .whereRaw(...inUserRefsSql('user_ref'));

  const admins = selectWorkspaceMembers(roleRanks.admin).whereExists(
    selectTrackedProjects().select(knex.raw('1')),
  );
  const members = selectTrackedProjects()
    .join('memberships', 'memberships.scope_id', 'projects.id')
    .select('memberships.user_ref')
    .where('memberships.rank', '>=', roleRanks.member)
    .whereNull('memberships.deleted_at')
    .whereRaw(...inUserRefsSql('memberships.user_ref'));
  const owners = selectTrackedProjects()
    .join('project_owners', 'project_owners.project_id', 'projects.id')
    .select('project_owners.owner_ref as user_ref')
    .whereRaw(...inUserRefsSql('project_owners.owner_ref'));
  const ofOwners = selectTrackedProjects()
    .join('project_owners', 'project_owners.project_id', 'projects.id')
    .join(
      'ownership_refs',
      'ownership_refs.owner_ref',
      'project_owners.owner_ref',
    )
    .select('ownership_refs.user_ref')
    .whereRaw(...inUserRefsSql('ownership_refs.user_ref'));
  const assigned = selectTrackedProjects()
    .join('work_items', 'work_items.project_id', 'projects.id')
    .join(
      'work_item_assignees',
      'work_item_assignees.work_item_id',
      'work_items.id',
    )
    .select('work_item_assignees.user_ref')
    .where('projects.access', 'open')
    .whereNull('work_items.deleted_at')
    .whereNull('work_items.completed_at')
    .whereRaw(...inUserRefsSql('work_item_assignees.user_ref'))
    .whereIn(
      'work_item_assignees.user_ref',
      selectWorkspaceMembers(roleRanks.member),
    );

  const refs: string[] = await knex
    .from(
      knex.union([admins, members, owners, ofOwners, assigned]).as('loggers'),
    )
    .whereRaw(`NOT ${isAwaySql('loggers.user_ref', '?')}`, [workspace_id])
    .pluck('loggers.user_ref');
  return new Set(refs);
}
