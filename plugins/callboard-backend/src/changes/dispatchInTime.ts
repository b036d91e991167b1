import { chunk } from 'lodash';
import { dispatch, isForAll, letWait } from './dispatch';
import { PendingDispatch } from './Dispatches';
import { OutboxEntry } from './Outbox';
import { ExternalSubscriber } from './Subscriber';
import { TimedCalls } from './TimedCalls';

/**
 * Dispatches entries to an external subscriber, as many as it handles within its time limit. The
 * rest waits, so that a slow subscriber does not delay others.
 *
 * @param blocked - keys of the entities that must wait; grows with failures
 * @param isOver - whether its time limit is reached
 * @param calls - calls the subscriber
 * @returns the dispatches to retry; those without an error were not attempted
 */
export async function dispatchInTime(
  subscriber: ExternalSubscriber,
  entries: OutboxEntry[],
  blocked: Set<string>,
  isOver: () => boolean,
  calls: TimedCalls,
): Promise<PendingDispatch[]> {
  const { name } = subscriber;
  const failed: PendingDispatch[] = [];
  const mayNotGoOn = () =>
    isOver() ||
    calls.isOverdue(name) ||
    failed.some(({ error }) => isForAll(error));
  for (const part of chunk(entries, subscriber.atOnce ?? entries.length)) {
    failed.push(
      ...(mayNotGoOn()
        ? letWait(part, blocked)
        : await dispatch(
            part,
            blocked,
            changes => calls.run(name, () => subscriber.handle(changes)),
            mayNotGoOn,
          )),
    );
  }
  return failed;
}
