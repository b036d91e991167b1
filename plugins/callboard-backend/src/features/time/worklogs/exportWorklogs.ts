import {
  WorklogFilters,
  WorklogOrder,
} from '@callboard/plugin-callboard-common';
import { Writable } from 'stream';
import { RequestContext } from '../../../access/Caller';
import { Core } from '../../../core/Core';
import { getLowestId } from '../../../database/ids';
import { streamList } from '../../../database/paging';
import {
  Row,
  TableFormat,
  writeTable,
  CellValue,
  Column,
} from '../../../exports';
import { WorklogRow } from './WorklogRow';
import { readTimeViewer } from './whereTimeVisible';
import { listWorklogs, WorklogPosition } from './listWorklogs';

const BATCH_SIZE = 1_000;

type ExportCore = Pick<Core, 'knex' | 'reader' | 'clock'>;
type ExportQuery = WorklogFilters & { order_by: WorklogOrder };

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

/** The name of a column of a worklog export. */
type WorklogColumn = (typeof worklogColumns)[number]['header'];

/** A worklog as the cells of an export. */
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
 * Writes a list as a file that the import can read again, and ends the output. Excludes worklogs
 * created after the export began.
 *
 * @throws ExportAborted when the client disconnects; all resources are released then
 */
export async function exportWorklogs(
  core: ExportCore,
  format: TableFormat,
  context: RequestContext & { query: ExportQuery },
  output: Writable,
): Promise<void> {
  const worksheet = { name: 'Worklogs', columns: worklogColumns };
  await writeTable(format, output, worksheet, streamRows(core, context));
}

/**
 * Streams the rows of an export. Each query continues where the last one ended, so a slow download
 * does not occupy a connection.
 */
async function* streamRows(
  { knex, reader, clock }: ExportCore,
  context: RequestContext & { query: ExportQuery },
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
