import { parseEntityRef } from '@backstage/catalog-model';
import {
  buildMyTimePath,
  buildPeriodPath,
} from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { inListSql } from '../../../database/bulk';
import { WorkCalendar } from '../calendar/WorkCalendar';
import { ReadableItems } from '../people/ReadableItems';
import { selectManagedPeople } from '../people/selectManagedPeople';
import { createPeriodSeeding } from '../recordTime';
import { TimeSubfeature, TimeParts } from '../TimeParts';
import { formatPeriodLabel } from './PeriodRow';
import { periodNotifications } from './periodNotifications';
import { PeriodReader } from './PeriodReader';
import { PeriodReadModel } from './PeriodReadModel';
import { PeriodService } from './PeriodService';
import { PeriodStore } from './PeriodStore';
import { bindPeriods } from './routes';

/**
 * Resolves a period to a link: for its person to their week, for their managers and workspace
 * admins to the approval queue.
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
export function addPeriods(core: Core, { people }: TimeParts): TimeSubfeature {
  const { knex, reader, changes, audience, router } = core;
  const store = new PeriodStore();
  const calendar = new WorkCalendar();
  const periods = new PeriodService({
    changes,
    store,
    people,
    calendar,
    audience,
  });
  bindPeriods(router, {
    reader: new PeriodReader({
      knex,
      store,
      readModel: new PeriodReadModel(reader),
      items: new ReadableItems(audience),
      calendar,
      audience,
    }),
    periods,
  });
  return {
    notifications: periodNotifications,
    resolvers: [periodResolver],
    seeding: createPeriodSeeding(core, periods),
  };
}
