import {
  ChangeEvent,
  coversEventType,
  NewWebhook,
} from '@callboard/plugin-callboard-common';
import { SeedServices, SeedWebhookEnd } from '@callboard/plugin-callboard-node';
import { last } from 'lodash';
import { callboardActor } from '../../kernel/actor';
import { listPendingChanges } from '../../changes/readChanges';
import { Core } from '../../core/Core';
import { PastActors } from '../../core/createCoreSeeding';
import { Cancellation } from './deliveries/Cancellation';
import {
  DueDelivery,
  computeAttemptTransition,
  computeDeliveryHealth,
  toAttempt,
  DeliveryAttempt,
} from './deliveries/DeliveryAttempt';
import { insertDeliveries, toDelivery } from './deliveries/DeliveryStore';
import { Signing } from './SecretBox';
import { saveAttempts } from './deliveries/AttemptResults';
import { buildEventBody } from './events/buildEventBody';
import { DeliveryOutcome } from './receivers/Sender';
import { WebhookRow } from './WebhookRow';
import { WebhookService } from './WebhookService';
import { webhookStore } from './WebhookStore';

/**
 * The index of the delivery that fails if the seeded webhook ends up deactivated by an admin. The
 * oldest delivery has index 0.
 */
const FAILING_INDEX = 2;

type ReceiverResult = 'accepted' | 'refused' | 'removed';

const responses: Record<ReceiverResult, { status_code: number; body: string }> =
  {
    accepted: { status_code: 204, body: '' },
    refused: { status_code: 503, body: 'Service Unavailable' },
    removed: { status_code: 410, body: 'Gone' },
  };

/** The time from a change to the first attempt of its delivery. */
const FIRST_ATTEMPT_DELAY_MS = 1_000;

/** The time from the last delivery until an admin deactivates the webhook. */
const DEACTIVATED_AFTER_MS = 60_000;

/** Response times of the receiver, used in turn. */
const DURATIONS_MS = [38, 41, 35, 62, 44, 39, 120, 40];

/**
 * Creates the seeding operation that records a webhook with past deliveries, which no endpoint can
 * record.
 */
export function createWebhookSeeding(
  core: Core,
  deps: {
    webhooks: WebhookService;
    signing: Signing;
    cancellation: Cancellation;
  },
): Pick<SeedServices, 'recordWebhook'> {
  const { clock, knex, workspaces } = core;
  const { webhooks, signing, cancellation } = deps;
  const { retrySeconds } = core.config.webhooks;
  const actors = new PastActors(core);

  /** Lists the changes that the webhook would have received. */
  async function listChanges(
    workspace_id: string,
    { event_types }: NewWebhook,
    from: number,
  ): Promise<ChangeEvent[]> {
    const time = { from, to: clock.now(), workspace_id };
    const matching: ChangeEvent[] = [];
    for await (const changes of listPendingChanges(knex, time)) {
      matching.push(
        ...changes.filter(({ entity_type, action }) =>
          coversEventType(event_types, `${entity_type}.${action}`),
        ),
      );
    }
    return matching;
  }

  /** Creates all attempts of a delivery, as they would have happened. */
  function createAttempts(
    webhook: WebhookRow,
    delivery: DueDelivery & { body: string },
    {
      at,
      index,
      result,
    }: { at: number; index: number; result: ReceiverResult },
  ): DeliveryAttempt[] {
    const delays = result === 'refused' ? [0, ...retrySeconds] : [0];
    let started_at = at + FIRST_ATTEMPT_DELAY_MS;
    return delays.map((seconds, attempts) => {
      started_at += seconds * 1_000;
      return {
        delivery: { ...delivery, attempts, try_count: attempts },
        url: webhook.url,
        headers: signing.buildHeaders(webhook, delivery, started_at),
        outcome: createOutcome(result, started_at, index),
      };
    });
  }

  return {
    async recordWebhook(actor, slug, input, end) {
      const { id: workspace_id } = await workspaces.getBySlug(slug);
      const author = await actors.getAuthor(actor);
      const { id } = await webhooks.record(author, workspace_id, input);
      const key = { workspace_id, id };
      const webhook = await webhookStore.require(knex, key);
      const from = actor.at.getTime();
      const changes = await listChanges(workspace_id, input, from);
      const attempted = changes.map((change, index) => {
        const newDelivery = toDelivery(webhook, change);
        const body = buildEventBody(change);
        const dueDelivery = {
          id: newDelivery.id,
          event_id: newDelivery.event_id,
          body,
          body_bytes: Buffer.byteLength(body),
          attempts: 0,
          try_count: 0,
          first_attempt_at: null,
          next_attempt_at: new Date(from),
          traceparent: newDelivery.traceparent,
        };
        const at = Date.parse(change.created_at);
        const isLast = index === changes.length - 1;
        const result = getResult(end, index, isLast);
        return {
          dueDelivery,
          newDelivery,
          deliveryAttempts: createAttempts(webhook, dueDelivery, {
            at,
            index,
            result,
          }),
        };
      });
      await knex.transaction(async tx => {
        await insertDeliveries(
          tx,
          attempted.map(({ dueDelivery: { event_id, body } }) => ({
            id: event_id,
            body,
          })),
          attempted.map(({ newDelivery }) => newDelivery),
          from,
        );
        const allAttempts = attempted.flatMap(
          ({ deliveryAttempts }) => deliveryAttempts,
        );
        if (allAttempts.length > 0) {
          await saveAttempts(
            tx,
            allAttempts.map(toAttempt),
            attempted.map(({ deliveryAttempts }) =>
              computeAttemptTransition(last(deliveryAttempts)!, retrySeconds, {
                now: clock.now(),
              }),
            ),
          );
          await webhookStore.saveHealth(
            tx,
            id,
            computeDeliveryHealth(allAttempts),
          );
        }
      });
      const lastDeliveryAt =
        last(attempted)?.deliveryAttempts[0].outcome.started_at ?? from;
      if (end === 'removed') {
        const at = lastDeliveryAt;
        await core.changes.run({ ...callboardActor, at }, async change => {
          const before = await webhookStore.requireLocked(change.tx, key);
          await cancellation.deactivate(change, before, 'endpoint_removed');
        });
      } else {
        const at = new Date(lastDeliveryAt + DEACTIVATED_AFTER_MS);
        const admin = await actors.getAuthor({ ...actor, at });
        await webhooks.update(admin, key, { is_active: false });
      }
      return webhooks.get(key);
    },
  };
}

function getResult(
  end: SeedWebhookEnd,
  index: number,
  isLast: boolean,
): ReceiverResult {
  if (end === 'removed') {
    return isLast ? 'removed' : 'accepted';
  }
  return index === FAILING_INDEX ? 'refused' : 'accepted';
}

function createOutcome(
  result: ReceiverResult,
  started_at: number,
  index: number,
): DeliveryOutcome {
  const { status_code, body } = responses[result];
  return {
    started_at,
    duration_ms: DURATIONS_MS[index % DURATIONS_MS.length],
    status_code,
    response_headers: { 'content-length': String(body.length) },
    response_body: body,
    error: null,
  };
}
