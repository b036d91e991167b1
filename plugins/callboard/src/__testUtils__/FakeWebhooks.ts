import {
  webhookEventTypes,
  type Webhook,
  type WebhookDeliveryDetail,
  type WebhookHour,
  type WebhookTry,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeBackend } from './FakeBackend';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw8Qx5yLk3Vt0=';

const isAsked = (value: string, asked: string | null) =>
  asked === null || asked === value;

/** The webhooks of a workspace and their deliveries. */
export class FakeWebhooks {
  all: Webhook[] = [];
  deliveries: WebhookDeliveryDetail[] = [];
  hours: WebhookHour[] = [];

  constructor(private readonly backend: FakeBackend) {
    const of = (status: string) =>
      this.deliveries.filter(delivery => delivery.status === status).length;
    backend.answer({
      listWebhookEvents: () => ({
        items: webhookEventTypes.map(type => ({
          type,
          example: this.example(type),
        })),
      }),
      listWebhooks: ({ query }) => pageOfItems(this.all, query),
      createWebhook: ({ body }) => ({
        ...this.add({
          ...body,
          description: body.description ?? null,
          is_active: body.is_active ?? true,
        }),
        secret: SECRET,
      }),
      getWebhook: ({ params }) => this.named(params.id),
      updateWebhook: call => {
        const webhook = this.named(call.params.id);
        if (call.ifMatch) {
          checkVersion(webhook, call);
        }
        return Object.assign(webhook, call.body, {
          version: webhook.version + 1,
          ...(call.body.is_active && {
            disabled_reason: null,
            consecutive_failures: 0,
          }),
        });
      },
      deleteWebhook: ({ params }) => {
        const gone = this.named(params.id);
        this.all = this.all.filter(other => other !== gone);
      },
      rotateWebhookSecret: ({ params }) => ({
        ...this.named(params.id),
        secret: SECRET,
      }),
      testWebhook: ({ params }) =>
        wire(this.addDelivery(this.named(params.id), { type: 'webhook.test' })),
      getWebhookHealth: ({ params }) => {
        this.named(params.id);
        return {
          hours: this.hours,
          pending: of('pending'),
          failed: of('failed'),
        };
      },
      listWebhookDeliveries: ({ params, query }) =>
        pageOfItems(
          this.deliveries
            .filter(
              ({ webhook_id, status, type }) =>
                webhook_id === params.id &&
                isAsked(status, query.get('status')) &&
                isAsked(type, query.get('type')),
            )
            .map(wire),
          query,
        ),
      getWebhookDelivery: ({ params }) => this.delivery(params.did),
      replayWebhookDelivery: ({ params }) =>
        wire(Object.assign(this.delivery(params.did), { status: 'pending' })),
      replayWebhookDeliveries: ({ body }) => ({
        queued: this.deliveries.filter(
          ({ status, created_at }) =>
            (!body.status || status === body.status) &&
            created_at >= body.start &&
            created_at < body.end,
        ).length,
      }),
    });
  }

  add(values: Partial<Webhook>): Webhook {
    const webhook: Webhook = {
      ...this.backend.newThing(),
      name: 'Build bot',
      url: 'https://build.example.com/callboard',
      event_types: ['work_item.*'],
      is_active: true,
      description: null,
      consecutive_failures: 0,
      disabled_reason: null,
      last_delivery_at: null,
      last_success_at: null,
      former_secret_expires_at: null,
      ...values,
    };
    this.all.push(webhook);
    return webhook;
  }

  /** Adds a delivery, the newest one, with as many tries as it has. */
  addDelivery(
    webhook: Webhook,
    values: Partial<WebhookDeliveryDetail>,
  ): WebhookDeliveryDetail {
    const { id, created_at } = this.backend.newThing();
    const tries = values.tries ?? [];
    const delivery: WebhookDeliveryDetail = {
      id,
      webhook_id: webhook.id,
      type: 'work_item.update',
      activity_id: id,
      entity_id: id,
      entity_label: 'PAY-42 Fix rounding',
      status: 'pending',
      try_count: tries.length,
      attempts: tries.length,
      max_attempts: 9,
      next_attempt_at: null,
      last_attempt_at: tries[0]?.started_at ?? null,
      last_status_code: tries[0]?.status_code ?? null,
      last_error: tries[0]?.error ?? null,
      last_duration_ms: tries[0]?.duration_ms ?? null,
      created_at,
      request_body: '{"type":"work_item.update"}',
      ...values,
      tries,
    };
    this.deliveries.unshift(delivery);
    return delivery;
  }

  /** A try that was answered 200, unless it says otherwise. */
  newTry(values: Partial<WebhookTry>): WebhookTry {
    return {
      number: 1,
      started_at: '2026-11-20T08:00:00.000Z',
      duration_ms: 38,
      url: 'https://build.example.com/callboard',
      request_headers: { 'webhook-id': 'one', 'webhook-signature': 'v1,abc' },
      status_code: 200,
      response_headers: { 'content-type': 'text/plain' },
      response_body: 'ok',
      error: null,
      ...values,
    };
  }

  private named(id: string): Webhook {
    return orNotFound(this.all.find(webhook => webhook.id === id));
  }

  private delivery(id: string): WebhookDeliveryDetail {
    return orNotFound(this.deliveries.find(delivery => delivery.id === id));
  }

  private example(type: string) {
    const { id, created_at } = this.backend.newThing();
    return {
      type,
      timestamp: created_at,
      data: { id },
      workspace_id: id,
      activity: {
        id,
        actor: {
          user_ref: 'user:default/mona',
          display_name: 'Mona Manager',
        },
        action: type.split('.')[1],
        changes: [],
      },
    };
  }
}

function wire({
  request_body: _,
  tries: __,
  ...delivery
}: WebhookDeliveryDetail) {
  return delivery;
}

function orNotFound<Thing>(found: Thing | undefined): Thing {
  if (!found) {
    throw new Refusal(404, 'It is not there');
  }
  return found;
}
