import { Health } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Clock } from '../clock';
import { readInstant } from '../database/dialect';

/** Some entries, as their table tells of them. */
interface Entries {
  count: number | string;
  oldest: Date | number | string | null;
}

/** How far handing on is behind. */
export class RelayStatus {
  constructor(private readonly knex: Knex, private readonly clock: Clock) {}

  /**
   * @returns the age of the oldest change that somebody still has to get, in
   * milliseconds, how many such changes there are, and the dispatches set aside
   */
  async read(): Promise<Health['relay']> {
    const waiting: Entries[] = await this.knex('outbox')
      .whereIn('stage', ['new', 'applied'])
      .count({ count: '*' })
      .min({ oldest: 'created_at' });
    const retrying: Entries[] = await this.knex('outbox_dispatches')
      .join('outbox', 'outbox.seq', 'outbox_dispatches.seq')
      .whereNotNull('outbox_dispatches.next_attempt_at')
      .where('outbox.stage', 'retrying')
      .countDistinct({ count: 'outbox.seq' })
      .min({ oldest: 'outbox.created_at' });
    const [failed] = await this.knex('outbox_dispatches')
      .whereNotNull('parked_at')
      .count({ parked: '*' });
    const all = [...waiting, ...retrying];
    return {
      lag_ms: Math.max(...all.map(({ oldest }) => this.ageOf(oldest))),
      pending: all.reduce((sum, { count }) => sum + Number(count), 0),
      parked: Number(failed.parked),
    };
  }

  private ageOf(instant: Entries['oldest']): number {
    return instant === null
      ? 0
      : Math.max(0, this.clock.now() - Date.parse(readInstant(instant)));
  }
}
