import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { TransactionLostError } from '../database/inSavepoint';
import { PendingDispatch } from './Dispatches';
import { OutboxEntry } from './Outbox';
import { SubscriberUnavailableError } from './SubscriberUnavailableError';
import { OverdueError } from './TimedCalls';

/**
 * Dispatches entries to one subscriber: all at once, and one by one if that fails, so that one bad
 * entry does not block the others. Entries of an entity with an earlier failure wait behind it.
 *
 * @param blocked - keys of the entities that must wait; grows with failures
 * @param handle - the subscriber; a transactional one must undo its work if it throws
 * @param isOver - whether the subscriber's time limit is reached
 * @returns the dispatches to retry
 * @throws TransactionLostError, which is not a failure of the subscriber
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
  // The first one regardless of the time limit: otherwise the same entry would be retried forever
  // without counting as a failure.
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
 * Whether the error affects all entries, so that one by one would also fail. An overdue subscriber
 * must not be called again before its call has ended.
 */
export function isForAll(error: unknown): boolean {
  return (
    error instanceof OverdueError || error instanceof SubscriberUnavailableError
  );
}

/**
 * Defers entries without an attempt.
 *
 * @param blocked - receives their entities, so that later entries wait behind them
 */
export function letWait(
  entries: readonly OutboxEntry[],
  blocked: Set<string>,
): PendingDispatch[] {
  return entries.map(entry => {
    blocked.add(entry.entity_key);
    return toPendingDispatch(entry);
  });
}

/** Entries that failed together: the first of each entity counts as failed, the others wait. */
function letFail(
  entries: readonly OutboxEntry[],
  blocked: Set<string>,
  error: unknown,
): PendingDispatch[] {
  return entries.map(entry => {
    const isBehind = blocked.has(entry.entity_key);
    blocked.add(entry.entity_key);
    return isBehind
      ? toPendingDispatch(entry)
      : { ...toPendingDispatch(entry), error };
  });
}

function toPendingDispatch({
  seq,
  entity_key,
  change,
}: OutboxEntry): PendingDispatch {
  return { seq, entity_key, batch_id: change.batch_id };
}
