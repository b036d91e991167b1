import { Knex } from 'knex';
import { Change } from '../../../changes/Changes';
import { inListSql, buildValuesTable } from '../../../database/bulk';
import { uuidSql } from '../../../database/dialect';
import { lockForNoKeyUpdate } from '../../../database/locks';
import { iterateInChunks } from '../../../kernel/yielding';
import { StaffMove } from '../../staff/StaffChanges';
import {
  readDepartmentHistories,
  DepartmentHistory,
  findDepartmentOn,
} from './departmentHistory';

/** The number of spans per statement. Some years of one person are about a thousand worklogs. */
const SPANS_PER_STATEMENT = 10;

/** Updates the departments stored with worklogs: the one in which the person was on that day. */
export class EntryDepartments {
  /**
   * Updates the worklogs of people who moved to another department, in one statement for every ten
   * spans. Worklogs of days before the move keep their department.
   */
  async updateWorklogs(
    { tx }: Change,
    workspace_id: string,
    moves: readonly StaffMove[],
  ): Promise<void> {
    const refs = moves.map(({ user_ref }) => user_ref);
    // Waits for concurrent inserts of worklogs, which still use the old department.
    await lockForNoKeyUpdate(
      tx('time_people')
        .select('user_ref')
        .where({ workspace_id })
        .whereRaw(...inListSql(tx, 'user_ref', refs, 'text'))
        .orderBy('user_ref'),
    );
    const histories = await readDepartmentHistories(tx, workspace_id, refs);
    const spans = moves.flatMap(({ user_ref, since }) => {
      const history = histories.get(user_ref);
      return history ? listSpansSince(user_ref, since, history) : [];
    });
    for await (const batch of iterateInChunks(spans, SPANS_PER_STATEMENT)) {
      await updateSpans(tx, workspace_id, batch);
    }
  }
}

/** A range of a person's days in one department. */
interface Span {
  user_ref: string;
  first: string;
  /** The day after the last. */
  until: string;
  /** An empty string for no department. */
  department_id: string;
}

const END_OF_TIME = '9999-12-31';

/** Lists a person's department spans since a day. */
function listSpansSince(
  user_ref: string,
  since: string,
  history: DepartmentHistory,
): Span[] {
  const later = history.transfers
    .map(({ effective_date }) => effective_date)
    .filter(date => date > since);
  const starts = [since, ...[...new Set(later)].sort()];
  return starts.map((first, index) => ({
    user_ref,
    first,
    until: starts[index + 1] ?? END_OF_TIME,
    department_id: findDepartmentOn(history, first) ?? '',
  }));
}

async function updateSpans(
  tx: Knex.Transaction,
  workspace_id: string,
  spans: readonly Span[],
): Promise<void> {
  const spansTable = buildValuesTable(tx, 'spans', spans, [
    'user_ref',
    'first',
    'until',
    'department_id',
  ]);
  const department = uuidSql(tx, "nullif(spans.department_id, '')");
  await tx.raw(
    `UPDATE worklogs SET department_id = ${department} FROM ?
     WHERE worklogs.workspace_id = ? AND worklogs.logged_by = spans.user_ref
       AND worklogs.logged_at >= spans.first AND worklogs.logged_at < spans.until
       AND worklogs.deleted_at IS NULL
       AND worklogs.department_id IS DISTINCT FROM ${department}`,
    [spansTable, workspace_id],
  );
}
