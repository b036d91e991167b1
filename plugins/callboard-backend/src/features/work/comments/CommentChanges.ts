import { partition } from 'lodash';
import { Change } from '../../../changes/Changes';
import { namesOfPeople } from '../../../core/people/namesOfPeople';
import { CommentPair } from './CommentRow';
import { CommentStore } from './CommentStore';
import { CommentedItem, commentTrace } from './commentTrace';

/** The one way comments change: their rows and their traces together. */
export class CommentChanges {
  constructor(private readonly store: Pick<CommentStore, 'save'>) {}

  /**
   * Stores changes to comments, within a change that holds their project's work.
   *
   * @param itemOf - the item that a comment is on
   * @param as - `detail`: each is a detail of another change, none by itself
   * @returns how many comments changed
   */
  async apply(
    change: Change,
    pairs: readonly CommentPair[],
    itemOf: (work_item_id: string) => CommentedItem,
    as: { detail?: boolean } = {},
  ): Promise<number> {
    return this.applySeries(
      change,
      pairs.map(pair => ({ change, pair })),
      itemOf,
      as,
    );
  }

  /**
   * Stores changes to comments that were made at moments of their own, all in the transaction of `last`.
   *
   * @returns how many comments changed
   */
  async applySeries(
    last: Change,
    series: ReadonlyArray<{ change: Change; pair: CommentPair }>,
    itemOf: (work_item_id: string) => CommentedItem,
    as: { detail?: boolean } = {},
  ): Promise<number> {
    const rows = series.flatMap(({ pair }) => [pair.before, pair.after]);
    const names = await namesOfPeople(
      last.tx,
      rows.flatMap(row => [row?.author_ref ?? [], row?.mentions ?? []].flat()),
    );
    const parts = partition(series, ({ change, pair }) => {
      const item = itemOf((pair.after ?? pair.before)!.work_item_id);
      return change.record({ ...commentTrace(pair, item), ...as, names });
    });
    const [changed, unchanged] = parts.map(part =>
      part.map(({ pair }) => pair),
    );
    // A source can tell something newer in which nothing differs.
    const followers = unchanged.filter(
      ({ before, after }) => before?.external_digest !== after?.external_digest,
    );
    await this.store.save(last.tx, [...changed, ...followers], {
      now: last.now,
      deleted_by: last.actor.user_ref,
    });
    return changed.length;
  }
}
