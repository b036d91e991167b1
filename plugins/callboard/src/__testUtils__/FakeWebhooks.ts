import {
  webhookEventTypes,
  type Webhook,
  type WebhookDeliveryDetail,
  type WebhookHour,
  type WebhookTry,
} from '@callboard/plugin-callboard-common';
import {
  answerCollection,
  exampleOf,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeBackend } from './FakeBackend';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw8Qx5yLk3Vt0=';

/** The webhooks of a workspace and their deliveries. */
export class FakeWebhooks {
  all: Webhook[] = [];
  deliveries: WebhookDeliveryDetail[] = [];
  hours: WebhookHour[] = [];

  constructor(private readonly backend: FakeBackend) {
    const of = (status: string) =>
      this.deliveries.filter(delivery => delivery.status === status).length;
    const path = '/workspaces/{slug}/webhooks';
    const webhooks = answerCollection<'all', Webhook>(this, 'all', {
      path,
      kind: 'webhook',
      isVersioned: false,
    });
    backend.answer({
      ...webhooks,
      ...answerCollection<'deliveries', WebhookDeliveryDetail>(
        this,
        'deliveries',
        {
          path: `${path}/{id}/deliveries`,
          kind: 'delivery',
          parents: { id: 'webhook_id' },
        },
      ),
      listWebhookEvents: () => ({
        items: webhookEventTypes.map(type => ({
          type,
          example: this.example(type),
        })),
      }),
      createWebhook: ({ body }) => ({
        ...this.add({
          ...body,
          description: body.description ?? null,
          is_active: body.is_active ?? true,
        }),
        secret: SECRET,
      }),
      updateWebhook: async call =>
        Object.assign(
          (await webhooks.updateWebhook!(call)) as Webhook,
          call.body.is_active && {
            disabled_reason: null,
            consecutive_failures: 0,
          },
        ),
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
    const webhook = exampleOf('getWebhook', {
      ...this.backend.newThing(),
      name: 'Build bot',
      url: 'https://build.example.com/callboard',
      event_types: ['work_item.*'],
      is_active: true,
      ...values,
    });
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
    const delivery = exampleOf('getWebhookDelivery', {
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
      last_attempt_at: tries[0]?.started_at ?? null,
      last_status_code: tries[0]?.status_code ?? null,
      last_error: tries[0]?.error ?? null,
      last_duration_ms: tries[0]?.duration_ms ?? null,
      created_at,
      request_body: '{"type":"work_item.update"}',
      ...values,
      tries,
    });
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
