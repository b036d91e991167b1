import { WorkItem } from '@callboard/plugin-callboard-common';
import { partition } from 'lodash';
import { Change } from '../../../changes/Changes';
import {
  buildSubjectMetadata,
  FieldRules,
  ResourceChange,
} from '../../../changes/ResourceChange';
import { readPeopleNames } from '../../../core/people/PeopleService';
import {
  CommentPair,
  toCommentResponse,
  CommentRow,
  saveComments,
} from './CommentRow';

/** Fields that are not recorded, because they follow from the action and its time. */
const derived = ['edited_at', 'deleted_at', 'deleted_by'];

/**
 * Returns the fields of a comment that its activity entry omits. Omits the author's name if the
 * author is a User, because the reference identifies Users. Other authors have only a name.
 */
export function getCommentFieldRules({
  before,
  after,
}: CommentPair): FieldRules {
  const hasUser = (row: CommentRow | null) => row?.author_ref !== null;
  return {
    derived:
      hasUser(before) && hasUser(after) ? [...derived, 'author_name'] : derived,
  };
}

/** The parts by which a comment's activity entry names the work item. */
export type CommentedItem = Pick<WorkItem, 'identifier' | 'title'>;

/** Builds the activity entry of a comment that was created, changed or deleted. */
function toCommentActivity(
  { before, after }: CommentPair,
  { identifier, title }: CommentedItem,
  actor: { user_ref: string },
): ResourceChange {
  const { id, workspace_id, project_id, author_ref } = (after ?? before)!;
  return {
    workspace_id,
    project_id,
    visibility: 'project',
    entity_type: 'work_item_comment',
    entity_id: id,
    entity_label: `${identifier} ${title}`,
    before: before && toCommentResponse(before),
    after: after && toCommentResponse(after),
    ...getCommentFieldRules({ before, after }),
    metadata: buildSubjectMetadata(actor, author_ref),
  };
}

/**
 * Stores and records changes to comments, within a change that has locked their project (see
 * `lockWork`).
 *
 * @param getItem - returns the names of a work item by its id
 * @param options - `detail`: records each comment as a detail of another change; `sensitive`:
 * fields that are recorded without their values
 * @returns the number of changed comments
 */
export async function applyCommentChanges(
  change: Change,
  pairs: readonly CommentPair[],
  getItem: (work_item_id: string) => CommentedItem,
  options: Pick<ResourceChange, 'detail' | 'sensitive'> = {},
): Promise<number> {
  return applyCommentSeries(
    change,
    pairs.map(pair => ({ change, pair })),
    getItem,
    options,
  );
}

/**
 * Stores and records changes to comments with different timestamps, in one transaction.
 *
 * @param last - the latest of the changes
 * @returns the number of changed comments
 */
export async function applyCommentSeries(
  last: Change,
  series: ReadonlyArray<{ change: Change; pair: CommentPair }>,
  getItem: (work_item_id: string) => CommentedItem,
  options: Pick<ResourceChange, 'detail' | 'sensitive'> = {},
): Promise<number> {
  const rows = series.flatMap(({ pair }) => [pair.before, pair.after]);
  const names = await readPeopleNames(
    last.tx,
    rows.flatMap(row => [row?.author_ref ?? [], row?.mentions ?? []].flat()),
  );
  const [changedEntries, unchangedEntries] = partition(
    series,
    ({ change, pair }) => {
      const item = getItem((pair.after ?? pair.before)!.work_item_id);
      return change.record({
        ...toCommentActivity(pair, item, change.actor),
        ...options,
        names,
      });
    },
  );
  const changed = changedEntries.map(({ pair }) => pair);
  const unchanged = unchangedEntries.map(({ pair }) => pair);
  // A source can send a newer snapshot with the same values. Its digest must be stored, so that
  // older snapshots are not accepted later.
  const digestUpdates = unchanged.filter(
    ({ before, after }) => before?.external_digest !== after?.external_digest,
  );
  await saveComments(last.tx, [...changed, ...digestUpdates], {
    now: last.now,
    deleted_by: last.actor.user_ref,
  });
  return changed.length;
}
