import { isSuccess, DeliveryOutcome } from '../receivers/Sender';
import {
  Attempt,
  DueDelivery,
  AttemptedDelivery,
  TryRow,
} from './deliveryData';
import { progressAfter } from './retrySchedule';

/** A delivery that was sent, and what came of it. */
export interface DeliveryAttempt {
  delivery: DueDelivery;
  url: string;
  headers: Record<string, string>;
  outcome: DeliveryOutcome;
  /** The version of the webhook that it was sent to; none if it was not sent. */
  version?: number;
  /**
   * Until when it is put off, in milliseconds since 1970, if nothing was sent and
   * that is nobody's failure.
   */
  postponed_until?: number;
}

/** Whether nothing was sent, and that is nobody's failure. */
export function isPostponed({ postponed_until }: DeliveryAttempt): boolean {
  return postponed_until !== undefined;
}

/** A try as it is logged. */
export function toTry({
  delivery,
  url,
  headers,
  outcome,
}: DeliveryAttempt): TryRow {
  const { started_at, ...came } = outcome;
  return {
    ...came,
    delivery_id: delivery.id,
    number: delivery.try_count + 1,
    started_at: new Date(started_at),
    url,
    request_headers: headers,
  };
}

/**
 * What a try makes of its delivery.
 *
 * @param at.isFormer - whether it went where nothing is sent any more
 */
export function afterTry(
  { delivery, outcome }: DeliveryAttempt,
  retrySeconds: readonly number[],
  { now, isFormer }: { now: number; isFormer?: boolean },
): Attempt {
  const attempts = delivery.attempts + 1;
  const started_at = new Date(outcome.started_at);
  const { status, next_attempt_at } = progressAfter(
    outcome,
    attempts,
    retrySeconds,
    { now, random: Math.random(), isFormer },
  );
  const is: AttemptedDelivery = {
    id: delivery.id,
    status,
    attempts,
    try_count: delivery.try_count + 1,
    next_attempt_at:
      next_attempt_at === null ? null : new Date(next_attempt_at),
    first_attempt_at:
      delivery.first_attempt_at === null
        ? started_at
        : new Date(delivery.first_attempt_at),
    last_attempt_at: started_at,
    last_status_code: outcome.status_code,
    last_error: outcome.error,
    last_duration_ms: outcome.duration_ms,
  };
  return { was: delivery, is };
}

/** How some tries, in the order they ended, leave a webhook. */
export function healthAfter(attempted: readonly DeliveryAttempt[]) {
  const ends = attempted.map(
    ({ outcome }) => outcome.started_at + outcome.duration_ms,
  );
  const lastSuccess = attempted.findLastIndex(({ outcome }) =>
    isSuccess(outcome),
  );
  return {
    last_delivery_at: Math.max(...ends),
    last_success_at: lastSuccess >= 0 ? ends[lastSuccess] : undefined,
    /** Since that success, or in a row. */
    failures: attempted.length - 1 - lastSuccess,
  };
}
