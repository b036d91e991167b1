import { Knex } from 'knex';
import { Insertion, insertTogether } from '../../database/bulk';
import { normaliseForSearch } from '../../database/normaliseForSearch';
import { visibilityCodes } from './visibilityCodes';
import { ActivityRow } from './ActivityRow';

/** The append-only table of activity. */
export class ActivityLog {
  /** @param onInsert - called before rows are inserted */
  constructor(private readonly onInsert = () => {}) {}

  /** Adds rows, in the caller's transaction. */
  async append(tx: Knex, rows: ActivityRow[]): Promise<void> {
    await insertTogether(tx, [
      this.toInsertion(rows),
      ...this.toReaderInsertions(rows),
    ]);
  }

  /** The insertion of the users to whom rows are addressed by name. */
  toReaderInsertions(rows: readonly ActivityRow[]): Insertion[] {
    const readers = rows.flatMap(({ id, people }) =>
      people.map(user_ref => ({ user_ref, activity_id: id })),
    );
    return readers.length > 0
      ? [{ table: 'activity_readers', rows: readers }]
      : [];
  }

  /** The insertion of rows, for callers that insert more with them. */
  toInsertion(rows: ActivityRow[]): Insertion {
    this.onInsert();
    return { table: 'activity', rows: rows.map(toColumns) };
  }
}

function toColumns({ people: _, ...row }: ActivityRow) {
  return {
    ...row,
    visibility: visibilityCodes[row.visibility],
    created_at: new Date(row.created_at),
    search_text: toSearchText(row),
  };
}

/** The text that `q` searches: label, entity id and user name. */
export function toSearchText(
  row: Pick<ActivityRow, 'entity_label' | 'entity_id' | 'user_name'>,
): string {
  return normaliseForSearch(
    [row.entity_label, row.entity_id, row.user_name]
      .filter(text => text !== null)
      .join('\n'),
  );
}
