import { WebhookDisabledReason } from '@callboard/plugin-callboard-common';
import { partition } from 'lodash';
import { callboardActor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { Cancellation } from './Cancellation';
import { WebhookRow } from '../WebhookRow';
import { WebhookStore } from '../WebhookStore';
import {
  AttemptTransition,
  computeAttemptTransition,
  computeDeliveryHealth,
  isPostponed,
  toAttempt,
  DeliveryAttempt,
} from './DeliveryAttempt';
import { AttemptStore } from './AttemptStore';

/** Stores attempts, and their consequences for the webhook. */
export class AttemptResults {
  readonly #attempts = new AttemptStore();

  constructor(
    private readonly deps: {
      changes: Changes;
      webhooks: WebhookStore;
      cancellation: Cancellation;
      retrySeconds: readonly number[];
    },
  ) {}

  /**
   * Stores attempts, and deactivates the webhook if they require it.
   *
   * @returns the current webhook; undefined when it gets no further deliveries
   */
  async save(
    webhook_id: string,
    attempted: readonly DeliveryAttempt[],
  ): Promise<WebhookRow | undefined> {
    const { changes, webhooks, cancellation } = this.deps;
    return changes.run(callboardActor, async change => {
      // Locks the webhook before its deliveries, in the same order as updates.
      const webhook = await webhooks.lockAny(change.tx, webhook_id);
      const reason = await this.store(change, attempted, webhook);
      if (reason && webhook?.is_active) {
        await cancellation.deactivate(change, webhook, reason);
      }
      return reason ? undefined : webhook;
    });
  }

  /** @returns the reason to deactivate the webhook, if any */
  private async store(
    { tx, now }: Change,
    all: readonly DeliveryAttempt[],
    webhook: WebhookRow | undefined,
  ): Promise<WebhookDisabledReason | undefined> {
    const { webhooks, retrySeconds } = this.deps;
    const [postponed, attempted] = partition(all, isPostponed);
    await this.#attempts.postpone(
      tx,
      postponed.map(({ delivery, outcome, postponed_until }) => ({
        before: delivery,
        until: postponed_until!,
        error: outcome.error!,
      })),
    );
    if (attempted.length === 0) {
      return undefined;
    }
    const isFormer = ({ version }: DeliveryAttempt) =>
      version !== undefined && version !== webhook?.version;
    const transitions = attempted.map(each =>
      computeAttemptTransition(each, retrySeconds, {
        now,
        isFormer: isFormer(each),
      }),
    );
    const counting = await this.#attempts.saveAttempts(
      tx,
      attempted.map(toAttempt),
      transitions,
    );
    if (!webhook) {
      return undefined;
    }
    const health = computeDeliveryHealth(attempted);
    await webhooks.saveHealth(tx, webhook.id, health);
    const isDecisive = (_: unknown, index: number) =>
      !isFormer(attempted[index]);
    return findDisabledReason(
      attempted.filter(isDecisive),
      transitions
        .filter(isDecisive)
        .filter(({ after }) => counting.has(after.id)),
      {
        lastSuccess:
          health.last_success_at ?? Date.parse(webhook.last_success_at ?? ''),
      },
    );
  }
}

/**
 * The reason to deactivate a webhook after attempts: its receiver requests it, or a delivery has
 * failed finally and none has succeeded since its first attempt.
 *
 * @param lastSuccess - of the webhook; NaN without one
 */
function findDisabledReason(
  attempted: readonly DeliveryAttempt[],
  transitions: readonly AttemptTransition[],
  { lastSuccess }: { lastSuccess: number },
): WebhookDisabledReason | undefined {
  if (attempted.some(({ outcome }) => outcome.status_code === 410)) {
    return 'endpoint_removed';
  }
  const isHopeless = transitions.some(
    ({ after: { status, first_attempt_at } }) =>
      status === 'failed' && !(lastSuccess >= first_attempt_at.getTime()),
  );
  return isHopeless ? 'failing' : undefined;
}
