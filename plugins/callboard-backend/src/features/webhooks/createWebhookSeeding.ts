import {
  ChangeEvent,
  coversEventType,
  NewWebhook,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { last } from 'lodash';
import { Outbox } from '../../changes/Outbox';
import { Core } from '../../core/Core';
import { DatedActors } from '../../core/DatedActors';
import { lowestId } from '../../database/ids';
import { DeliveryStore, DueDelivery } from './deliveries/DeliveryStore';
import { Signing } from './deliveries/Signing';
import { toDelivery } from './deliveries/toDelivery';
import { afterTry, healthAfter, toTry, Tried } from './deliveries/Tried';
import { eventBody } from './events/eventBody';
import { Outcome } from './receivers/Sender';
import { WebhookRow } from './WebhookRow';
import { WebhookService } from './WebhookService';
import { WebhookStore } from './WebhookStore';

/** Which delivery fails for good, from the oldest. */
const FAILING = 2;

/** How long the receiver takes, in turns. */
const DURATIONS_MS = [38, 41, 35, 62, 44, 39, 120, 40];

/** What seeders may do with webhooks that no endpoint does. */
export function createWebhookSeeding(
  core: Core,
  deps: {
    webhooks: WebhookService;
    store: WebhookStore;
    deliveries: DeliveryStore;
    signing: Signing;
  },
): Pick<SeedServices, 'recordWebhook'> {
  const { clock, knex, workspaces } = core;
  const { webhooks, store, deliveries, signing } = deps;
  const { retrySeconds } = core.config.webhooks;
  const actors = new DatedActors(core);

  /** The changes that nobody has been told of yet, and the webhook wants. */
  async function listChanges(
    workspace_id: string,
    { event_types }: NewWebhook,
    from: number,
  ): Promise<ChangeEvent[]> {
    const seqs = await knex('outbox')
      .join('activity', 'activity.id', 'outbox.activity_id')
      .where('activity.workspace_id', workspace_id)
      .where('activity.id', '>=', lowestId(from))
      .orderBy('outbox.seq')
      .pluck('outbox.seq');
    const entries = await new Outbox().readBySeq(knex, seqs.map(Number));
    return entries
      .map(({ change }) => change)
      .filter(({ entity_type, action }) =>
        coversEventType(event_types, `${entity_type}.${action}`),
      );
  }

  /** All tries of a delivery, as they would have gone. */
  function triesOf(
    webhook: WebhookRow,
    delivery: DueDelivery & { body: string },
    { at, nth }: { at: number; nth: number },
  ): Tried[] {
    const pauses = nth === FAILING ? [0, ...retrySeconds] : [0];
    let started_at = at + 1_000;
    return pauses.map((seconds, attempts) => {
      started_at += seconds * 1_000;
      return {
        delivery: { ...delivery, attempts, try_count: attempts },
        url: webhook.url,
        headers: signing.headersFor(webhook, delivery, started_at),
        outcome: outcomeOf(started_at, nth),
      };
    });
  }

  return {
    async recordWebhook(actor, slug, input) {
      const { id: workspace_id } = await workspaces.getBySlug(slug);
      const author = await actors.author(actor);
      const { id } = await webhooks.create(author, workspace_id, input);
      const webhook = await store.require(knex, workspace_id, id);
      const from = actor.at.getTime();
      const changes = await listChanges(workspace_id, input, from);
      const tried = changes.map((change, nth) => {
        const made = toDelivery(webhook, change);
        const body = eventBody(change);
        const due = {
          id: made.id,
          event_id: made.event_id,
          body,
          body_bytes: Buffer.byteLength(body),
          attempts: 0,
          try_count: 0,
          first_attempt_at: null,
          next_attempt_at: new Date(from),
        };
        const at = Date.parse(change.created_at);
        return { due, made, tries: triesOf(webhook, due, { at, nth }) };
      });
      await knex.transaction(async tx => {
        await deliveries.insert(
          tx,
          tried.map(({ due: { event_id: id, body: text } }) => ({
            id,
            body: text,
          })),
          tried.map(({ made }) => made),
          from,
        );
        const all = tried.flatMap(({ tries }) => tries);
        if (all.length > 0) {
          await deliveries.saveTries(
            tx,
            all.map(toTry),
            tried.map(({ tries }) =>
              afterTry(last(tries)!, retrySeconds, { now: clock.now() }),
            ),
          );
          await store.saveHealth(tx, id, healthAfter(all));
        }
      });
      const pausing = { ...actor, at: new Date(clock.now()) };
      const pauser = await actors.author(pausing);
      return webhooks.update(pauser, workspace_id, id, { is_active: false });
    },
  };
}

function outcomeOf(started_at: number, nth: number): Outcome {
  const isFailing = nth === FAILING;
  return {
    started_at,
    duration_ms: DURATIONS_MS[nth % DURATIONS_MS.length],
    status_code: isFailing ? 503 : 204,
    response_headers: { 'content-length': isFailing ? '19' : '0' },
    response_body: isFailing ? 'Service Unavailable' : '',
    error: null,
  };
}
