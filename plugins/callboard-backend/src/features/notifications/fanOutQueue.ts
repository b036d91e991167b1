import { ServiceUnavailableError } from '@backstage/errors';
import { z } from 'zod';
import { MAX_ATTEMPTS, retryDelay } from '../../kernel/backoff';
import { LiveSignals } from '../../core/live/LiveSignals';
import { Queue } from '../../queue/Queue';
import { FanOut } from './dispatch/FanOut';

/** The fan-out queue. */
export const FAN_OUT_QUEUE = 'fan-out';

/** The number of notification events that a process fans out concurrently. */
const EVENTS_AT_ONCE = 4;

const payload = z.object({
  notification_event_id: z.string(),
  after: z.string().nullable(),
});

/** Registers the worker of the fan-out, which notifies browsers after each commit. */
export function registerFanOutWorker(
  queue: Queue,
  { fanOut, signals }: { fanOut: FanOut; signals: LiveSignals },
): void {
  queue.registerWorker(FAN_OUT_QUEUE, {
    kind: 'transactional',
    payload,
    concurrency: EVENTS_AT_ONCE,
    // Retries without limit while the catalog is unavailable.
    retry: ({ attempts }, error) =>
      attempts < MAX_ATTEMPTS || isServiceUnavailable(error)
        ? { after_ms: retryDelay(attempts) }
        : 'give up',
    prepare: job => fanOut.prepareBatch(job.payload),
    async run(_job, { tx, prepared: turn }) {
      if (!turn) {
        return undefined;
      }
      const recipients = await fanOut.write(tx, turn);
      tx.executionPromise.then(
        () => signals.raiseNotifications(recipients),
        () => {},
      );
      return turn.next && { again: { ...turn.next } };
    },
  });
}

function isServiceUnavailable(error: unknown): boolean {
  return error instanceof ServiceUnavailableError;
}
