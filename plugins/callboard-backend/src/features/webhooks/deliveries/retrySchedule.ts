import { WebhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { isSuccess, DeliveryOutcome } from '../receivers/Sender';

/** The longest delay that a receiver can request. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1_000;

/** The maximum relative delay of retries, which spreads them. */
const JITTER = 0.2;

/** The statuses with which a receiver can request a retry time. */
const WITH_RETRY_AFTER = [429, 503];

/** The state of a delivery after an attempt. */
export interface RetryProgress {
  status: WebhookDeliveryStatus;
  /** Milliseconds since 1970. */
  next_attempt_at: number | null;
}

/**
 * Returns the state of a delivery after an attempt.
 *
 * @param attempts - the number of attempts, including this one
 * @param at.isFormer - whether it was sent to a URL that is no longer current
 * @param random - from 0 up to 1
 */
export function computeRetryProgress(
  outcome: DeliveryOutcome,
  attempts: number,
  retrySeconds: readonly number[],
  at: { now: number; random: number; isFormer?: boolean },
): RetryProgress {
  if (isSuccess(outcome)) {
    return { status: 'delivered', next_attempt_at: null };
  }
  const { now, random, isFormer = false } = at;
  const isEndpointRemoved = outcome.status_code === 410 && !isFormer;
  if (isEndpointRemoved || attempts > retrySeconds.length) {
    return { status: 'failed', next_attempt_at: null };
  }
  const planned = retrySeconds[attempts - 1] * 1_000 * (1 + JITTER * random);
  return {
    status: 'pending',
    next_attempt_at:
      now + Math.round(Math.max(planned, readRetryAfterMs(outcome, now))),
  };
}

/** The delay that the receiver requests, in milliseconds. */
function readRetryAfterMs(
  { status_code, response_headers }: DeliveryOutcome,
  now: number,
): number {
  const text = response_headers?.['retry-after'];
  if (!text || !WITH_RETRY_AFTER.includes(status_code ?? 0)) {
    return 0;
  }
  const ms = /^\d{1,9}$/.test(text)
    ? Number(text) * 1_000
    : Date.parse(text) - now;
  return Math.min(Math.max(ms || 0, 0), MAX_RETRY_AFTER_MS);
}
