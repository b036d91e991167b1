import { StaffOrder } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Writable } from 'stream';
import { RequestContext } from '../../../access/Caller';
import { Clock } from '../../../kernel/clock';
import { getLowestId } from '../../../database/ids';
import { streamList } from '../../../database/paging';
import { Row, TableFormat, writeTable } from '../../../exports';
import { readDepartmentCodes } from '../../departments/DepartmentRow';
import { DepartmentTexts, toStaffCells, staffColumns } from './staffColumns';
import {
  listStaff,
  StaffFilter,
  StaffPosition,
  toStaffFilter,
  StaffQuery,
} from '../listStaff';
import { StaffViewer, toStaffResponse, toStaffViewer } from '../StaffRow';

const BATCH_SIZE = 1_000;

/**
 * Writes staff to a file that the import accepts, and ends the output. Excludes people who were
 * added after the export began.
 *
 * @throws ExportAborted when the client disconnects; all resources are then released
 */
export async function exportStaff(
  { knex, clock }: { knex: Knex; clock: Clock },
  format: TableFormat,
  { workspace, query, ...access }: RequestContext & { query: StaffQuery },
  output: Writable,
): Promise<void> {
  const viewer = toStaffViewer(access);
  const filter = {
    ...toStaffFilter(workspace.id, viewer, query),
    upToId: getLowestId(clock.now() + 1),
  };
  const rows = readRows(knex, viewer, filter, query.order_by);
  const worksheet = { name: 'Staff', columns: staffColumns };
  await writeTable(format, output, worksheet, rows);
}

async function* readRows(
  knex: Knex,
  viewer: StaffViewer,
  filter: StaffFilter,
  order_by: StaffOrder = 'name',
): AsyncGenerator<Row> {
  const texts = new DepartmentTexts(
    await readDepartmentCodes(knex, filter.workspace_id),
  );
  const people = streamList(BATCH_SIZE, {
    list: (after: StaffPosition | undefined, limit: number) =>
      listStaff(knex, filter, { order_by, after, limit }),
    getPosition: ({ position }) => position,
  });
  for await (const { row } of people) {
    const cells = toStaffCells(toStaffResponse(row, viewer), texts);
    yield staffColumns.map(({ header }) => cells[header]);
  }
}
