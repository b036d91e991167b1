import { Activity, FieldChange } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { writeJson } from '../../database/dialect';
import { foldCase } from '../../database/foldCase';

/** A row of the log as it is written. */
export type ActivityRow = Omit<Activity, 'created_at' | 'changes'> & {
  /** Milliseconds since 1970; the same as in the id. */
  created_at: number;
  changes: FieldChange[];
  /** One of many changes of a bulk operation; lists and totals leave it out. */
  is_detail: boolean;
};

/** SQLite allows 32 766 bindings in a statement. */
const ROWS_PER_INSERT = 500;

/** The append-only table of who did what. */
export class ActivityLog {
  /** Adds rows, in the caller's transaction. */
  async append(tx: Knex, rows: ActivityRow[]): Promise<void> {
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await tx('activity').insert(
        rows.slice(start, start + ROWS_PER_INSERT).map(toColumns),
      );
    }
  }
}

function toColumns(row: ActivityRow) {
  return {
    ...row,
    metadata: row.metadata === null ? null : writeJson(row.metadata),
    changes: writeJson(row.changes),
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
