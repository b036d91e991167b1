import { Knex } from 'knex';
import { Writable } from 'stream';
import { Clock } from '../../../kernel/clock';
import { getLowestId } from '../../../database/ids';
import { Column, Row, TableFormat, writeTable } from '../../../exports';
import { DepartmentService } from '../../departments/DepartmentService';
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
import { StaffViewer, StaffRow } from '../StaffRow';

const BATCH_SIZE = 1_000;

/**
 * Streams lists of staff as files that the import accepts. Each query continues where the last
 * one ended, so a slow reader occupies no connection.
 */
export class StaffExporter {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      departments: DepartmentService;
    },
  ) {}

  /**
   * Writes a file and ends the output. Excludes people added after it began.
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
    const people = this.streamPeople(workspace_id, viewer, query);
    const rows = this.streamRows(workspace_id, columns, people);
    await writeTable(format, output, { name: 'Staff', columns }, rows);
  }

  private async *streamRows(
    workspace_id: string,
    columns: ReadonlyArray<Column & { header: StaffColumn }>,
    people: AsyncIterable<StaffRow>,
  ): AsyncGenerator<Row> {
    const { knex, departments } = this.deps;
    const texts = new DepartmentTexts(
      await departments.listCodes(knex, workspace_id),
    );
    for await (const person of people) {
      const cells = toStaffCells(person, texts);
      yield columns.map(({ header }) => cells[header]);
    }
  }

  private async *streamPeople(
    workspace_id: string,
    viewer: StaffViewer,
    query: StaffQuery,
  ): AsyncGenerator<StaffRow> {
    const { knex, clock } = this.deps;
    const filter = {
      ...toStaffFilter(workspace_id, viewer, query),
      upToId: getLowestId(clock.now() + 1),
    };
    const { order_by = 'name' } = query;
    let after: StaffPosition | undefined;
    for (;;) {
      const paging = { order_by, after, limit: BATCH_SIZE };
      const batch = await listStaff(knex, filter, paging);
      yield* batch.map(({ row }) => row);
      if (batch.length < BATCH_SIZE) {
        return;
      }
      after = batch[batch.length - 1].position;
    }
  }
}
