import { Core } from '../../../core/Core';
import { isDatabaseError, isUnavailable } from '../../../database/dialect';
import {
  SemaphoreTimeoutError,
  DeliverySemaphore,
} from '../receivers/DeliverySemaphore';
import { Sender } from '../receivers/Sender';
import { WebhookKey, WebhookRow } from '../WebhookRow';
import { webhookStore } from '../WebhookStore';
import { Cancellation } from './Cancellation';
import { DeliveryQueue } from './DeliveryQueue';
import { DueDelivery, DeliveryAttempt } from './DeliveryAttempt';
import { listDueDeliveries, readBody, readNextDueTime } from './dueDeliveries';
import { DeliveryBatch } from './DeliveryBatch';
import { AttemptResults } from './AttemptResults';
import { Signing } from '../SecretBox';

/** The maximum age of the cached webhook when a request is made. */
const FRESH_MS = 100;

/** Caches a webhook so briefly that waiting deliveries use the current URL and secret. */
class WebhookCache {
  #readAt = -Infinity;
  #row: Promise<WebhookRow | undefined> = Promise.resolve(undefined);

  /** @param read - reads the webhook; undefined if it was deleted */
  constructor(private readonly read: () => Promise<WebhookRow | undefined>) {}

  async get(): Promise<WebhookRow | undefined> {
    if (performance.now() - this.#readAt > FRESH_MS) {
      this.#row = this.read();
      this.#readAt = performance.now();
    }
    return this.#row;
  }

  setCached(row: WebhookRow | undefined): void {
    this.#row = Promise.resolve(row);
    this.#readAt = performance.now();
  }
}

/** The maximum number of concurrent requests for a webhook. */
const MAX_CONCURRENT_REQUESTS = 8;

/** The maximum number of deliveries read together. Long bodies are read separately. */
const READ_BATCH_SIZE = 24;

/**
 * The first and the longest interval of polling for more deliveries while requests are in progress.
 * The interval doubles each time.
 */
const MIN_POLL_INTERVAL_MS = 250;
const MAX_POLL_INTERVAL_MS = 2_000;

/** The maximum total size of long bodies in the memory of a process, in bytes. */
const MAX_BODY_MEMORY_BYTES = 64 * 1024 * 1024;

/** The maximum time that a delivery waits for memory to read its body. */
const BODY_MEMORY_TIMEOUT_MS = 5_000;

/**
 * The delay before the retry of a delivery that failed inside Callboard: it got no memory or slot
 * in time, or the database failed.
 */
const POSTPONED_MS = 2_000;

/** The time after which a run starts no more deliveries, so that other webhooks get their turn. */
const MAX_RUN_MS = 20_000;

/** Runs the jobs of webhooks: each run sends the due deliveries of one webhook. */
export class DeliveryRun {
  readonly #bodyMemory = new DeliverySemaphore({
    size: MAX_BODY_MEMORY_BYTES,
    waitMs: BODY_MEMORY_TIMEOUT_MS,
  });

  constructor(
    private readonly deps: Pick<Core, 'knex' | 'clock'> & {
      cancellation: Cancellation;
      results: AttemptResults;
      sender: Pick<Sender, 'send'>;
      signing: Signing;
      queue: DeliveryQueue;
    },
  ) {}

  /**
   * Sends the due deliveries and schedules the next run. Must not run concurrently for one webhook:
   * deliveries would be sent twice and out of order.
   *
   * @param signal - ends the run early; requests in progress complete
   */
  async send(webhook: WebhookKey, signal: AbortSignal): Promise<void> {
    const { knex, queue } = this.deps;
    const batch = new DeliveryBatch({
      maxConcurrent: MAX_CONCURRENT_REQUESTS,
      readBatchSize: READ_BATCH_SIZE,
    });
    try {
      await this.sendDue(webhook.id, batch, signal);
    } finally {
      // After an error, the next run sends the remaining deliveries.
      batch.halt();
    }
    const next = await readNextDueTime(knex, webhook.id);
    if (next !== undefined) {
      await knex.transaction(tx => queue.wake(tx, [webhook], next));
    }
  }

  /** Sends deliveries and saves their attempts until none is due or the run has to end. */
  private async sendDue(
    id: string,
    batch: DeliveryBatch,
    signal: AbortSignal,
  ): Promise<void> {
    const { knex, clock, results } = this.deps;
    const webhookCache = new WebhookCache(() =>
      webhookStore.find(knex, { id }),
    );
    const end = clock.now() + MAX_RUN_MS;
    let canSendMore = true;
    let pollMs = MIN_POLL_INTERVAL_MS;
    while (canSendMore || !batch.isIdle) {
      if (batch.shouldSaveAttempts) {
        const attempts = batch.takeAttempts();
        webhookCache.setCached(await results.save(id, attempts));
        canSendMore &&= Boolean((await webhookCache.get())?.is_active);
        attempts.forEach(({ delivery }) => batch.release(delivery));
        pollMs = MIN_POLL_INTERVAL_MS;
      }
      canSendMore &&= !signal.aborted && clock.now() < end;
      if (canSendMore && batch.needsMore) {
        canSendMore = await this.readMore(id, batch, webhookCache);
      }
      if (canSendMore) {
        batch.begin();
      } else {
        batch.halt();
      }
      if (batch.isIdle) {
        // No delivery is due.
        canSendMore = false;
      } else {
        await batch.waitForWork(pollMs);
        pollMs = Math.min(pollMs * 2, MAX_POLL_INTERVAL_MS);
      }
    }
  }

  /**
   * Adds due deliveries to the batch. If the webhook is not active, fails its pending deliveries.
   *
   * @returns false when sending must stop
   */
  private async readMore(
    id: string,
    batch: DeliveryBatch,
    webhookCache: WebhookCache,
  ): Promise<boolean> {
    const { knex, clock, cancellation } = this.deps;
    if (!(await webhookCache.get())?.is_active) {
      // Fails deliveries that were added during the cancellation, so that they do not stay pending.
      await cancellation.finish(id);
      return false;
    }
    const due = await listDueDeliveries(knex, id, {
      now: clock.now(),
      limit: READ_BATCH_SIZE,
      except: batch.claimedIds,
    });
    batch.add(due, delivery => this.attemptDelivery(webhookCache, delivery));
    return true;
  }

  /** Sends a delivery to the current URL of its webhook. Never rejects. */
  private async attemptDelivery(
    webhookCache: WebhookCache,
    delivery: DueDelivery,
  ): Promise<DeliveryAttempt> {
    const { clock } = this.deps;
    const postpone = (delayMs: number, error: string) => {
      const postponed_until = clock.now() + delayMs;
      return createUnsentAttempt(delivery, postponed_until, error, {
        postponed_until,
      });
    };
    let webhook: WebhookRow | undefined;
    try {
      webhook = await webhookCache.get();
      return webhook?.is_active
        ? await this.sendNow(webhook, delivery)
        : postpone(0, 'The webhook is not active');
    } catch (error) {
      const isInternalError =
        error instanceof SemaphoreTimeoutError ||
        isDatabaseError(error) ||
        isUnavailable(error);
      return isInternalError
        ? postpone(
            POSTPONED_MS,
            'Not sent yet because Callboard was busy. Callboard will retry soon',
          )
        : createUnsentAttempt(delivery, clock.now(), (error as Error).message, {
            url: webhook?.url ?? '',
          });
    }
  }

  private async sendNow(
    webhook: WebhookRow,
    delivery: DueDelivery,
  ): Promise<DeliveryAttempt> {
    const { knex, clock, sender, signing } = this.deps;
    const { url, version } = webhook;
    const { id, event_id, traceparent, try_count } = delivery;
    let headers: Record<string, string> = {};
    const sendBody = async (body: string) => {
      // Signs just before sending: the signature contains the time, and the request may have waited
      // for a slot.
      const createRequest = () => {
        headers = signing.buildHeaders(webhook, { id, body }, clock.now());
        return { headers, body };
      };
      const outcome = await sender.send(url, createRequest, {
        causes: [traceparent],
        attributes: {
          'http.request.resend_count': try_count || undefined,
          'callboard.webhook.id': webhook.id,
          'callboard.webhook.delivery.id': id,
        },
      });
      return { delivery, url, headers, outcome, version };
    };
    return delivery.body === null
      ? this.#bodyMemory.run(delivery.body_bytes, async () =>
          sendBody(await readBody(knex, event_id)),
        )
      : sendBody(delivery.body);
  }
}

/** The result of a delivery that was not sent. If it is postponed, it counts as no attempt. */
function createUnsentAttempt(
  delivery: DueDelivery,
  started_at: number,
  error: string,
  attempt: Pick<Partial<DeliveryAttempt>, 'url' | 'postponed_until'>,
): DeliveryAttempt {
  return {
    delivery,
    url: '',
    headers: {},
    outcome: {
      started_at,
      duration_ms: 0,
      status_code: null,
      response_headers: null,
      response_body: null,
      error,
    },
    ...attempt,
  };
}
