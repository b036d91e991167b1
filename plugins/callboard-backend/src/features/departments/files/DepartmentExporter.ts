import { Knex } from 'knex';
import { Writable } from 'stream';
import { Row, TableFormat, writeTable } from '../../../exports';
import { CodeIndex } from './CodeIndex';
import { toDepartmentCells, departmentColumns } from './departmentColumns';
import { DepartmentStore } from '../DepartmentStore';
import {
  DepartmentFilter,
  DepartmentPosition,
  listDepartments,
  getPosition,
} from '../listDepartments';

const BATCH = 500;

/** Streams lists of departments as files that can be imported again. */
export class DepartmentExporter {
  constructor(
    private readonly deps: {
      knex: Knex;
      store: DepartmentStore;
    },
  ) {}

  /**
   * Writes a file and ends the output.
   *
   * @throws ExportAborted when the client disconnects; all resources are then released
   */
  async write(
    format: TableFormat,
    filter: DepartmentFilter,
    output: Writable,
  ): Promise<void> {
    const sheet = { name: 'Departments', columns: departmentColumns };
    await writeTable(format, output, sheet, this.readDepartmentRows(filter));
  }

  private async *readDepartmentRows(
    filter: DepartmentFilter,
  ): AsyncGenerator<Row> {
    const { knex, store } = this.deps;
    const all = await store.listCodes(knex, filter.workspace_id);
    const index = new CodeIndex(all);
    const parents = new Map(all.map(item => [item.id, index.findCode(item)]));
    let after: DepartmentPosition | undefined;
    for (;;) {
      const batch = await listDepartments(knex, filter, {
        after,
        limit: BATCH,
      });
      for (const department of batch) {
        yield toDepartmentCells(
          department,
          parents.get(department.parent_id ?? '') ?? null,
        );
      }
      if (batch.length < BATCH) {
        return;
      }
      after = getPosition(batch[batch.length - 1]);
    }
  }
}
