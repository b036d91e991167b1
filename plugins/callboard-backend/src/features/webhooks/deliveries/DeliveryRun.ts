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

/** How many deliveries of a webhook are under way at once. */
const AT_ONCE = 8;

/** How many are read together, with their bodies unless these are long. */
const READ_AT_ONCE = 24;

/** How long until more is looked for while receivers are waited for. */
const FIRST_LOOK_MS = 250;
const LAST_LOOK_MS = 2_000;

/** How much of long bodies a process has in memory, in bytes. */
const BODIES_AT_ONCE = 64 * 1024 * 1024;

/** How long a delivery waits for room for its body. */
const ROOM_WAIT_MS = 5_000;

/** When a delivery has its next turn that was not sent for want of room. */
const POSTPONED_MS = 2_000;

/** After that long, others get their turn. */
const MOST_MS = 20_000;

/** Sends what is due for a webhook. */
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
   * Sends what is due, and has itself repeated when more will be. Two runs for
   * one webhook at the same time would send things twice, and in no order.
   *
   * @param signal - ends it early; what is under way comes to its end
   */
  async send(webhook: WebhookKey, signal: AbortSignal): Promise<void> {
    const { knex, queue } = this.deps;
    const round = new Round({ atOnce: AT_ONCE, readAtOnce: READ_AT_ONCE });
    try {
      await this.sendDue(webhook.id, round, signal);
    } finally {
      // Whatever failed: who comes next sends the rest.
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
    const end = clock.now() + MOST_MS;
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

  /** @returns false when nothing may be sent any more */
  private async readMore(
    id: string,
    round: Round,
    current: CurrentWebhook,
  ): Promise<boolean> {
    const { knex, clock, cancellation } = this.deps;
    if (!(await current.get())?.is_active) {
      // What came in while that happened would wait for ever.
      await cancellation.finish(id);
      return false;
    }
    const due = await this.#due.listDue(knex, id, {
      now: clock.now(),
      limit: READ_AT_ONCE,
      except: round.held,
    });
    round.add(due, delivery => this.try(current, delivery));
    return true;
  }

  /** Sends a delivery where its webhook is now. */
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
            why: 'Callboard was too busy to send it; it is sent soon',
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
      // It may have waited for others until now.
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

/** A delivery that has its turn again at a moment, as if it had not been tried. */
function notSent(
  delivery: DueDelivery,
  postponed_until: number,
  { why }: { why: string },
): DeliveryAttempt {
  const outcome = noAnswer(postponed_until, why);
  return { delivery, url: '', headers: {}, outcome, postponed_until };
}

/** A delivery for which no request could be made. */
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
