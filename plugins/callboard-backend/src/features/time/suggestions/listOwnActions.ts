import { CALLBOARD_SOURCE } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sortBy } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { getLowestId } from '../../../database/ids';
import { isId } from '../../../database/paging';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { UserAction, Interval } from '../rules/suggestSpans';

/** The maximum number of actions read per table: more than a person performs in two days. */
const MAX_ACTIONS = 2_000;

/** A person's action on a work item, as evidence for a suggestion. */
export interface OwnAction extends UserAction {
  action: string;
  entity_type: string;
  label: string | null;
}

/**
 * Lists a person's actions on work items in an interval, oldest first: changes, comments and views
 * in Callboard, and items and comments created in ingested sources. Excludes bulk actions.
 */
export async function listOwnActions(
  knex: Knex,
  user_ref: string,
  interval: Interval,
): Promise<OwnAction[]> {
  const actions = [
    ...(await listCallboardActions(knex, user_ref, interval)),
    ...(await listIngestedActions(knex, user_ref, interval)),
  ];
  return sortBy(actions, 'at', 'id');
}

async function listCallboardActions(
  knex: Knex,
  user_ref: string,
  { from, to }: Interval,
): Promise<OwnAction[]> {
  const rows: any[] = await knex('activity')
    .select(
      'id',
      'action',
      'entity_type',
      'entity_id',
      'entity_label',
      'created_at',
    )
    .where('user_id', user_ref)
    .where('id', '>=', getLowestId(from))
    .where('id', '<', getLowestId(to))
    .whereIn('entity_type', ['work_item', 'work_item_comment'])
    .whereRaw('NOT is_detail')
    .orderBy('id')
    .limit(MAX_ACTIONS);
  const itemsByComment = await readCommentedItems(
    knex,
    rows.filter(({ entity_type }) => entity_type === 'work_item_comment'),
  );
  return rows.flatMap(row => {
    const work_item_id =
      row.entity_type === 'work_item'
        ? row.entity_id
        : itemsByComment.get(row.entity_id);
    // Ids in the portal's analytics events may be invalid.
    return isId(work_item_id)
      ? [
          {
            id: row.id,
            at: new Date(row.created_at).getTime(),
            work_item_id,
            action: row.action,
            entity_type: row.entity_type,
            label: row.entity_label,
          },
        ]
      : [];
  });
}

async function readCommentedItems(
  knex: Knex,
  rows: ReadonlyArray<{ entity_id: string | null }>,
): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ entity_id }) =>
    isId(entity_id) ? [entity_id] : [],
  );
  const comments: any[] =
    ids.length === 0
      ? []
      : await knex('work_item_comments')
          .select('id', 'work_item_id')
          .whereRaw(...inListSql(knex, 'id', ids));
  return new Map(comments.map(({ id, work_item_id }) => [id, work_item_id]));
}

/**
 * Lists actions in ingested sources. The condition on `source` contains a literal, so that the
 * queries use the partial indexes of ingested rows.
 */
async function listIngestedActions(
  knex: Knex,
  user_ref: string,
  { from, to }: Interval,
): Promise<OwnAction[]> {
  const selectIngested = (table: string, authorColumn: string) =>
    knex(table)
      .where(`${table}.${authorColumn}`, user_ref)
      .whereRaw(`${table}.source <> '${CALLBOARD_SOURCE}'`)
      .whereNull(`${table}.deleted_at`)
      .whereBetween(`${table}.created_at`, [new Date(from), new Date(to - 1)])
      .select(
        `${table}.id`,
        `${table}.created_at`,
        'work_items.id as work_item_id',
        'work_items.number',
        'work_items.title',
        'projects.identifier',
      )
      .limit(MAX_ACTIONS);
  const items: any[] = await selectIngested('work_items', 'created_by').join(
    'projects',
    'projects.id',
    'work_items.project_id',
  );
  const comments: any[] = await selectIngested(
    'work_item_comments',
    'author_ref',
  )
    .join('work_items', 'work_items.id', 'work_item_comments.work_item_id')
    .join('projects', 'projects.id', 'work_items.project_id');
  const toOwnAction = (entity_type: string) => (row: any) => ({
    id: row.id,
    at: new Date(row.created_at).getTime(),
    work_item_id: row.work_item_id,
    action: 'create',
    entity_type,
    label: `${formatItemIdentifier(row.identifier, row.number)} ${row.title}`,
  });
  return [
    ...items.map(toOwnAction('work_item')),
    ...comments.map(toOwnAction('work_item_comment')),
  ];
}
