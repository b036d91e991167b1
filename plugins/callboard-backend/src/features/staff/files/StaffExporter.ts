import { Knex } from 'knex';
import { Writable } from 'stream';
import { Clock } from '../../../kernel/clock';
import { getLowestId } from '../../../database/ids';
import { streamList } from '../../../database/paging';
import { Column, Row, TableFormat, writeTable } from '../../../exports';
import { readDepartmentCodes } from '../../departments/DepartmentRow';
import {
  DepartmentTexts,
  publicStaffColumns,
  toStaffCells,
  StaffColumn,
  staffColumns,
} from './staffColumns';
import {
  listStaff,
  StaffPosition,
  toStaffFilter,
  StaffQuery,
} from '../listStaff';
import { StaffViewer } from '../StaffRow';

const BATCH_SIZE = 1_000;

/** Streams lists of staff as files that the import accepts. */
export class StaffExporter {
  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

  /**
   * Writes a file and ends the output. Excludes people who were added after the export began.
   *
   * @throws ExportAborted when the client disconnects; all resources are then released
   */
  async write(
    format: TableFormat,
    workspace_id: string,
    viewer: StaffViewer,
    query: StaffQuery,
    output: Writable,
  ): Promise<void> {
    const columns = viewer.role === 'admin' ? staffColumns : publicStaffColumns;
    const rows = this.streamRows(columns, workspace_id, viewer, query);
    await writeTable(format, output, { name: 'Staff', columns }, rows);
  }

  private async *streamRows(
    columns: ReadonlyArray<Column & { header: StaffColumn }>,
    workspace_id: string,
    viewer: StaffViewer,
    query: StaffQuery,
  ): AsyncGenerator<Row> {
    const { knex, clock } = this.deps;
    const texts = new DepartmentTexts(
      await readDepartmentCodes(knex, workspace_id),
    );
    const filter = {
      ...toStaffFilter(workspace_id, viewer, query),
      upToId: getLowestId(clock.now() + 1),
    };
    const { order_by = 'name' } = query;
    const people = streamList(BATCH_SIZE, {
      list: (after: StaffPosition | undefined, limit: number) =>
        listStaff(knex, filter, { order_by, after, limit }),
      getPosition: ({ position }) => position,
    });
    for await (const { row } of people) {
      const cells = toStaffCells(row, texts);
      yield columns.map(({ header }) => cells[header]);
    }
  }
}
