import { Knex } from 'knex';
import { buildValuesTable } from '../../../database/bulk';
import { epochMsSql } from '../../../database/dialect';
import { addDays } from '../rules/workingDays';
import { TimeViewer, whereTimeVisible } from './whereTimeVisible';
import { WorklogRow } from './WorklogRow';

/**
 * Returns the ids of worklogs that overlap with other worklogs of their person that the viewer may
 * read: one query, which reads three days of `worklogs_member_idx` for each worklog. No worklog is
 * longer than a day.
 */
export async function findOverlappingWorklogs(
  knex: Knex,
  viewer: TimeViewer,
  entries: readonly WorklogRow[],
): Promise<ReadonlySet<string>> {
  const spans = entries.flatMap(entry => {
    if (entry.started_at === null) return [];
    const from = Date.parse(entry.started_at);
    return {
      id: entry.id,
      logged_by: entry.logged_by,
      first_day: addDays(entry.logged_at, -1),
      last_day: addDays(entry.logged_at, 1),
      span_from: String(from),
      span_to: String(from + entry.duration_minutes * 60_000),
    };
  });
  if (spans.length === 0) return new Set();
  const start = epochMsSql(knex, 'worklogs.started_at');
  const spansTable = buildValuesTable(knex, 'spans', spans, [
    ...(['id', 'logged_by', 'first_day', 'last_day'] as const),
    ...(['span_from', 'span_to'] as const),
  ]);
  const found = knex
    .from(spansTable as any)
    // SQLite keeps the order of a cross join.
    .crossJoin('worklogs' as any)
    .whereRaw('worklogs.logged_by = spans.logged_by')
    .whereRaw('worklogs.logged_at BETWEEN spans.first_day AND spans.last_day')
    .whereNull('worklogs.deleted_at')
    .whereNotNull('worklogs.started_at')
    .whereRaw('CAST(worklogs.id AS text) <> spans.id')
    .whereRaw(`${start} < CAST(spans.span_to AS bigint)`)
    .whereRaw(
      `${start} + worklogs.duration_minutes * 60000 > CAST(spans.span_from AS bigint)`,
    )
    .distinct('spans.id');
  const rows: Array<{ id: string }> = await whereTimeVisible(
    knex,
    found,
    viewer,
  );
  return new Set(rows.map(({ id }) => id));
}
