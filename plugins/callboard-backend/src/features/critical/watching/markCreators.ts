import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { readInstant } from '../../../database/dialect';
import { MatchedLogRow } from './MatchedLogRow';

/** Marks the rows that are memberships of workspace creators, from the same action. */
export async function markCreators(
  tx: Knex,
  rows: ReadonlyArray<Omit<MatchedLogRow, 'isFounding'>>,
): Promise<MatchedLogRow[]> {
  const own = rows.filter(
    ({ user_id, action, entity_type, changes }) =>
      action === 'create' &&
      entity_type === 'workspace_member' &&
      changes.some(
        ({ field, new_value }) => field === 'user_ref' && new_value === user_id,
      ),
  );
  const creatingActions = await findCreatingActions(
    tx,
    uniq(own.map(({ workspace_id }) => workspace_id)),
  );
  const founding = new Set(
    own.filter(row => creatingActions.has(getActionKey(row))),
  );
  return rows.map(row => ({ ...row, isFounding: founding.has(row) }));
}

/** The actions that created some workspaces. */
async function findCreatingActions(
  tx: Knex,
  workspaces: readonly string[],
): Promise<Set<string>> {
  const made =
    workspaces.length > 0
      ? await tx('activity')
          .select('workspace_id', 'user_id', 'created_at')
          .where({ entity_type: 'workspace', action: 'create' })
          .whereRaw(...inListSql(tx, 'entity_id', workspaces, 'text'))
      : [];
  return new Set(
    made.map(({ created_at, ...row }) =>
      getActionKey({ ...row, at: Date.parse(readInstant(created_at)) }),
    ),
  );
}

/** All changes of one action have the same timestamp. */
function getActionKey(
  row: Pick<MatchedLogRow, 'workspace_id' | 'user_id' | 'at'>,
): string {
  return [row.workspace_id, row.user_id, row.at].join(' ');
}
