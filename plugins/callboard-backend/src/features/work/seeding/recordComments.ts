import { NotFoundError } from '@backstage/errors';
import { SeedComment } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { Actor } from '../../../access/actor';
import { Changes } from '../../../changes/Changes';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { inListSql } from '../../../database/bulk';
import { CommentServices } from '../comments/CommentServices';
import { CommentedItem } from '../comments/toCommentActivity';
import { buildComment } from '../comments/buildComment';
import { formatItemIdentifier } from '../items/readWorkItems';
import { shareWork } from '../lockWork';

/**
 * Records past comments on the items of a project, in one transaction.
 *
 * @param comments - in order of time, at least one
 * @throws NotFoundError when an item does not exist in the project
 */
export async function recordComments(
  changes: Changes,
  { id }: ProjectRow,
  comments: ReadonlyArray<SeedComment & { actor: Actor }>,
  { changes: commentChanges, mentioned }: CommentServices,
): Promise<void> {
  await changes.runSeries(async (tx, open) => {
    const project = await shareWork(tx, id);
    const items = await readItems(tx, project, comments);
    const texts = comments.map(({ body }) => body);
    const mentions = await mentioned.resolveAllMentions(tx, project, texts);
    const series = comments.map(({ actor, on: work_item_id, body }, nth) => {
      if (!items.has(work_item_id)) {
        throw new NotFoundError(`There is no work item ${work_item_id}`);
      }
      const change = open(actor);
      const after = buildComment(change, {
        project,
        work_item_id,
        body,
        mentions: mentions[nth],
      });
      return { change, pair: { before: null, after } };
    });
    await commentChanges.applySeries(
      series[series.length - 1].change,
      series,
      work_item_id => items.get(work_item_id)!,
    );
  });
}

/** The items that comments are on, by id. */
async function readItems(
  tx: Knex.Transaction,
  project: ProjectRow,
  comments: readonly SeedComment[],
): Promise<ReadonlyMap<string, CommentedItem>> {
  const ids = [...new Set(comments.map(({ on }) => on))];
  const rows: Array<{ id: string; number: number; title: string }> = await tx(
    'work_items',
  )
    .select('id', 'number', 'title')
    .where({ project_id: project.id })
    .whereNull('deleted_at')
    .whereRaw(...inListSql(tx, 'id', ids));
  return new Map(
    rows.map(({ id, number, title }) => [
      id,
      { identifier: formatItemIdentifier(project.identifier, number), title },
    ]),
  );
}
