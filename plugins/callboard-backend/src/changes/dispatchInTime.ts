import { chunk } from 'lodash';
import { dispatch, isForAll, letWait } from './dispatch';
import { PendingDispatch } from './Dispatches';
import { OutboxEntry } from './Outbox';
import { ExternalSubscriber } from './Subscriber';
import { TimedCalls } from './TimedCalls';

/**
 * Hands entries to a subscriber outside the database, as many as it comes to in
 * time. The others wait: one that is slow does not hold up those that are not.
 *
 * @param blocked - keys of the entities that have to wait; grows with failures
 * @param isOver - whether its time is over
 * @param calls - by which the subscriber is called
 * @returns the dispatches that have to be tried again; without an error those
 * that were not tried
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
