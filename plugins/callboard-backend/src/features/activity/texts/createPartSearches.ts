import { disableJit } from '../../../database/sql/planner';
import { LogSnapshot } from '../rollups/readInLogSnapshot';
import { ActivitySelection, selectActivityParts } from '../selectActivity';
import { PartSearch, SearchSteps } from './PartSearch';

/**
 * Returns the parts of a selection with a text, for a search through the stored texts.
 *
 * @param options.beforeId - includes only rows before this one
 * @returns undefined when the texts are unreliable, right after a restore into another server
 */
export async function createPartSearches(
  { knex, watermark }: LogSnapshot,
  { filter: { q, ...filter }, ...others }: ActivitySelection,
  { beforeId, steps }: { beforeId?: string; steps?: SearchSteps } = {},
): Promise<PartSearch[] | undefined> {
  if (watermark === undefined || q === undefined) {
    return undefined;
  }
  await disableJit(knex);
  const selection = { ...others, filter };
  return selectActivityParts(knex, selection).map(part => {
    if (beforeId !== undefined) {
      part.query.where('activity.id', '<', beforeId);
    }
    return new PartSearch({ knex, watermark }, q, { selection, part }, steps);
  });
}
