import { setTimeout as sleep } from 'timers/promises';
import { QueuedAction } from '../capture/QueuedAction';
import { cleanText } from '../mapping/cleanText';
import { ActionTarget, toEntityTarget } from '../mapping/getActionTarget';
import { EntityNames } from './EntityNames';
import { EntityReader } from './EntityReader';
import { UnnamedResource } from './findUnnamedResource';

/** Events are stored without a name rather than late. */
const PATIENCE_MS = 3_000;

/**
 * Names the resources of events that only have an id, as far as known.
 *
 * @param hurry - aborts waiting for the catalog
 */
export async function nameEntities(
  names: EntityNames,
  reader: EntityReader,
  actions: readonly QueuedAction[],
  hurry: AbortSignal,
): Promise<void> {
  const unnamed = actions.filter(action => action.unnamed !== undefined);
  if (
    !hurry.aborted &&
    unnamed.some(action => !findActionTarget(names, action.unnamed!))
  ) {
    unnamed.forEach(action => reader.scheduleLookup(action.unnamed!));
    const patience = new AbortController();
    const { signal } = patience;
    await Promise.race([
      reader.waitForLookups(),
      sleep(PATIENCE_MS, undefined, { ref: false, signal }).catch(() => {}),
      new Promise(resolve => {
        hurry.addEventListener('abort', resolve, { once: true, signal });
      }),
    ]);
    patience.abort();
  }
  for (const action of unnamed) {
    Object.assign(action.activity, findActionTarget(names, action.unnamed!));
  }
}

function findActionTarget(
  names: EntityNames,
  unnamed: UnnamedResource,
): Partial<ActionTarget> | undefined {
  if ('uid' in unnamed) {
    const name = names.get(unnamed.uid);
    return name && toEntityTarget(name.ref, name.title);
  }
  const location = names.findLocation(unnamed.location);
  const { entity } = location ?? {};
  return entity
    ? toEntityTarget(entity.ref, entity.title)
    : location && { entity_label: cleanText(location.target, 512) };
}
