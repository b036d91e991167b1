import { Knex } from 'knex';
import { Insertion, insertTogether } from '../../database/bulk';
import { foldText } from '../../database/foldText';
import { visibilityCodes } from '../../visibility/visibilityCodes';
import { ActivityRow } from './ActivityRow';

/** The append-only table of who did what. */
export class ActivityLog {
  /** @param onInsert - called when rows are about to be inserted */
  constructor(private readonly onInsert = () => {}) {}

  /** Adds rows, in the caller's transaction. */
  async append(tx: Knex, rows: ActivityRow[]): Promise<void> {
    await insertTogether(tx, [this.insertionOf(rows), ...this.readersOf(rows)]);
  }

  /** For whom rows are by name, as it is inserted. */
  readersOf(rows: readonly ActivityRow[]): Insertion[] {
    const readers = rows.flatMap(({ id, people }) =>
      people.map(user_ref => ({ user_ref, activity_id: id })),
    );
    return readers.length > 0
      ? [{ table: 'activity_readers', rows: readers }]
      : [];
  }

  /** Rows as they are inserted, for who has more to insert with them. */
  insertionOf(rows: ActivityRow[]): Insertion {
    this.onInsert();
    return { table: 'activity', rows: rows.map(toColumns) };
  }
}

function toColumns({ people: _, ...row }: ActivityRow) {
  return {
    ...row,
    visibility: visibilityCodes[row.visibility],
    created_at: new Date(row.created_at),
    search_text: searchTextOf(row),
  };
}

/** What `q` searches in: label, entity id and user name. */
export function searchTextOf(
  row: Pick<ActivityRow, 'entity_label' | 'entity_id' | 'user_name'>,
): string {
  return foldText(
    [row.entity_label, row.entity_id, row.user_name]
      .filter(text => text !== null)
      .join('\n'),
  );
}
