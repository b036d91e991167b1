import {
  WebhookDelivery,
  WebhookDeliveryDetail,
} from '@callboard/plugin-callboard-common';
import { setTimeout as sleep } from 'timers/promises';
import { TestCallboard } from '../../../__testUtils__/startCallboard';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import { Receiver } from './Receiver';

/** A separate workspace, with helpers to create webhooks and to read their deliveries. */
export class WebhookFixture {
  private constructor(
    readonly callboard: TestCallboard,
    readonly workspacePath: string,
  ) {}

  /** Creates a workspace. */
  static async create(callboard: TestCallboard): Promise<WebhookFixture> {
    const slug = `w-${Math.random().toString(36).slice(2)}`;
    await callboard
      .as('superAdmin')
      .post('/workspaces', { slug, name: slug })
      .expect(201);
    return new WebhookFixture(callboard, `/workspaces/${slug}`);
  }

  /** Returns a fixture for the same workspace after a restart. */
  withCallboard(callboard: TestCallboard): WebhookFixture {
    return new WebhookFixture(callboard, this.workspacePath);
  }

  private get superAdmin() {
    return this.callboard.as('superAdmin');
  }

  /** Creates a webhook. */
  async createWebhook(
    { url }: Pick<Receiver, 'url'>,
    event_types = ['department.*'],
  ): Promise<{ path: string; id: string; secret: string }> {
    const { body } = await this.superAdmin
      .post(`${this.workspacePath}/webhooks`, {
        name: 'Hook',
        url,
        event_types,
      })
      .expect(201);
    const path = `${this.workspacePath}/webhooks/${body.id}`;
    return { path, id: body.id, secret: body.secret };
  }

  /** Creates a department, which causes a change. */
  async createDepartment(name = 'Sales'): Promise<string> {
    const { body } = await this.superAdmin
      .post(`${this.workspacePath}/departments`, { name })
      .expect(201);
    return body.id;
  }

  /** Renames a department, which causes a change. */
  async renameDepartment(id: string, name: string): Promise<void> {
    await this.superAdmin
      .patch(`${this.workspacePath}/departments/${id}`, { name })
      .expect(200);
  }

  /** Lists the deliveries of a webhook, newest first, once all changes are relayed. */
  async listDeliveries(path: string): Promise<WebhookDelivery[]> {
    await untilRelayed(this.callboard.knex);
    const { body } = await this.superAdmin
      .get(`${path}/deliveries`)
      .expect(200);
    return body.items;
  }

  /** Lists the deliveries of a webhook, newest first, once none is pending. */
  async awaitDeliveries(path: string): Promise<WebhookDelivery[]> {
    for (;;) {
      const items = await this.listDeliveries(path);
      if (items.every(({ status }) => status !== 'pending')) {
        return items;
      }
      await sleep(20);
    }
  }

  /** Returns a delivery with its attempts. */
  async getDelivery(path: string, id: string): Promise<WebhookDeliveryDetail> {
    const { body } = await this.superAdmin
      .get(`${path}/deliveries/${id}`)
      .expect(200);
    return body;
  }

  /** Returns a webhook. */
  async getWebhook(path: string) {
    return (await this.superAdmin.get(path).expect(200)).body;
  }
}

/** Returns the names of the resources that a receiver got, in order. */
export function getReceivedNames({ received }: Receiver): string[] {
  return received.map(({ body }) => body.data?.name);
}
