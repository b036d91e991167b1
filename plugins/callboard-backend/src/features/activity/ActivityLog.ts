import { Activity, FieldChange } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Insertion, insertTogether } from '../../database/bulk';
import { foldCase } from '../../database/foldCase';

/** A row of the log as it is written. */
export type ActivityRow = Omit<Activity, 'created_at' | 'changes'> & {
  /** The project it is about: who may not see that may not see this. */
  project_id: string | null;
  /** Milliseconds since 1970; the same as in the id. */
  created_at: number;
  changes: FieldChange[];
  /** One of many changes of a bulk operation; lists and totals leave it out. */
  is_detail: boolean;
};

/** The append-only table of who did what. */
export class ActivityLog {
  /** Adds rows, in the caller's transaction. */
  async append(tx: Knex, rows: ActivityRow[]): Promise<void> {
    await insertTogether(tx, [this.insertionOf(rows)]);
  }

  /** Rows as they are inserted, for who has more to insert with them. */
  insertionOf(rows: ActivityRow[]): Insertion {
    return { table: 'activity', rows: rows.map(toColumns) };
  }
}

function toColumns(row: ActivityRow) {
  return {
    ...row,
    created_at: new Date(row.created_at),
    search_text: searchText(row),
  };
}

/** What `q` searches in: label, entity id and user name. */
function searchText(row: ActivityRow): string {
  return foldCase(
    [row.entity_label, row.entity_id, row.user_name]
      .filter(text => text !== null)
      .join('\n'),
  );
}
