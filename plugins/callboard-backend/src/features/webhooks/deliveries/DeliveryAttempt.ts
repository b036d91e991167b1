import { WebhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { isSuccess, DeliveryOutcome } from '../receivers/Sender';

export interface DueDelivery {
  id: string;
  event_id: string;
  /** Null if it is too long to read with other deliveries. `readBody` then reads it. */
  body: string | null;
  body_bytes: number;
  /** The number of attempts since the delivery was created or last replayed. */
  attempts: number;
  /** The number of all attempts, including those before a replay. */
  try_count: number;
  first_attempt_at: Date | number | string | null;
  /** The due time. If it has changed in the database, the delivery was requeued or postponed. */
  next_attempt_at: Date | number | string;
  /** The trace context of the change or the replay, if it was traced. */
  traceparent: string | null;
}

export interface DeliveryAttempt {
  delivery: DueDelivery;
  url: string;
  headers: Record<string, string>;
  outcome: DeliveryOutcome;
  /** The version of the webhook to which the delivery was sent; undefined if it was not sent. */
  version?: number;
  /**
   * The time of the retry in milliseconds since 1970, if nothing was sent for a reason that is not
   * the receiver's fault.
   */
  postponed_until?: number;
}

/** Converts an attempt to its log row. */
export function toAttempt({
  delivery,
  url,
  headers,
  outcome,
}: DeliveryAttempt) {
  const { started_at, ...columns } = outcome;
  return {
    ...columns,
    delivery_id: delivery.id,
    number: delivery.try_count + 1,
    started_at: new Date(started_at),
    url,
    request_headers: headers,
  };
}

export type AttemptRow = ReturnType<typeof toAttempt>;

/**
 * Computes the state of a delivery after an attempt.
 *
 * @param options.hasWebhookChanged - whether the webhook has changed since the request was sent
 */
export function computeAttemptTransition(
  { delivery, outcome }: DeliveryAttempt,
  retrySeconds: readonly number[],
  { now, hasWebhookChanged }: { now: number; hasWebhookChanged?: boolean },
) {
  const attempts = delivery.attempts + 1;
  const started_at = new Date(outcome.started_at);
  const { status, next_attempt_at } = computeRetryProgress(
    outcome,
    attempts,
    retrySeconds,
    { now, random: Math.random(), hasWebhookChanged },
  );
  const after = {
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
  return { before: delivery, after };
}

export type AttemptTransition = ReturnType<typeof computeAttemptTransition>;

/** The longest delay that a receiver can request. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1_000;

/** The maximum random extension of a retry delay, as a fraction of the delay. Spreads retries. */
const JITTER = 0.2;

/** The statuses with which a receiver can request a retry time. */
const RETRY_AFTER_STATUSES = [429, 503];

/**
 * Decides whether, after an attempt, a delivery is delivered, has failed permanently or is retried.
 *
 * @param attempts - the number of attempts, including this one
 * @param at.hasWebhookChanged - whether the webhook has changed since the request was sent
 * @param at.random - a random number from 0 to 1
 */
export function computeRetryProgress(
  outcome: DeliveryOutcome,
  attempts: number,
  retrySeconds: readonly number[],
  at: { now: number; random: number; hasWebhookChanged?: boolean },
): { status: WebhookDeliveryStatus; next_attempt_at: number | null } {
  if (isSuccess(outcome)) {
    return { status: 'delivered', next_attempt_at: null };
  }
  const { now, random, hasWebhookChanged = false } = at;
  const isEndpointRemoved = outcome.status_code === 410 && !hasWebhookChanged;
  if (isEndpointRemoved || attempts > retrySeconds.length) {
    return { status: 'failed', next_attempt_at: null };
  }
  const plannedDelayMs =
    retrySeconds[attempts - 1] * 1_000 * (1 + JITTER * random);
  return {
    status: 'pending',
    next_attempt_at:
      now +
      Math.round(Math.max(plannedDelayMs, readRetryAfterMs(outcome, now))),
  };
}

/** The delay that the receiver requests, in milliseconds. */
function readRetryAfterMs(
  { status_code, response_headers }: DeliveryOutcome,
  now: number,
): number {
  const text = response_headers?.['retry-after'];
  if (!text || !RETRY_AFTER_STATUSES.includes(status_code ?? 0)) {
    return 0;
  }
  const ms = /^\d{1,9}$/.test(text)
    ? Number(text) * 1_000
    : Date.parse(text) - now;
  const validMs = Number.isNaN(ms) ? 0 : ms;
  return Math.min(Math.max(validMs, 0), MAX_RETRY_AFTER_MS);
}

export type DeliveryHealth = ReturnType<typeof computeDeliveryHealth>;

/** Computes the delivery stats of a webhook from attempts, in the order in which they ended. */
export function computeDeliveryHealth(attempted: readonly DeliveryAttempt[]) {
  const endTimes = attempted.map(
    ({ outcome }) => outcome.started_at + outcome.duration_ms,
  );
  const lastSuccessIndex = attempted.findLastIndex(({ outcome }) =>
    isSuccess(outcome),
  );
  return {
    last_delivery_at: Math.max(...endTimes),
    last_success_at:
      lastSuccessIndex >= 0 ? endTimes[lastSuccessIndex] : undefined,
    /** The number of failed attempts since `last_success_at`, or of all if none succeeded. */
    failures: attempted.length - 1 - lastSuccessIndex,
  };
}
