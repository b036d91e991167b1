import { Knex } from 'knex';
import { isAfter } from '../../../changes/log/arrivals';
import { inListSql } from '../../../database/bulk';
import { isPostgres } from '../../../database/dialect';
import { readVisibility } from '../../../visibility/visibilityCodes';
import { readChainEnd } from '../seals/chain';
import { Position } from '../seals/positions';
import { rowSealSql } from '../seals/rowSealSql';

/** The sealed fields of a row that lists do not show. */
export interface HiddenContent {
  project_id: string | null;
  visibility: string | null;
  is_detail: boolean;
  is_dated: boolean;
}

/** The position of a row of the log in the chain. */
export interface Located {
  hidden: HiddenContent;
  /** The seal of the rows that arrived with it; undefined when not sealed yet. */
  segment: number | undefined;
}

/**
 * Finds the seals that rows of the log belong to.
 *
 * @param ids - highest first, at least one
 */
export async function locateRows(
  knex: Knex,
  ids: readonly string[],
): Promise<Map<string, Located>> {
  const end = await readChainEnd(knex);
  // A mark, which covers no rows, may follow it.
  const [{ last }] = await knex('activity_seals')
    .where({ kind: 'rows' })
    .max({ last: 'number' });
  const rows: any[] = await knex('activity')
    .select('id', 'arrival', 'project_id', 'visibility', 'is_detail')
    .select('is_dated', knex.raw(`${rowSealSql(knex)} AS segment`))
    .whereRaw(...inListSql(knex, 'activity.id', ids))
    // Lets PostgreSQL prune partitions.
    .whereBetween('activity.id', [ids[ids.length - 1], ids[0]]);
  return new Map(
    rows.map(row => {
      const { id, project_id, segment } = row;
      // Rows skipped after the last seal over rows.
      const isPassed = isWithin(knex, row, end.position);
      const number = segment ?? (isPassed ? last : null);
      return [
        id,
        {
          hidden: {
            project_id,
            visibility: readVisibility(row.visibility) ?? null,
            is_detail: Boolean(row.is_detail),
            is_dated: Boolean(row.is_dated),
          },
          segment: number === null ? undefined : Number(number),
        },
      ];
    }),
  );
}

function isWithin(knex: Knex, row: Position, end: Position): boolean {
  const arrival = String(row.arrival);
  return arrival === end.arrival && isPostgres(knex)
    ? row.id <= end.id
    : !isAfter(arrival, end.arrival);
}
