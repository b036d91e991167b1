import { Knex } from 'knex';
import { sumBy } from 'lodash';
import { selectHiddenProjects } from '../../../access/visibility/whereProjectVisible';
import { inListSql } from '../../../database/bulk';
import { PeriodRow } from './PeriodRow';
import { PeriodCell } from './PeriodStore';
import { PeriodViewer } from './selectPeriods';

/**
 * Sums the minutes of contents of a period without projects hidden from the viewer: one query for
 * any number of contents.
 */
export async function sumVisibleMinutes(
  knex: Knex,
  { member_id }: Pick<PeriodRow, 'member_id'>,
  contents: ReadonlyArray<readonly PeriodCell[]>,
  viewer: PeriodViewer,
): Promise<number[]> {
  const hidden = new Set<string>(
    viewer.sees_all || viewer.user_ref === member_id
      ? []
      : await knex('work_items')
          .whereIn(
            'project_id',
            selectHiddenProjects(knex, viewer.workspace_id, viewer),
          )
          .whereRaw(
            ...inListSql(knex, 'id', [
              ...new Set(contents.flat().map(([work_item_id]) => work_item_id)),
            ]),
          )
          .pluck('id'),
  );
  return contents.map(content =>
    sumBy(content, ([work_item_id, , minutes]) =>
      hidden.has(work_item_id) ? 0 : minutes,
    ),
  );
}
