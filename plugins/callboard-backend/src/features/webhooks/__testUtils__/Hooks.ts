import {
  WebhookDelivery,
  WebhookDeliveryDetail,
} from '@callboard/plugin-callboard-common';
import { setTimeout as sleep } from 'timers/promises';
import { TestCallboard } from '../../../__testUtils__/startCallboard';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import { Receiver } from './Receiver';

/** A separate workspace, with helpers to create webhooks and to read their deliveries. */
export class Hooks {
  private constructor(
    readonly callboard: TestCallboard,
    /** The path of the workspace. */
    readonly workspace: string,
  ) {}

  /** Creates a workspace. */
  static async in(callboard: TestCallboard): Promise<Hooks> {
    const slug = `w-${Math.random().toString(36).slice(2)}`;
    await callboard
      .as('superAdmin')
      .post('/workspaces', { slug, name: slug })
      .expect(201);
    return new Hooks(callboard, `/workspaces/${slug}`);
  }

  /** The same workspace after a restart. */
  on(callboard: TestCallboard): Hooks {
    return new Hooks(callboard, this.workspace);
  }

  private get boss() {
    return this.callboard.as('superAdmin');
  }

  /** Creates a webhook. */
  async make(
    { url }: Pick<Receiver, 'url'>,
    event_types = ['department.*'],
  ): Promise<{ path: string; id: string; secret: string }> {
    const { body } = await this.boss
      .post(`${this.workspace}/webhooks`, { name: 'Hook', url, event_types })
      .expect(201);
    const path = `${this.workspace}/webhooks/${body.id}`;
    return { path, id: body.id, secret: body.secret };
  }

  /** Creates a department, which causes a change. */
  async makeDepartment(name = 'Sales'): Promise<string> {
    const { body } = await this.boss
      .post(`${this.workspace}/departments`, { name })
      .expect(201);
    return body.id;
  }

  /** Renames a department, which causes a change. */
  async rename(id: string, name: string): Promise<void> {
    await this.boss
      .patch(`${this.workspace}/departments/${id}`, { name })
      .expect(200);
  }

  /** The deliveries of a webhook, newest first, once all changes are relayed. */
  async deliveries(path: string): Promise<WebhookDelivery[]> {
    await untilRelayed(this.callboard.knex);
    const { body } = await this.boss.get(`${path}/deliveries`).expect(200);
    return body.items;
  }

  /** The deliveries of a webhook, newest first, once none is pending. */
  async settled(path: string): Promise<WebhookDelivery[]> {
    for (;;) {
      const items = await this.deliveries(path);
      if (items.every(({ status }) => status !== 'pending')) {
        return items;
      }
      await sleep(20);
    }
  }

  /** A delivery with its attempts. */
  async detail(path: string, id: string): Promise<WebhookDeliveryDetail> {
    const { body } = await this.boss
      .get(`${path}/deliveries/${id}`)
      .expect(200);
    return body;
  }

  /** A webhook as it is now. */
  async read(path: string) {
    return (await this.boss.get(path).expect(200)).body;
  }
}

/** Returns the names of the resources that a receiver got, in order. */
export function getReceivedNames({ received }: Receiver): string[] {
  return received.map(({ body }) => body.data?.name);
}
