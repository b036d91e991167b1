import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../access/Caller';
import { Core } from '../../core/Core';
import { selectProjects } from '../../core/projects/projectQueries';
import { toProjectViewer } from '../../access/visibility/whereProjectVisible';
import { getLowestId } from '../../database/ids';
import { isId, readPage } from '../../database/paging';
import { IS_SHARED } from '../../changes/ActivityLog';
import { whereSharedWith } from '../../access/visibility/whereVisible';
import { activityColumns, toActivityResponse } from './listActivity';

const MAX_AGE_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Lists the visible changes of the last 30 days in the caller's own projects, newest first. The query
 * walks the index of shared rows until it has enough rows, so it would be slow for inactive projects
 * without the age limit.
 */
export async function listProjectChanges(
  core: Pick<Core, 'reader' | 'clock' | 'privacy'>,
  context: RequestContext,
  query: { cursor?: string; limit: number },
) {
  const pseudonymiser = await core.privacy.getPseudonymiser(context.caller);
  const isAdmin = context.role === 'admin';
  const showsOriginOnlyOf = isAdmin ? undefined : context.caller.user_ref;
  return readPage<Activity, string>(query, isId, {
    list: async (beforeId, limit) => {
      const rows = selectChanges(core, context).limit(limit);
      if (beforeId !== undefined) {
        rows.where('activity.id', '<', beforeId);
      }
      return (await rows).map((row: any) =>
        toActivityResponse(row, { showsOriginOnlyOf, pseudonymiser }),
      );
    },
    getPosition: ({ id }) => id,
  });
}

function selectChanges(
  { reader, clock }: Pick<Core, 'reader' | 'clock'>,
  context: RequestContext,
): Knex.QueryBuilder {
  const { workspace, role, caller } = context;
  const projects = selectProjects(reader, {
    workspace_id: workspace.id,
    viewer: toProjectViewer(context),
    is_mine: true,
  }).select('projects.id');
  const rows = reader('activity')
    .select(activityColumns)
    .where('activity.workspace_id', workspace.id)
    .where(
      'activity.id',
      '>=',
      getLowestId(clock.now() - MAX_AGE_DAYS * DAY_MS),
    )
    .whereIn('activity.project_id', projects)
    .whereRaw('NOT activity.is_detail')
    .orderBy('activity.id', 'desc');
  if (role === 'admin') {
    return rows.whereRaw(`activity.${IS_SHARED}`);
  }
  const scope = { workspace_id: workspace.id, user_ref: caller.user_ref };
  whereSharedWith(reader, rows, scope, 'activity.project_id');
  return rows;
}
