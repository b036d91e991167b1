import { setTimeout as sleep } from 'timers/promises';
import { QueuedAction } from '../capture/QueuedAction';
import { cleanText } from '../mapping/cleanText';
import { ActionTarget, entityByRef } from '../mapping/entityOf';
import { EntityNames } from './EntityNames';
import { EntityReader } from './EntityReader';
import { Unnamed } from './unnamedOf';

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
    unnamed.some(action => !nameOf(names, action.unnamed!))
  ) {
    unnamed.forEach(action => reader.follow(action.unnamed!));
    const patience = new AbortController();
    const { signal } = patience;
    await Promise.race([
      reader.followed(),
      sleep(PATIENCE_MS, undefined, { ref: false, signal }).catch(() => {}),
      new Promise(resolve => {
        hurry.addEventListener('abort', resolve, { once: true, signal });
      }),
    ]);
    patience.abort();
  }
  for (const action of unnamed) {
    Object.assign(action.activity, nameOf(names, action.unnamed!));
  }
}

function nameOf(
  names: EntityNames,
  unnamed: Unnamed,
): Partial<ActionTarget> | undefined {
  if ('uid' in unnamed) {
    const name = names.get(unnamed.uid);
    return name && entityByRef(name.ref, name.title);
  }
  const place = names.place(unnamed.location);
  const { entity } = place ?? {};
  return entity
    ? entityByRef(entity.ref, entity.title)
    : place && { entity_label: cleanText(place.target, 512) };
}
