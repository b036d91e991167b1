import { TransferRecord } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { insertMany } from '../../database/bulk';
import { readInstant } from '../../database/dialect';
import { Workplace } from './Workplace';

/** One step of somebody's way through the departments, as it is stored. */
export type TransferRow = TransferRecord & { staff_member_id: string };

/** The table of how people moved through the departments. */
export class TransferStore {
  constructor(private readonly knex: Knex) {}

  /** Somebody's way, newest first, from behind an entry on. */
  async list(
    staff_member_id: string,
    { beforeId, limit }: { beforeId?: string; limit: number },
  ): Promise<TransferRecord[]> {
    const query = this.knex('staff_transfers')
      .where({ staff_member_id })
      .orderBy('id', 'desc')
      .limit(limit);
    if (beforeId) {
      query.where('id', '<', beforeId);
    }
    return (await query).map(toRecord);
  }

  /** How many entries somebody's way has. */
  async count(staff_member_id: string): Promise<number> {
    const [row] = await this.knex('staff_transfers')
      .where({ staff_member_id })
      .count({ count: '*' });
    return Number(row.count);
  }

  /** The workspace a department is in. */
  async workplaceOf(
    tx: Knex.Transaction,
    department_id: string,
  ): Promise<Workplace> {
    return tx('departments')
      .join('workspaces', 'workspaces.id', 'departments.workspace_id')
      .where('departments.id', department_id)
      .first('workspaces.id', 'workspaces.timezone');
  }

  /** Adds entries. */
  async insert(
    tx: Knex.Transaction,
    rows: readonly TransferRow[],
  ): Promise<void> {
    await insertMany(
      tx,
      'staff_transfers',
      rows.map(row => ({ ...row, created_at: new Date(row.created_at) })),
    );
  }
}

function toRecord({ staff_member_id: _, ...row }: any): TransferRecord {
  return { ...row, created_at: readInstant(row.created_at) };
}
