import { NotFoundError } from '@backstage/errors';
import { buildWorklogPath } from '@callboard/plugin-callboard-common';
import { Relations } from '../../../access/Relations';
import { Core } from '../../../core/Core';
import { whereProjectMember } from '../../../access/visibility/whereProjectVisible';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { whereProjectInScope } from '../../../core/resources/VisibilityScope';
import { inListSql } from '../../../database/bulk';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { WorklogExporter } from './WorklogExporter';
import { createTimeSeeding } from '../recordTime';
import { Summaries } from '../summaries/Summaries';
import { SummaryReadModel } from '../summaries/SummaryReadModel';
import { TimeSubfeature, TimeParts } from '../TimeParts';
import { bindWorklogs } from './routes';
import { WorklogService } from './WorklogService';

/** Resolves worklogs to links into their work item, with its label. */
const worklogResolver: ResourceResolver = {
  type: 'worklog',
  async find(knex, ids, scope) {
    const query = knex('worklogs')
      .join('work_items', 'work_items.id', 'worklogs.work_item_id')
      .join('projects', 'projects.id', 'worklogs.project_id')
      .select(
        'worklogs.id',
        'worklogs.work_item_id',
        'work_items.title',
        'work_items.number',
        'projects.identifier',
        'projects.workspace_id',
        'projects.entity_ref',
        'worklogs.deleted_at',
        'work_items.deleted_at as item_deleted_at',
      )
      .whereRaw(...inListSql(knex, 'worklogs.id', ids))
      .where(read =>
        read
          .whereRaw(
            ...inListSql(knex, 'projects.workspace_id', scope.administered),
          )
          .orWhere('worklogs.logged_by', scope.user_ref)
          .orWhere(whereProjectMember(scope.user_ref)),
      );
    const rows = await whereProjectInScope(knex, query, scope);
    return rows.map(row => ({
      type: 'worklog',
      id: row.id,
      title: `${formatItemIdentifier(row.identifier, row.number)} ${row.title}`,
      workspace_slug: scope.getSlug(row.workspace_id)!,
      url: buildWorklogPath(row.entity_ref, row.work_item_id, row.id),
      is_deleted: row.deleted_at !== null || row.item_deleted_at !== null,
    }));
  },
};

/** Adds worklogs with their lists, sums and exports. */
export function addWorklogs(core: Core, parts: TimeParts): TimeSubfeature {
  const { changes, clock, router } = core;
  defineLoggerRelation(core.relations);
  bindWorklogs(router, {
    clock,
    worklogs: new WorklogService({ changes, ...parts }),
    reader: parts.worklogReader,
    exporter: new WorklogExporter({ clock, ...parts }),
    summaries: new Summaries(new SummaryReadModel(core.reader)),
  });
  return {
    resolvers: [worklogResolver],
    seeding: createTimeSeeding(core, parts),
  };
}

/** Defines the relation of a person to their own worklogs. It needs no role in the project. */
function defineLoggerRelation(relations: Relations): void {
  relations.define(
    'logger',
    async (knex, { user_ref, project_id, params: { iid, id } }) => {
      const worklog = await knex('worklogs')
        .select('logged_by')
        .where({ id, work_item_id: iid, project_id })
        .whereNull('deleted_at')
        .first();
      if (!worklog) {
        throw new NotFoundError(`Time entry ${id} not found`);
      }
      return worklog.logged_by === user_ref;
    },
  );
}
