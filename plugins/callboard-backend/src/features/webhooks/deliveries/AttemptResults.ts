import { WebhookDisabledReason } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition } from 'lodash';
import { insertReturning, inListSql, updateMany } from '../../../database/bulk';
import { lockForUpdate } from '../../../database/locks';
import { callboardActor } from '../../../kernel/actor';
import { Core } from '../../../core/Core';
import { Change } from '../../../changes/Changes';
import { Cancellation } from './Cancellation';
import { WebhookRow } from '../WebhookRow';
import { webhookStore } from '../WebhookStore';
import {
  AttemptRow,
  AttemptTransition,
  DueDelivery,
  computeAttemptTransition,
  computeDeliveryHealth,
  toAttempt,
  DeliveryAttempt,
} from './DeliveryAttempt';

/** Stores attempts, and their consequences for the webhook. */
export class AttemptResults {
  constructor(
    private readonly deps: Pick<Core, 'changes' | 'config'> & {
      cancellation: Cancellation;
    },
  ) {}

  /** @returns the current webhook; undefined if it was deleted or the attempts deactivate it */
  async save(
    webhook_id: string,
    attempted: readonly DeliveryAttempt[],
  ): Promise<WebhookRow | undefined> {
    const { changes, cancellation } = this.deps;
    return changes.run(callboardActor, async change => {
      // Locks the webhook before its deliveries, as updates of a webhook do, to avoid deadlocks.
      const webhook = await webhookStore.lock(change.tx, { id: webhook_id });
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
    attempts: readonly DeliveryAttempt[],
    webhook: WebhookRow | undefined,
  ): Promise<WebhookDisabledReason | undefined> {
    const { retrySeconds } = this.deps.config.webhooks;
    const [postponed, attempted] = partition(
      attempts,
      ({ postponed_until }) => postponed_until !== undefined,
    );
    await postpone(tx, postponed);
    if (attempted.length === 0) {
      return undefined;
    }
    const hasWebhookChanged = ({ version }: DeliveryAttempt) =>
      version !== undefined && version !== webhook?.version;
    const transitions = attempted.map(attempt =>
      computeAttemptTransition(attempt, retrySeconds, {
        now,
        hasWebhookChanged: hasWebhookChanged(attempt),
      }),
    );
    const appliedIds = await saveAttempts(
      tx,
      attempted.map(toAttempt),
      transitions,
    );
    if (!webhook) {
      return undefined;
    }
    const health = computeDeliveryHealth(attempted);
    await webhookStore.saveHealth(tx, webhook.id, health);
    // An attempt for an earlier version of the webhook is no reason to deactivate the current one.
    const isForCurrentVersion = (_: unknown, index: number) =>
      !hasWebhookChanged(attempted[index]);
    return findDisabledReason(
      attempted.filter(isForCurrentVersion),
      transitions
        .filter(isForCurrentVersion)
        .filter(({ after }) => appliedIds.has(after.id)),
      {
        lastSuccess:
          health.last_success_at ?? Date.parse(webhook.last_success_at ?? ''),
      },
    );
  }
}

/**
 * The reason to deactivate a webhook after attempts: its receiver has returned 410, or a delivery
 * has failed permanently, and no other has succeeded since the first attempt of that delivery.
 *
 * @param lastSuccess - the time of the webhook's last success; NaN if it has had no success
 */
function findDisabledReason(
  attempted: readonly DeliveryAttempt[],
  transitions: readonly AttemptTransition[],
  { lastSuccess }: { lastSuccess: number },
): WebhookDisabledReason | undefined {
  if (attempted.some(({ outcome }) => outcome.status_code === 410)) {
    return 'endpoint_removed';
  }
  const isFailing = transitions.some(
    ({ after: { status, first_attempt_at } }) =>
      // Without a success, the comparison with NaN is false.
      status === 'failed' && !(lastSuccess >= first_attempt_at.getTime()),
  );
  return isFailing ? 'failing' : undefined;
}

/**
 * Stores attempts. If a delivery was requeued, cancelled or completed during the attempt, only its
 * `try_count` changes, except that a success completes a failed delivery.
 *
 * @returns the ids of the deliveries of which more than `try_count` has changed
 */
export async function saveAttempts(
  tx: Knex.Transaction,
  attemptRows: readonly AttemptRow[],
  transitions: readonly AttemptTransition[],
): Promise<Set<string>> {
  const statesById = await lockStates(
    tx,
    transitions.map(({ after }) => after.id),
  );
  await insertReturning(
    tx,
    {
      table: 'webhook_attempts',
      rows: attemptRows.filter(({ delivery_id }) =>
        statesById.has(delivery_id),
      ),
    },
    // A worker that lost its lease may have stored the same attempt.
    'ON CONFLICT (delivery_id, number) DO NOTHING RETURNING number',
  );
  const [current, stale] = partition(transitions, ({ before, after }) => {
    const state = statesById.get(after.id);
    return (
      isUnchanged(state, before) ||
      (after.status === 'delivered' && state?.status === 'failed')
    );
  });
  await updateMany(
    tx,
    'webhook_deliveries',
    current.map(({ after }) => after),
  );
  await updateMany(
    tx,
    'webhook_deliveries',
    stale.map(({ after: { id, try_count } }) => ({ id, try_count })),
  );
  return new Set(current.map(({ after }) => after.id));
}

/** Postpones deliveries that were not sent, unless they have changed since they were claimed. */
async function postpone(
  tx: Knex.Transaction,
  postponed: readonly DeliveryAttempt[],
): Promise<void> {
  if (postponed.length === 0) {
    return;
  }
  const statesById = await lockStates(
    tx,
    postponed.map(({ delivery }) => delivery.id),
  );
  await updateMany(
    tx,
    'webhook_deliveries',
    postponed
      .filter(({ delivery }) =>
        isUnchanged(statesById.get(delivery.id), delivery),
      )
      .map(({ delivery: { id }, postponed_until, outcome }) => ({
        id,
        next_attempt_at: new Date(postponed_until!),
        last_error: outcome.error,
      })),
  );
}

type DeliveryState = { id: string; status: string; next_attempt_at: unknown };

async function lockStates(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<Map<string, DeliveryState>> {
  const rows: DeliveryState[] = await lockForUpdate(
    tx('webhook_deliveries')
      .whereRaw(...inListSql(tx, 'id', ids))
      .orderBy('id')
      .select('id', 'status', 'next_attempt_at'),
  );
  return new Map(rows.map(row => [row.id, row]));
}

/** Whether a delivery is still pending with the due time that was read. */
function isUnchanged(
  state: DeliveryState | undefined,
  before: DueDelivery,
): boolean {
  return (
    state?.status === 'pending' &&
    Number(new Date(state.next_attempt_at as Date)) ===
      Number(new Date(before.next_attempt_at))
  );
}
