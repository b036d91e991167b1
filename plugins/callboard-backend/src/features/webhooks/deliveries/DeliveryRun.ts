import { Knex } from 'knex';
import { Clock } from '../../../clock';
import { isDatabaseError, isUnavailable } from '../../../database/dialect';
import { NoRoomError, DeliverySemaphore } from '../receivers/DeliverySemaphore';
import { DeliveryOutcome, Sender } from '../receivers/Sender';
import { WebhookKey, WebhookRow } from '../WebhookRow';
import { WebhookStore } from '../WebhookStore';
import { Cancellation } from './Cancellation';
import { CurrentWebhook } from './CurrentWebhook';
import { DeliveryQueue } from './DeliveryQueue';
import { DueDelivery } from './deliveryData';
import { DueDeliveries } from './DueDeliveries';
import { Round } from './Round';
import { AttemptResults } from './AttemptResults';
import { Signing } from './Signing';
import { DeliveryAttempt } from './DeliveryAttempt';

/** The number of concurrent deliveries of a webhook. */
const AT_ONCE = 8;

/** The number of deliveries read together. Long bodies are read separately. */
const READ_AT_ONCE = 24;

/** The intervals of polling for more deliveries while receivers respond. */
const FIRST_LOOK_MS = 250;
const LAST_LOOK_MS = 2_000;

/** The maximum size of long bodies in the memory of a process, in bytes. */
const BODIES_AT_ONCE = 64 * 1024 * 1024;

/** The maximum wait of a delivery for memory for its body. */
const ROOM_WAIT_MS = 5_000;

/**
 * The delay before the retry of a delivery that failed inside Callboard: it got no memory or slot in
 * time, or the database failed.
 */
const POSTPONED_MS = 2_000;

/** After this time, a run ends to let others start. */
const MAX_MS = 20_000;

/** Sends the due deliveries of a webhook. */
export class DeliveryRun {
  readonly #due = new DueDeliveries();
  readonly #bodies = new DeliverySemaphore({
    size: BODIES_AT_ONCE,
    waitMs: ROOM_WAIT_MS,
  });

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      webhooks: WebhookStore;
      cancellation: Cancellation;
      results: AttemptResults;
      sender: Pick<Sender, 'send'>;
      signing: Signing;
      queue: DeliveryQueue;
    },
  ) {}

  /**
   * Sends the due deliveries and schedules the next run. Concurrent runs of one webhook would send
   * deliveries twice and out of order.
   *
   * @param signal - ends the run early; requests in progress complete
   */
  async send(webhook: WebhookKey, signal: AbortSignal): Promise<void> {
    const { knex, queue } = this.deps;
    const round = new Round({ atOnce: AT_ONCE, readAtOnce: READ_AT_ONCE });
    try {
      await this.sendDue(webhook.id, round, signal);
    } finally {
      // After any failure, the next run sends the rest.
      round.halt();
    }
    const next = await this.#due.nextDue(knex, webhook.id);
    if (next !== undefined) {
      await knex.transaction(tx => queue.wake(tx, [webhook], next));
    }
  }

  private async sendDue(
    id: string,
    round: Round,
    signal: AbortSignal,
  ): Promise<void> {
    const { knex, clock, webhooks, results } = this.deps;
    const current = new CurrentWebhook(() => webhooks.find(knex, id));
    const end = clock.now() + MAX_MS;
    let goesOn = true;
    let lookMs = FIRST_LOOK_MS;
    while (goesOn || !round.isIdle) {
      if (round.isRipe) {
        const attempts = round.takeAttempts();
        current.learn(await results.save(id, attempts));
        goesOn &&= Boolean((await current.get())?.is_active);
        attempts.forEach(({ delivery }) => round.forget(delivery));
        lookMs = FIRST_LOOK_MS;
      }
      goesOn &&= !signal.aborted && clock.now() < end;
      if (goesOn && round.needsMore) {
        goesOn = await this.readMore(id, round, current);
      }
      if (goesOn) {
        round.begin();
      } else {
        round.halt();
      }
      if (round.isIdle) {
        goesOn = false;
      } else {
        await round.untilRipe(lookMs);
        lookMs = Math.min(lookMs * 2, LAST_LOOK_MS);
      }
    }
  }

  /** @returns false when sending must stop */
  private async readMore(
    id: string,
    round: Round,
    current: CurrentWebhook,
  ): Promise<boolean> {
    const { knex, clock, cancellation } = this.deps;
    if (!(await current.get())?.is_active) {
      // Fails deliveries that were added during the cancellation; they would stay pending forever.
      await cancellation.finish(id);
      return false;
    }
    const due = await this.#due.listDue(knex, id, {
      now: clock.now(),
      limit: READ_AT_ONCE,
      except: round.inProgressIds,
    });
    round.add(due, delivery => this.try(current, delivery));
    return true;
  }

  /** Sends a delivery to the current URL of its webhook. */
  private async try(
    current: CurrentWebhook,
    delivery: DueDelivery,
  ): Promise<DeliveryAttempt> {
    const { clock } = this.deps;
    let webhook: WebhookRow | undefined;
    try {
      webhook = await current.get();
      return webhook?.is_active
        ? await this.tryNow(webhook, delivery)
        : notSent(delivery, clock.now(), { why: 'The webhook is not active' });
    } catch (error) {
      const now = clock.now();
      const isOurs =
        error instanceof NoRoomError ||
        isDatabaseError(error) ||
        isUnavailable(error);
      return isOurs
        ? notSent(delivery, now + POSTPONED_MS, {
            why: 'Not sent yet, because Callboard was busy. Callboard retries soon',
          })
        : failed(delivery, now, { url: webhook?.url ?? '', error });
    }
  }

  private async tryNow(
    webhook: WebhookRow,
    delivery: DueDelivery,
  ): Promise<DeliveryAttempt> {
    const { knex, clock, sender, signing } = this.deps;
    const { url, version } = webhook;
    const { id, event_id } = delivery;
    let headers: Record<string, string> = {};
    const sendBody = async (body: string) => {
      // Signs just before sending: the request may have waited for a slot, and the signature contains
      // the time.
      const outcome = await sender.send(url, () => {
        headers = signing.headersFor(webhook, { id, body }, clock.now());
        return { headers, body };
      });
      return { delivery, url, headers, outcome, version };
    };
    return delivery.body === null
      ? this.#bodies.run(delivery.body_bytes, async () =>
          sendBody(await this.#due.readBody(knex, event_id)),
        )
      : sendBody(delivery.body);
  }
}

/** A postponed delivery, which does not count as an attempt. */
function notSent(
  delivery: DueDelivery,
  postponed_until: number,
  { why }: { why: string },
): DeliveryAttempt {
  const outcome = noAnswer(postponed_until, why);
  return { delivery, url: '', headers: {}, outcome, postponed_until };
}

/** The attempt of a delivery whose request could not be created. */
function failed(
  delivery: DueDelivery,
  now: number,
  { url, error }: { url: string; error: unknown },
): DeliveryAttempt {
  const outcome = noAnswer(now, (error as Error).message);
  return { delivery, url, headers: {}, outcome };
}

function noAnswer(started_at: number, error: string): DeliveryOutcome {
  return {
    started_at,
    duration_ms: 0,
    status_code: null,
    response_headers: null,
    response_body: null,
    error,
  };
}
