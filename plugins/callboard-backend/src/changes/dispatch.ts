import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { TransactionLostError } from '../database/inSavepoint';
import { PendingDispatch } from './Dispatches';
import { OutboxEntry } from './Outbox';
import { SubscriberUnavailableError } from './SubscriberUnavailableError';
import { OverdueError } from './TimedCalls';

/**
 * Hands entries to one subscriber: all at once, and one by one when that
 * fails, so that one bad entry does not spoil the others. What belongs to an
 * entity with an earlier failure waits behind it.
 *
 * @param blocked - keys of the entities that have to wait; grows with failures
 * @param handle - the subscriber; inside the database it must undo its work
 * when it throws
 * @param isOver - whether the subscriber's time is over
 * @returns the dispatches that have to be tried again
 * @throws TransactionLostError, which is no failure of the subscriber's
 */
export async function dispatch(
  entries: OutboxEntry[],
  blocked: Set<string>,
  handle: (changes: ChangeEvent[]) => Promise<void>,
  isOver: () => boolean,
): Promise<PendingDispatch[]> {
  const free = entries.filter(entry => !blocked.has(entry.entity_key));
  const waiting = entries.filter(entry => blocked.has(entry.entity_key));
  const failed = letWait(waiting, blocked);
  if (free.length === 0) {
    return failed;
  }
  try {
    await handle(free.map(entry => entry.change));
    return failed;
  } catch (error) {
    if (error instanceof TransactionLostError) {
      throw error;
    }
    if (free.length === 1 || isForAll(error)) {
      return [...failed, ...letFail(free, blocked, error ?? 'failed')];
    }
  }
  // The first whatever the time: or the same would be tried for ever, and
  // nothing of it ever count as a failure.
  let isFirst = true;
  for (const entry of free) {
    failed.push(
      ...(isFirst || !isOver()
        ? await dispatch([entry], blocked, handle, isOver)
        : letWait([entry], blocked)),
    );
    isFirst = false;
  }
  return failed;
}

/**
 * Whether one by one would be no better. Who has not answered may not be asked
 * again before it has.
 */
export function isForAll(error: unknown): boolean {
  return (
    error instanceof OverdueError || error instanceof SubscriberUnavailableError
  );
}

/**
 * Entries that are not tried now.
 *
 * @param blocked - gets their entities: what comes later stays behind them
 */
export function letWait(
  entries: readonly OutboxEntry[],
  blocked: Set<string>,
): PendingDispatch[] {
  return entries.map(entry => {
    blocked.add(entry.entity_key);
    return pendingOf(entry);
  });
}

/** Entries that failed together: of each entity the first, the others wait. */
function letFail(
  entries: readonly OutboxEntry[],
  blocked: Set<string>,
  error: unknown,
): PendingDispatch[] {
  return entries.map(entry => {
    const isBehind = blocked.has(entry.entity_key);
    blocked.add(entry.entity_key);
    return isBehind ? pendingOf(entry) : { ...pendingOf(entry), error };
  });
}

function pendingOf({ seq, entity_key, change }: OutboxEntry): PendingDispatch {
  return { seq, entity_key, batch_id: change.batch_id };
}
