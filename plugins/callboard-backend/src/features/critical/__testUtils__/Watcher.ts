import { mockServices } from '@backstage/backend-test-utils';
import {
  CriticalEvent,
  CriticalRulePatch,
} from '@callboard/plugin-callboard-common';
import { TestCallboard } from '../../../__testUtils__/startCallboard';
import { until } from '../../../__testUtils__/until';

/** Evaluates the log of a test instance and returns its critical events. */
export class Watcher {
  constructor(
    private readonly callboard: TestCallboard,
    private readonly scheduler: ReturnType<typeof mockServices.scheduler>,
  ) {}

  /** Evaluates the log until no row is left, waiting for concurrent transactions. */
  async watch(): Promise<void> {
    const { knex } = this.callboard;
    await until(async () => {
      await this.scheduler.triggerTask('callboard-critical-events');
      const { arrival } = await knex('critical_watermark').first();
      const newest = await knex('activity').max('arrival as arrival').first();
      return BigInt(arrival) > BigInt(newest!.arrival);
    });
  }

  /** Lists the events that a user sees, newest first. */
  async listCriticalEvents(
    query = '',
    who: Parameters<TestCallboard['as']>[0] = 'superAdmin',
  ): Promise<CriticalEvent[]> {
    const { body } = await this.callboard
      .as(who)
      .get(`/admin/critical-events?${query}`)
      .expect(200);
    return body.items;
  }

  /** Evaluates the log and lists the events of a rule: actor, label and count. */
  async listRaised(rule: string): Promise<unknown[][]> {
    await this.watch();
    const events = await this.listCriticalEvents(`rule=${rule}`);
    return events.map(({ actor_ref, entity_label, count }) => [
      actor_ref,
      entity_label,
      count,
    ]);
  }

  /** Changes the settings of a rule. */
  async changeRule(id: string, patch: CriticalRulePatch): Promise<void> {
    await this.callboard
      .as('superAdmin')
      .patch(`/admin/critical-rules/${id}`, patch)
      .expect(200);
  }

  /** Evaluates the log, then deletes all events and rule settings. */
  async reset(): Promise<void> {
    await this.watch();
    const { knex } = this.callboard;
    await knex('critical_events').delete();
    await knex('critical_counts').delete();
    await knex('critical_rules').delete();
  }
}
