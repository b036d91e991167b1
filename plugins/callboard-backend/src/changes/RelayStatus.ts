import { Health } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Clock } from '../clock';
import { readInstant } from '../database/dialect';

/** How far handing on is behind. */
export class RelayStatus {
  constructor(private readonly knex: Knex, private readonly clock: Clock) {}

  /** @returns the lag in milliseconds and the entries waiting and set aside */
  async read(): Promise<Health['relay']> {
    const [waiting] = await this.knex('outbox')
      .whereIn('stage', ['new', 'applied'])
      .count({ pending: '*' })
      .min({ oldest: 'created_at' });
    const [failed] = await this.knex('outbox_failures')
      .whereNotNull('parked_at')
      .count({ parked: '*' });
    return {
      lag_ms: waiting.oldest
        ? Math.max(
            0,
            this.clock.now() - Date.parse(readInstant(waiting.oldest as never)),
          )
        : 0,
      pending: Number(waiting.pending),
      parked: Number(failed.parked),
    };
  }
}
