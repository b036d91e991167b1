import { Knex } from 'knex';
import { findLast, groupBy, uniq } from 'lodash';
import { Change } from '../../../changes/Changes';
import { buildValuesTable, inListSql } from '../../../database/bulk';
import { uuidSql } from '../../../database/dialect';
import { iterateInChunks } from '../../../kernel/yielding';
import { StaffMove } from '../../staff/StaffChanges';
import { lockPeople } from './lockPeople';

export interface DepartmentHistory {
  /** The current department. */
  department_id: string | null;
  /** In the order of recording. A transfer can take effect before an earlier recorded transfer. */
  transfers: ReadonlyArray<{
    from_department_id: string | null;
    to_department_id: string | null;
    /** The first day in the new department. */
    effective_date: string;
  }>;
}

/**
 * Finds a person's department on a day; null for people who are not on the staff. Among the
 * transfers that have taken effect by then, the transfer recorded last gives its target. If none has
 * taken effect, the transfer recorded first gives its source. If the person has no transfers,
 * returns the current department.
 */
export function findDepartmentOn(
  history: DepartmentHistory | undefined,
  date: string,
): string | null {
  const { department_id = null, transfers = [] } = history ?? {};
  if (transfers.length === 0) {
    return department_id;
  }
  const effective = findLast(
    transfers,
    ({ effective_date }) => effective_date <= date,
  );
  return effective
    ? effective.to_department_id
    : transfers[0].from_department_id;
}

/**
 * Returns the department histories of people by User reference, in two queries. Omits people who
 * are not on the staff.
 */
export async function readDepartmentHistories(
  knex: Knex,
  workspace_id: string,
  user_refs: readonly string[],
): Promise<ReadonlyMap<string, DepartmentHistory>> {
  const staff: any[] = await knex('staff')
    .select('id', 'user_ref', 'department_id')
    .where({ workspace_id })
    .whereRaw(...inListSql(knex, 'user_ref', uniq(user_refs), 'text'))
    .whereNull('deleted_at');
  const transfers: any[] =
    staff.length === 0
      ? []
      : await knex('staff_transfers')
          .select(
            'staff_member_id',
            'from_department_id',
            'to_department_id',
            'effective_date',
          )
          .whereRaw(
            ...inListSql(
              knex,
              'staff_member_id',
              staff.map(({ id }) => id),
            ),
          )
          .orderBy('id');
  const byPerson = groupBy(transfers, 'staff_member_id');
  return new Map(
    staff.map(({ id, user_ref, department_id }) => [
      user_ref,
      { department_id, transfers: byPerson[id] ?? [] },
    ]),
  );
}

/** The number of spans per statement. A span of several years has about a thousand worklogs. */
const SPANS_PER_STATEMENT = 10;

/**
 * Updates the departments stored with the worklogs of people who moved to another department, in
 * one statement per `SPANS_PER_STATEMENT` spans. Worklogs of days before the move keep their
 * department.
 */
export async function updateWorklogDepartments(
  change: Change,
  workspace_id: string,
  moves: readonly StaffMove[],
): Promise<void> {
  const { tx } = change;
  const refs = moves.map(({ user_ref }) => user_ref);
  // Waits for concurrent inserts of worklogs, which still use the old department.
  await lockPeople(change, workspace_id, refs);
  const histories = await readDepartmentHistories(tx, workspace_id, refs);
  const spans = moves.flatMap(({ user_ref, since }) => {
    const history = histories.get(user_ref);
    return history ? listSpansSince(user_ref, since, history) : [];
  });
  for await (const batch of iterateInChunks(spans, SPANS_PER_STATEMENT)) {
    await updateWorklogsInSpans(tx, workspace_id, batch);
  }
}

interface DepartmentSpan {
  user_ref: string;
  first: string;
  /** The day after the last day of the range. */
  until: string;
  /** An empty string for no department. */
  department_id: string;
}

const END_OF_TIME = '9999-12-31';

function listSpansSince(
  user_ref: string,
  since: string,
  history: DepartmentHistory,
): DepartmentSpan[] {
  const laterDates = history.transfers
    .map(({ effective_date }) => effective_date)
    .filter(date => date > since);
  const starts = [since, ...[...new Set(laterDates)].sort()];
  return starts.map((first, index) => ({
    user_ref,
    first,
    until: starts[index + 1] ?? END_OF_TIME,
    department_id: findDepartmentOn(history, first) ?? '',
  }));
}

async function updateWorklogsInSpans(
  tx: Knex.Transaction,
  workspace_id: string,
  spans: readonly DepartmentSpan[],
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
