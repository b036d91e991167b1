import { Knex } from 'knex';
import { z } from 'zod';
import { LiveSignals } from '../../live/LiveSignals';
import { Queue } from '../../queue/Queue';

const QUEUE = 'snoozes';

const AT_ONCE = 8;

/** Tolerates clock differences: after this, the snooze has ended for every replica. */
const MARGIN_MS = 250;

/** Notifies browsers that snoozes have ended; the notifications are visible already. */
export function registerSnoozeWorker(queue: Queue, signals: LiveSignals): void {
  queue.registerWorker(QUEUE, {
    kind: 'external',
    payload: z.object({ user_ref: z.string() }),
    concurrency: AT_ONCE,
    async run({ payload: { user_ref } }) {
      signals.raiseNotifications([user_ref]);
    },
  });
}

/** Schedules a live update for the end of a snooze. */
export async function scheduleSnoozeEnd(
  queue: Queue,
  tx: Knex.Transaction,
  { user_ref, at }: { user_ref: string; at: number },
): Promise<void> {
  await queue.add(tx, [
    {
      queue: QUEUE,
      payload: { user_ref },
      key: `${user_ref} ${at}`,
      due_at: at + MARGIN_MS,
    },
  ]);
}
