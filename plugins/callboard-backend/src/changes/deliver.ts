import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { FailedDelivery } from './Failures';
import { OutboxEntry } from './Outbox';

/**
 * Hands entries to one subscriber: all at once, and one by one when that
 * fails, so that one bad entry does not spoil the others. What belongs to an
 * entity with an earlier failure waits behind it.
 *
 * @param blocked - keys of the entities that have to wait; grows with failures
 * @param handle - the subscriber; inside the database it must undo its work
 * when it throws
 * @param isOurs - tells errors that are not the subscriber's, such as a
 * database that is away; these are thrown and count as nobody's failure
 * @returns the deliveries that have to be tried again
 */
export async function deliver(
  entries: OutboxEntry[],
  blocked: Set<string>,
  handle: (changes: ChangeEvent[]) => Promise<void>,
  isOurs: (error: unknown) => boolean = () => false,
): Promise<FailedDelivery[]> {
  const free = entries.filter(entry => !blocked.has(entry.entity_key));
  const waiting = entries.filter(entry => blocked.has(entry.entity_key));
  const failed: FailedDelivery[] = waiting.map(({ seq, entity_key }) => ({
    seq,
    entity_key,
  }));
  if (free.length === 0) {
    return failed;
  }
  try {
    await handle(free.map(entry => entry.change));
    return failed;
  } catch (error) {
    if (isOurs(error)) {
      throw error;
    }
    if (free.length === 1) {
      const [{ seq, entity_key }] = free;
      blocked.add(entity_key);
      return [...failed, { seq, entity_key, error: error ?? 'failed' }];
    }
  }
  for (const entry of free) {
    failed.push(...(await deliver([entry], blocked, handle, isOurs)));
  }
  return failed;
}
