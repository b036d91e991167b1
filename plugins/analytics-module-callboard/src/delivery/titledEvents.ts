import { Environment } from '../environment/Environment';
import { entityFromRef } from '../mapping/entityFromRef';
import { StoredEvent } from '../queue/StoredEvent';
import { EntityTitles } from './EntityTitles';

type Event = StoredEvent['event'];

const PATIENCE_MS = 1_000;

/** Events with the titles of their catalog entities in place of bare names. */
export async function titledEvents(
  events: Event[],
  titles: EntityTitles,
  environment: Pick<Environment, 'after'>,
): Promise<Event[]> {
  const named = events.filter(isNamed).map(({ entity_id }) => entity_id!);
  let cancel = () => {};
  const patience = new Promise<void>(resolve => {
    cancel = environment.after(PATIENCE_MS, resolve);
  });
  await Promise.race([titles.learn(named).catch(() => {}), patience]);
  cancel();
  return events.map(event => {
    const title = isNamed(event) ? titles.get(event.entity_id!) : undefined;
    return title ? { ...event, entity_label: title } : event;
  });
}

function isNamed({ entity_id, entity_label }: Event): boolean {
  const name = entityFromRef(entity_id)?.entity_label;
  return (
    name !== undefined && name === entity_label?.toLocaleLowerCase('en-US')
  );
}
