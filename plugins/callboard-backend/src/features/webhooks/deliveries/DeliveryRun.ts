import { WebhookDisabledReason } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { callboardActor } from '../../../access/actor';
import { Changes } from '../../../changes/Changes';
import { Clock } from '../../../clock';
import { Deactivation } from '../Deactivation';
import { Outcome, Sender } from '../receivers/Sender';
import { WebhookRow } from '../WebhookRow';
import { WebhookStore } from '../WebhookStore';
import { DeliveryQueue } from './DeliveryQueue';
import { DeliveryStore, DueDelivery, TriedDelivery } from './DeliveryStore';
import { Round } from './Round';
import { Signing } from './Signing';
import { afterTry, healthAfter, toTry, Tried } from './Tried';

/** How many deliveries of a webhook are under way at once. */
const AT_ONCE = 8;

/** How many are read together: their bodies are in memory. */
const READ_AT_ONCE = 24;

/** How long until more is looked for while receivers are waited for. */
const FIRST_LOOK_MS = 250;
const LAST_LOOK_MS = 2_000;

/** After that long, others get their turn. */
const MOST_MS = 20_000;

/** Sends what is due for a webhook. */
export class DeliveryRun {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      changes: Changes;
      webhooks: WebhookStore;
      deliveries: DeliveryStore;
      deactivation: Deactivation;
      sender: Pick<Sender, 'send'>;
      signing: Signing;
      queue: DeliveryQueue;
      retrySeconds: readonly number[];
    },
  ) {}

  /**
   * Sends what is due, and has itself repeated when more will be. Two runs for
   * one webhook at the same time would send things twice, and in no order.
   *
   * @param signal - ends it early; what is under way comes to its end
   */
  async send(webhook_id: string, signal: AbortSignal): Promise<void> {
    const { knex, clock, deliveries, queue } = this.deps;
    const round = new Round(AT_ONCE);
    const end = clock.now() + MOST_MS;
    let goesOn = true;
    let lookMs = FIRST_LOOK_MS;
    while (goesOn || !round.isIdle) {
      goesOn &&= !signal.aborted && clock.now() < end;
      if (goesOn && round.needsMore) {
        goesOn = await this.readMore(webhook_id, round);
      }
      if (goesOn) {
        round.begin();
      }
      const tried = round.takeTried();
      if (tried.length > 0) {
        const isActive = await this.settle(webhook_id, tried);
        tried.forEach(({ delivery }) => round.forget(delivery));
        goesOn &&= isActive;
        lookMs = FIRST_LOOK_MS;
      } else if (round.isIdle) {
        goesOn = false;
      } else {
        await round.nextTried(lookMs);
        lookMs = Math.min(lookMs * 2, LAST_LOOK_MS);
      }
    }
    const next = await deliveries.nextDue(knex, webhook_id);
    if (next !== undefined) {
      await knex.transaction(tx => queue.wake(tx, [webhook_id], next));
    }
  }

  /** @returns false when nothing may be sent any more */
  private async readMore(webhook_id: string, round: Round): Promise<boolean> {
    const { knex, clock, webhooks, deliveries } = this.deps;
    const webhook = await webhooks.find(knex, webhook_id);
    if (!webhook?.is_active) {
      // What came in while that happened would wait for ever.
      const reason = webhook ? 'deactivated' : 'deleted';
      await deliveries.failPending(knex, webhook_id, reason);
      return false;
    }
    const due = await deliveries.listDue(knex, webhook_id, {
      now: clock.now(),
      limit: READ_AT_ONCE,
      except: round.held,
    });
    round.add(due, delivery => this.try(webhook, delivery));
    return true;
  }

  private async try(
    webhook: WebhookRow,
    delivery: DueDelivery,
  ): Promise<Tried> {
    const { clock, sender, signing } = this.deps;
    const { url } = webhook;
    try {
      const headers = signing.headersFor(webhook, delivery, clock.now());
      const { body } = delivery;
      const outcome = await sender.send({ url, headers, body });
      return { delivery, url, headers, outcome };
    } catch (error) {
      const outcome = notSent(clock.now(), error as Error);
      return { delivery, url, headers: {}, outcome };
    }
  }

  /**
   * Stores what has come of tries, and deactivates the webhook where they say so.
   *
   * @returns whether the webhook goes on getting deliveries
   */
  private async settle(
    webhook_id: string,
    tried: readonly Tried[],
  ): Promise<boolean> {
    const { changes, webhooks, deliveries, retrySeconds } = this.deps;
    return changes.run(callboardActor, async change => {
      const { tx, now } = change;
      // Before its deliveries, as whoever changes it does.
      const webhook = await webhooks.lockAny(tx, webhook_id);
      const after = tried.map(each => afterTry(each, retrySeconds, now));
      await deliveries.saveTries(tx, tried.map(toTry), after);
      if (!webhook) {
        return false;
      }
      const health = healthAfter(tried);
      await webhooks.saveHealth(tx, webhook_id, health);
      const reason = reasonToStop(tried, after, {
        lastSuccess:
          health.last_success_at ?? Date.parse(webhook.last_success_at ?? ''),
      });
      if (reason && webhook.is_active) {
        await this.deps.deactivation.deactivate(change, webhook, reason);
      }
      return webhook.is_active && !reason;
    });
  }
}

/**
 * Why a webhook is to be deactivated after some tries: its receiver says so, or a
 * delivery was given up, and none has succeeded since it was tried first.
 *
 * @param lastSuccess - of the webhook; not a number where there was none
 */
function reasonToStop(
  tried: readonly Tried[],
  after: readonly TriedDelivery[],
  { lastSuccess }: { lastSuccess: number },
): WebhookDisabledReason | undefined {
  if (tried.some(({ outcome }) => outcome.status_code === 410)) {
    return 'gone';
  }
  const isHopeless = after.some(
    ({ status, first_attempt_at }) =>
      status === 'failed' && !(lastSuccess >= first_attempt_at.getTime()),
  );
  return isHopeless ? 'failing' : undefined;
}

/** The outcome of a request that could not even be made. */
function notSent(now: number, { message }: Error): Outcome {
  return {
    started_at: now,
    duration_ms: 0,
    status_code: null,
    response_headers: null,
    response_body: null,
    error: message,
  };
}
