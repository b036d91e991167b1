import { Knex } from 'knex';
import {
  Activity,
  FieldChange,
  Visibility,
} from '@callboard/plugin-callboard-common';
import { max, min } from 'lodash';
import { Insertion, insertTogether, inListSql } from '../database/bulk';
import { normaliseForSearch } from '../database/text';
import { LogConsumers } from './LogConsumers';

export interface RewrittenRow<Row> {
  before: Row;
  after: Row;
}

/**
 * The stored codes of visibilities. The visibilities that include all members of a workspace or
 * project have the lowest codes, so that one condition, `IS_SHARED`, can limit an index to them.
 */
export const visibilityCodes: Record<Visibility, number> = {
  workspace: 1,
  project: 2,
  project_members: 3,
  people: 4,
  admins: 5,
};

/** SQL for "the row is visible to all members of a workspace or project". */
export const IS_SHARED = 'visibility <= 3';

const visibilityByCode = new Map(
  Object.entries(visibilityCodes).map(([name, code]) => [
    code,
    name as Visibility,
  ]),
);

export function readVisibility(code: number): Visibility {
  return visibilityByCode.get(code)!;
}

/** A row of the log for insertion. */
export type ActivityRow = Omit<Activity, 'created_at' | 'changes'> & {
  project_id: string | null;
  visibility: Visibility;
  /** The audience, if `visibility` is `people`. */
  people: readonly string[];
  /** Milliseconds since 1970; the same time as in the id. */
  created_at: number;
  changes: FieldChange[];
  /**
   * Whether it is a detail: a consequence of another change, or one part of a bulk operation. Lists
   * and totals omit details.
   */
  is_detail: boolean;
  /** Whether its time differs from the time of insertion. */
  is_dated: boolean;
};

/** The append-only table of activity. */
export class ActivityLog {
  /** @param consumers - the log's consumers, which run soon after rows are inserted */
  constructor(private readonly consumers?: LogConsumers) {}

  async append(tx: Knex, rows: ActivityRow[]): Promise<void> {
    await insertTogether(tx, [
      this.toInsertion(rows),
      this.toReaderInsertion(rows),
    ]);
  }

  /** The insertion of the users to whom rows are addressed by name. */
  toReaderInsertion(rows: readonly ActivityRow[]): Insertion {
    const readers = rows.flatMap(({ id, people }) =>
      people.map(user_ref => ({ user_ref, activity_id: id })),
    );
    return { table: 'activity_readers', rows: readers };
  }

  /**
   * The insertion of log rows, for callers that insert other rows in the same statement. Also makes
   * the consumers run soon.
   */
  toInsertion(rows: ActivityRow[]): Insertion {
    this.consumers?.noteWork();
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

/**
 * SQL for "the row has one of these ids", and its bindings. Also limits the range of ids, because
 * PostgreSQL would otherwise search every monthly partition for each id.
 *
 * @param ids - at least one
 */
export function inActivityIdsSql(
  knex: Knex,
  ids: readonly string[],
): [sql: string, bindings: Knex.RawBinding[]] {
  const [inListCondition, bindings] = inListSql(knex, 'id', ids);
  return [
    `${inListCondition} AND id >= ? AND id <= ?`,
    [...bindings, min(ids)!, max(ids)!],
  ];
}
