import {
  buildWorklogPath,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { whereProjectMember } from '../../../access/visibility/whereProjectVisible';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { whereProjectInScope } from '../../../core/resources/VisibilityScope';
import { inListSql } from '../../../database/bulk';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { createTimeSeeding } from '../recordTime';
import { summariseWorklogs } from '../summaries/summariseWorklogs';
import { TimeCore, TimeSubfeature } from '../TimeCore';
import { WorklogService } from './WorklogService';
import { ContractRouter } from '../../../http/ContractRouter';
import { bindTableDownloads } from '../../../http/downloads';
import { WorklogReader } from './WorklogReader';
import { WorklogRow } from './WorklogRow';
import { ContextOf } from '../../../http/Handler';
import { getLowestId } from '../../../database/ids';
import { streamList } from '../../../database/paging';
import { CellValue, Column, Row, writeTable } from '../../../exports';
import { readTimeViewer } from './whereTimeVisible';
import { listWorklogs, WorklogPosition } from './listWorklogs';

const BATCH_SIZE = 1_000;

/** The columns of a worklog export; the import reads the same columns. */
export const worklogColumns = [
  { header: 'date', kind: 'date' },
  { header: 'person', kind: 'text', width: 28 },
  { header: 'person_name', kind: 'text', width: 24 },
  { header: 'project', kind: 'text', width: 12 },
  { header: 'work_item', kind: 'text', width: 12 },
  { header: 'title', kind: 'text', width: 40 },
  { header: 'minutes', kind: 'number' },
  { header: 'hours', kind: 'number' },
  { header: 'description', kind: 'text', width: 48 },
  { header: 'started_at', kind: 'text', width: 26 },
  { header: 'is_billable', kind: 'text' },
  { header: 'activity_type', kind: 'text', width: 16 },
  { header: 'entry_id', kind: 'text', width: 38 },
] as const satisfies readonly Column[];

type WorklogColumn = (typeof worklogColumns)[number]['header'];

export function toWorklogCells(
  row: WorklogRow,
): Record<WorklogColumn, CellValue> {
  return {
    date: row.logged_at,
    person: row.logged_by,
    person_name: row.logged_by_name,
    project: row.identifier.slice(0, row.identifier.lastIndexOf('-')),
    work_item: row.identifier,
    title: row.title,
    minutes: row.duration_minutes,
    hours: Math.round((row.duration_minutes / 60) * 100) / 100,
    description: row.description,
    started_at: row.started_at,
    is_billable: row.is_billable,
    activity_type: row.activity_type,
    entry_id: row.id,
  };
}

/**
 * Streams the rows of a file that the import can read again. Excludes worklogs created after the
 * export began. Each query continues where the last one ended, so a slow download does not occupy a
 * connection.
 */
async function* streamRows(
  { knex, reader, clock }: TimeCore,
  context: ContextOf<'exportWorklogsCsv'>,
): AsyncGenerator<Row> {
  const { order_by, ...filters } = context.query;
  const selection = {
    ...filters,
    viewer: await readTimeViewer(knex, context),
    upToId: getLowestId(clock.now() + 1),
  };
  const worklogs = streamList(BATCH_SIZE, {
    list: (after: WorklogPosition | undefined, limit: number) =>
      listWorklogs(reader, selection, { order_by, after, limit }),
    getPosition: ({ position }) => position,
  });
  for await (const { row } of worklogs) {
    const cells = toWorklogCells(row);
    yield worklogColumns.map(({ header }) => cells[header]);
  }
}

/**
 * Resolves a worklog to a link that opens it in its work item. The link has the title of the work
 * item.
 */
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
      .where(visible =>
        visible
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

export function addWorklogs(core: TimeCore): TimeSubfeature {
  const { router } = core;
  bindWorklogs(router, new WorklogService(core), new WorklogReader(core));
  router.handle(endpoints.getProjectTimeSummary, context => {
    const { include, ...filters } = context.query;
    const project_id = [context.project.id];
    return summariseWorklogs(
      core,
      context,
      { ...filters, project_id },
      include,
    );
  });
  router.handle(endpoints.getTimeSummary, context => {
    const { include, ...filters } = context.query;
    return summariseWorklogs(core, context, filters, include);
  });
  bindTableDownloads(router, core.clock, {
    title: 'Worklogs',
    endpoints: {
      csv: endpoints.exportWorklogsCsv,
      xlsx: endpoints.exportWorklogsXlsx,
    },
    write: (format, context, output) =>
      writeTable(
        format,
        output,
        { name: 'Worklogs', columns: worklogColumns },
        streamRows(core, context),
      ),
  });
  return {
    resolvers: [worklogResolver],
    seeding: createTimeSeeding(core),
  };
}

function bindWorklogs(
  router: ContractRouter,
  worklogs: WorklogService,
  reader: WorklogReader,
) {
  router.handle(endpoints.listWorklogs, context =>
    reader.list(context, context.query),
  );
  router.handle(endpoints.listWorklogsOfItem, context =>
    reader.listByItem(context),
  );
  router.handle(endpoints.createWorklog, context => worklogs.create(context));
  router.handle(endpoints.getWorklog, context => reader.get(context));
  router.handle(endpoints.replaceWorklog, context => worklogs.replace(context));
  router.handle(endpoints.updateWorklog, context => worklogs.update(context));
  router.handle(endpoints.deleteWorklog, context => worklogs.delete(context));
}
