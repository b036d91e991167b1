import {
  webhookEventTypes,
  type Webhook,
  type WebhookDeliveryDetail,
  type WebhookHour,
  type WebhookAttempt,
} from '@callboard/plugin-callboard-common';
import {
  createExampleResponse,
  NOW,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import { AdminServer } from './AdminServer';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw8Qx5yLk3Vt0=';

/** Creates a delivery attempt, by default one with status 200. */
export function createAttempt(
  values: Partial<WebhookAttempt> = {},
): WebhookAttempt {
  return {
    number: 1,
    started_at: NOW,
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

/** A fake server with the webhooks of a workspace and their deliveries. */
export class WebhookServer extends AdminServer {
  hours: WebhookHour[] = [];

  constructor() {
    super('admin');
    this.answer({
      listWebhookEvents: () => ({
        items: webhookEventTypes.map(type => ({
          type,
          example: createEvent(type),
        })),
      }),
      createWebhook: call => ({
        ...this.answerFromStore(call),
        secret: SECRET,
      }),
      updateWebhook: call => {
        this.answerFromStore(call);
        return Object.assign(
          this.#findWebhook(call.params.id),
          call.body.is_active && {
            disabled_reason: null,
            consecutive_failures: 0,
          },
        );
      },
      rotateWebhookSecret: ({ params }) => ({
        ...this.#findWebhook(params.id),
        secret: SECRET,
      }),
      testWebhook: ({ params }) =>
        toListItem(
          this.addDelivery(this.#findWebhook(params.id), {
            type: 'webhook.test',
          }),
        ),
      getWebhookHealth: ({ params }) => {
        this.#findWebhook(params.id);
        return {
          hours: this.hours,
          pending: this.#count('pending'),
          failed: this.#count('failed'),
        };
      },
      replayWebhookDelivery: ({ params }) => {
        const found = this.deliveries.find(({ id }) => id === params.did)!;
        return toListItem(Object.assign(found, { status: 'pending' }));
      },
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

  get deliveries(): WebhookDeliveryDetail[] {
    return this.store('webhookDeliveries');
  }

  addWebhook(values: Partial<Webhook> = {}): Webhook {
    return this.insert('webhooks', {
      name: 'Build bot',
      url: 'https://build.example.com/callboard',
      event_types: ['work_item.*'],
      ...values,
    });
  }

  /** Adds a delivery as the newest one. */
  addDelivery(
    webhook: Webhook,
    values: Partial<WebhookDeliveryDetail>,
  ): WebhookDeliveryDetail {
    const { attempt_log = [] } = values;
    return this.insert('webhookDeliveries', {
      webhook_id: webhook.id,
      type: 'work_item.update',
      entity_label: 'PAY-42 Fix rounding',
      status: 'pending',
      try_count: attempt_log.length,
      attempts: attempt_log.length,
      max_attempts: 9,
      last_attempt_at: attempt_log[0]?.started_at ?? null,
      last_status_code: attempt_log[0]?.status_code ?? null,
      last_error: attempt_log[0]?.error ?? null,
      last_duration_ms: attempt_log[0]?.duration_ms ?? null,
      request_body: '{"type":"work_item.update"}',
      ...values,
    });
  }

  #count(requested: string): number {
    return this.deliveries.filter(({ status }) => status === requested).length;
  }

  #findWebhook(requested: string): Webhook {
    const found = this.store('webhooks').find(({ id }) => id === requested);
    if (!found) {
      throw new ErrorResponse(404, 'The webhook was not found');
    }
    return found;
  }
}

/** Creates the payload of an event. */
function createEvent(type: string) {
  const { id } = createExampleResponse('getWebhook');
  return {
    type,
    timestamp: NOW,
    data: { id },
    workspace_id: id,
    activity: {
      id,
      actor: { user_ref: 'user:default/mona', display_name: 'Mona Manager' },
      action: type.split('.')[1],
      changes: [],
    },
  };
}

/** Returns a delivery without the fields that lists omit. */
function toListItem({
  request_body: _,
  attempt_log: __,
  ...delivery
}: WebhookDeliveryDetail) {
  return delivery;
}
