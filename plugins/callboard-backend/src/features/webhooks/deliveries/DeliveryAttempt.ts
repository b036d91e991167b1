import { isSuccess, DeliveryOutcome } from '../receivers/Sender';
import {
  AttemptTransition,
  DueDelivery,
  AttemptedDelivery,
  AttemptRow,
} from './deliveryData';
import { computeRetryProgress } from './retrySchedule';

/** An attempt to send a delivery, with its outcome. */
export interface DeliveryAttempt {
  delivery: DueDelivery;
  url: string;
  headers: Record<string, string>;
  outcome: DeliveryOutcome;
  /** The version of the webhook that it was sent to; undefined if it was not sent. */
  version?: number;
  /**
   * The end of the postponement in milliseconds since 1970, if nothing was sent and the receiver
   * did not cause that.
   */
  postponed_until?: number;
}

/** Whether nothing was sent, and the receiver did not cause that. */
export function isPostponed({ postponed_until }: DeliveryAttempt): boolean {
  return postponed_until !== undefined;
}

/** Converts an attempt to its log row. */
export function toAttempt({
  delivery,
  url,
  headers,
  outcome,
}: DeliveryAttempt): AttemptRow {
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
 * Returns the state of a delivery after an attempt.
 *
 * @param at.isFormer - whether it was sent to a URL that is no longer current
 */
export function computeAttemptTransition(
  { delivery, outcome }: DeliveryAttempt,
  retrySeconds: readonly number[],
  { now, isFormer }: { now: number; isFormer?: boolean },
): AttemptTransition {
  const attempts = delivery.attempts + 1;
  const started_at = new Date(outcome.started_at);
  const { status, next_attempt_at } = computeRetryProgress(
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

/** Returns the delivery stats of a webhook after attempts, given in the order of their ends. */
export function computeDeliveryHealth(attempted: readonly DeliveryAttempt[]) {
  const ends = attempted.map(
    ({ outcome }) => outcome.started_at + outcome.duration_ms,
  );
  const lastSuccess = attempted.findLastIndex(({ outcome }) =>
    isSuccess(outcome),
  );
  return {
    last_delivery_at: Math.max(...ends),
    last_success_at: lastSuccess >= 0 ? ends[lastSuccess] : undefined,
    /** Failures since that success, or in a row. */
    failures: attempted.length - 1 - lastSuccess,
  };
}
