import { JsonObject } from '@backstage/types';
import { FieldChange } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { Arrival, getArrivalBinding } from '../../../database/arrivals';
import { inListSql } from '../../../database/bulk';
import { readInstant, readJson } from '../../../database/dialect';
import { getLowestId } from '../../../database/ids';
import { RowMatcher, MatchedLogRow } from '../rules/criticalRules';

async function markCreatorMemberships(
  tx: Knex,
  rows: ReadonlyArray<Omit<MatchedLogRow, 'isCreatorMembership'>>,
): Promise<MatchedLogRow[]> {
  const ownMemberships = rows.filter(
    ({ user_id, action, entity_type, changes }) =>
      action === 'create' &&
      entity_type === 'workspace_member' &&
      changes.some(
        ({ field, new_value }) => field === 'user_ref' && new_value === user_id,
      ),
  );
  const creatingActions = await findCreatingActions(
    tx,
    uniq(ownMemberships.map(({ workspace_id }) => workspace_id)),
  );
  const creatorMemberships = new Set(
    ownMemberships.filter(row => creatingActions.has(getActionKey(row))),
  );
  return rows.map(row => ({
    ...row,
    isCreatorMembership: creatorMemberships.has(row),
  }));
}

/**
 * Returns the keys of the actions that created the given workspaces. Excludes rows that users post:
 * a user could post such a row to hide that they made themselves an admin.
 */
async function findCreatingActions(
  tx: Knex,
  workspaces: readonly string[],
): Promise<Set<string>> {
  const creations =
    workspaces.length > 0
      ? await tx('activity')
          .select('workspace_id', 'user_id', 'created_at')
          .where({ entity_type: 'workspace', action: 'create' })
          .whereNot('source', 'frontend')
          .whereRaw(...inListSql(tx, 'entity_id', workspaces, 'text'))
      : [];
  return new Set(
    creations.map(({ created_at, ...row }) =>
      getActionKey({ ...row, at: Date.parse(readInstant(created_at)) }),
    ),
  );
}

/** Returns the key of the action of a row. All changes of one action have the same timestamp. */
function getActionKey(
  row: Pick<MatchedLogRow, 'workspace_id' | 'user_id' | 'at'>,
): string {
  return [row.workspace_id, row.user_id, row.at].join(' ');
}

/**
 * Reads the rows of an arrival range that match a rule, ordered by their time. Excludes rows that
 * users post, because users can post anything. Excludes backdated rows, except audit events, which
 * are queued before they are stored.
 *
 * @param span - `from` (inclusive) and `to` (exclusive): the arrival range; `since`: the time of
 *   the oldest rows to read, in milliseconds since 1970
 */
export async function readMatchedLogRows(
  tx: Knex,
  matchers: readonly RowMatcher[],
  span: { from: Arrival; to: Arrival; since: number },
): Promise<MatchedLogRow[]> {
  const bound = getArrivalBinding(tx);
  const rows = await tx('activity')
    .select(
      'id',
      'workspace_id',
      'user_id',
      'user_name',
      'action',
      'entity_type',
      'entity_id',
      'entity_label',
      'metadata',
      'changes',
      'created_at',
      'is_detail',
      'source',
    )
    .whereRaw(`arrival >= ${bound} AND arrival < ${bound}`, [
      span.from,
      span.to,
    ])
    .where('id', '>=', getLowestId(span.since))
    .whereNot('source', 'frontend')
    .where(either =>
      either.where('source', 'auditor').orWhere('is_dated', false),
    )
    .where(conditions =>
      matchers.forEach(each =>
        conditions.orWhere(condition => whereMatched(condition, each)),
      ),
    )
    .orderBy('id');
  return markCreatorMemberships(tx, rows.map(readRow));
}

function whereMatched(
  query: Knex.QueryBuilder,
  { isAudited, action, entity_type, withDetails }: RowMatcher,
): void {
  if (isAudited) {
    query.where('source', 'auditor');
  } else {
    query.whereNot('source', 'auditor');
  }
  if (action !== undefined) query.where({ action });
  if (entity_type !== undefined) query.where({ entity_type });
  if (!withDetails) query.where('is_detail', false);
}

/** Whether a matcher selects a row. `readMatchedLogRows` does not return which of them does. */
export function isMatched(
  row: MatchedLogRow,
  { isAudited = false, action, entity_type, withDetails = false }: RowMatcher,
): boolean {
  return (
    (row.source === 'auditor') === isAudited &&
    (action === undefined || row.action === action) &&
    (entity_type === undefined || row.entity_type === entity_type) &&
    (withDetails || !row.is_detail)
  );
}

function readRow({ created_at, metadata, changes, is_detail, ...row }: any) {
  return {
    ...row,
    is_detail: Boolean(is_detail),
    metadata: metadata === null ? null : readJson<JsonObject>(metadata),
    changes: readJson<any>(changes) as FieldChange[],
    at: Date.parse(readInstant(created_at)),
  };
}
