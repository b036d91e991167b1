import { isPostgres } from '../../../database/dialect';
import { LogSnapshot } from '../rollups/inLogSnapshot';
import { ActivitySelection, selectActivityParts } from '../selectActivity';
import { PartSearch, SearchSteps } from './PartSearch';

/**
 * The parts of a selection with a text, as they are searched through the texts
 * that are noted.
 *
 * @param options.beforeId - leaves only rows before this one
 * @returns undefined when the texts cannot be trusted, right after a restore into
 * another server
 */
export async function searchParts(
  { knex, mark }: LogSnapshot,
  { filter: { q, ...filter }, ...others }: ActivitySelection,
  { beforeId, steps }: { beforeId?: string; steps?: SearchSteps } = {},
): Promise<PartSearch[] | undefined> {
  if (mark === undefined || q === undefined) {
    return undefined;
  }
  if (isPostgres(knex)) {
    // Compiling the statements, which look more costly than they are, would take
    // longer than running them.
    await knex.raw('SET LOCAL jit = off');
  }
  const selection = { ...others, filter };
  return selectActivityParts(knex, selection).map(part => {
    if (beforeId !== undefined) {
      part.query.where('activity.id', '<', beforeId);
    }
    return new PartSearch({ knex, mark }, q, { selection, part }, steps);
  });
}
