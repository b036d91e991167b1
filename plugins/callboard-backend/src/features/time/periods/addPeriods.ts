import { parseEntityRef } from '@backstage/catalog-model';
import {
  buildMyTimePath,
  buildPeriodPath,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { inListSql } from '../../../database/bulk';
import { selectManagedPeople } from '../people/selectManagedPeople';
import { createPeriodSeeding } from '../recordTime';
import { TimeSubfeature } from '../TimeCore';
import { formatPeriodLabel } from './PeriodRow';
import { periodNotifications } from './periodNotifications';
import { PeriodReader } from './PeriodReader';
import { PeriodService } from './PeriodService';
import { addMissingStepMembers } from './PeriodStore';

/**
 * Resolves a period to a link. The period's person gets a link to the week in their timesheet;
 * managers and workspace admins get a link to the approval queue.
 */
const periodResolver: ResourceResolver = {
  type: 'period',
  async find(knex, ids, scope) {
    const { user_ref, readable, administered } = scope;
    const inWorkspacesSql = (workspaces: readonly string[]) =>
      inListSql(knex, 'time_periods.workspace_id', workspaces);
    const rows: any[] = await knex('time_periods')
      .leftJoin('people', 'people.user_ref', 'time_periods.member_id')
      .select('time_periods.*', 'people.display_name')
      .whereRaw(...inListSql(knex, 'time_periods.id', ids))
      .whereRaw(...inWorkspacesSql(readable))
      .where(visible =>
        visible
          .where('time_periods.member_id', user_ref)
          .orWhereRaw(...inWorkspacesSql(administered))
          .orWhereIn(
            'time_periods.member_id',
            selectManagedPeople(
              knex,
              knex.raw('time_periods.workspace_id'),
              user_ref,
            ),
          ),
      );
    return rows.map(({ id, workspace_id, member_id, ...row }) => {
      const workspace_slug = scope.getSlug(workspace_id)!;
      const display_name = row.display_name ?? parseEntityRef(member_id).name;
      return {
        type: 'period',
        id,
        title: formatPeriodLabel({ ...row, display_name }),
        workspace_slug,
        url:
          member_id === user_ref
            ? buildMyTimePath(workspace_slug, { week: row.week_start })
            : buildPeriodPath(workspace_slug, id),
        is_deleted: false,
      };
    });
  },
};

/** Adds submission and approval of people's weeks and months. */
export function addPeriods(core: Core): TimeSubfeature {
  const { router } = core;
  const reader = new PeriodReader(core);
  const periods = new PeriodService(core);
  router.handle(endpoints.listPeriods, context => reader.list(context));
  router.handle(endpoints.submitPeriod, context => periods.submit(context));
  router.handle(endpoints.getPeriod, context => reader.get(context));
  router.handle(endpoints.recallPeriod, context =>
    periods.changeStatus(context, { action: 'recall', reason: null }),
  );
  router.handle(endpoints.approvePeriod, context =>
    periods.changeStatus(context, { action: 'approve', reason: null }),
  );
  router.handle(endpoints.rejectPeriod, context =>
    periods.changeStatus(context, { action: 'reject', ...context.body }),
  );
  router.handle(endpoints.reopenPeriod, context =>
    periods.changeStatus(context, { action: 'reopen', ...context.body }),
  );
  router.handle(endpoints.getPeriodHistory, context =>
    reader.listHistory(context),
  );
  router.handle(endpoints.getPeriodChanges, context =>
    reader.getChanges(context),
  );
  core.minuteTasks.add('Adding people to steps of timesheets', () =>
    addMissingStepMembers(core.knex),
  );
  return {
    notifications: periodNotifications,
    resolvers: [periodResolver],
    seeding: createPeriodSeeding(core, periods),
  };
}
