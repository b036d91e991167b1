import { WebhookDeliveryStatus } from '@callboard/plugin-callboard-common';
import { isSuccess, DeliveryOutcome } from '../receivers/Sender';

/** Receivers cannot put a delivery off for longer than this. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1_000;

/** How much later than planned a try can be: so that not all come at once. */
const JITTER = 0.2;

/** The statuses by which a receiver can say when to come again. */
const SAYS_WHEN = [429, 503];

/** How a delivery goes on after a try. */
export interface RetryProgress {
  status: WebhookDeliveryStatus;
  /** Milliseconds since 1970. */
  next_attempt_at: number | null;
}

/**
 * What becomes of a delivery after a try.
 *
 * @param attempts - how many tries there have been, this one included
 * @param at.isFormer - whether it went where nothing is sent any more
 * @param random - from 0 up to 1
 */
export function progressAfter(
  outcome: DeliveryOutcome,
  attempts: number,
  retrySeconds: readonly number[],
  at: { now: number; random: number; isFormer?: boolean },
): RetryProgress {
  if (isSuccess(outcome)) {
    return { status: 'delivered', next_attempt_at: null };
  }
  const { now, random, isFormer = false } = at;
  const isDeleted = outcome.status_code === 410 && !isFormer;
  if (isDeleted || attempts > retrySeconds.length) {
    return { status: 'failed', next_attempt_at: null };
  }
  const planned = retrySeconds[attempts - 1] * 1_000 * (1 + JITTER * random);
  return {
    status: 'pending',
    next_attempt_at:
      now + Math.round(Math.max(planned, toWidgetDataInput(outcome, now))),
  };
}

/** How long the receiver asks to wait, in milliseconds. */
function toWidgetDataInput(
  { status_code, response_headers }: DeliveryOutcome,
  now: number,
): number {
  const text = response_headers?.['retry-after'];
  if (!text || !SAYS_WHEN.includes(status_code ?? 0)) {
    return 0;
  }
  const ms = /^\d{1,9}$/.test(text)
    ? Number(text) * 1_000
    : Date.parse(text) - now;
  return Math.min(Math.max(ms || 0, 0), MAX_RETRY_AFTER_MS);
}
