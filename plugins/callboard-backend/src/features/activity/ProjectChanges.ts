import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../access/Caller';
import { Clock } from '../../kernel/clock';
import { selectProjects } from '../../core/projects/selectProjects';
import { toProjectViewer } from '../../access/visibility/whereProjectVisible';
import { getLowestId } from '../../database/ids';
import { isId, readPage } from '../../database/paging';
import { ActivityPrivacy } from '../../pseudonyms/ActivityPrivacy';
import { IS_SHARED } from '../../changes/ActivityLog';
import { whereSharedWith } from '../../access/visibility/whereVisible';
import { activityColumns, toActivityResponse } from './listActivity';

const MAX_AGE_DAYS = 30;
const DAY_MS = 86_400_000;

/** Reads the latest changes in a user's own projects. */
export class ProjectChanges {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      privacy: ActivityPrivacy;
    },
  ) {}

  /**
   * Lists the visible changes of the last 30 days in the caller's own projects, newest first. The
   * query walks the index of shared rows until it has enough rows, so it would be slow for inactive
   * projects without the age limit.
   */
  async list(
    context: RequestContext,
    query: { cursor?: string; limit: number },
  ) {
    const { clock } = this.deps;
    const sinceId = getLowestId(clock.now() - MAX_AGE_DAYS * DAY_MS);
    return readPage<Activity, string>(query, isId, {
      list: (beforeId, limit) =>
        this.read(context, { sinceId, beforeId, limit }),
      getPosition: ({ id }) => id,
    });
  }

  private async read(
    context: RequestContext,
    page: { sinceId: string; beforeId?: string; limit: number },
  ): Promise<Activity[]> {
    const { knex, privacy } = this.deps;
    const { workspace, role, caller } = context;
    const projects = selectProjects(knex, {
      workspace_id: workspace.id,
      viewer: toProjectViewer(context),
      is_mine: true,
    }).select('projects.id');
    const rows = knex('activity')
      .select(activityColumns)
      .where('activity.workspace_id', workspace.id)
      .where('activity.id', '>=', page.sinceId)
      .whereIn('activity.project_id', projects)
      .whereRaw('NOT activity.is_detail')
      .orderBy('activity.id', 'desc')
      .limit(page.limit);
    if (page.beforeId !== undefined) {
      rows.where('activity.id', '<', page.beforeId);
    }
    const isAdmin = role === 'admin';
    if (isAdmin) {
      rows.whereRaw(`activity.${IS_SHARED}`);
    } else {
      const scope = { workspace_id: workspace.id, user_ref: caller.user_ref };
      whereSharedWith(knex, rows, scope, 'activity.project_id');
    }
    const restrictedOriginUser = isAdmin ? undefined : caller.user_ref;
    const pseudonymiser = await privacy.getPseudonymiser(caller);
    return (await rows).map((row: any) =>
      toActivityResponse(row, { restrictedOriginUser, pseudonymiser }),
    );
  }
}
