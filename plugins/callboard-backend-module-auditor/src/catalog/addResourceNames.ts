import { setTimeout as sleep } from 'timers/promises';
import { QueuedAction } from '../capture/AuditQueue';
import { cleanText } from '../mapping/cleanText';
import { ActionTarget, toEntityTarget } from '../mapping/getActionTarget';
import { EntityNames } from './EntityNames';
import { EntityReader } from './EntityReader';
import { UnnamedResource } from './findUnnamedResource';

/** How long events wait for names; after that, they are stored without names. */
const MAX_WAIT_MS = 3_000;

/**
 * Adds the resource's name to each event that has only the resource's id, if the name can be found.
 *
 * @param closing - aborts when the backend shuts down, to end waiting for the catalog
 */
export async function addResourceNames(
  names: EntityNames,
  reader: EntityReader,
  actions: readonly QueuedAction[],
  closing: AbortSignal,
): Promise<void> {
  const unnamed = actions.filter(action => action.unnamed !== undefined);
  if (
    !closing.aborted &&
    unnamed.some(action => !findActionTarget(names, action.unnamed!))
  ) {
    unnamed.forEach(action => reader.scheduleLookup(action.unnamed!));
    const timeout = new AbortController();
    const { signal } = timeout;
    await Promise.race([
      reader.waitForLookups(),
      sleep(MAX_WAIT_MS, undefined, { ref: false, signal }).catch(() => {}),
      new Promise(resolve => {
        closing.addEventListener('abort', resolve, { once: true, signal });
      }),
    ]);
    timeout.abort();
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
