import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** The interval between checks. */
const EVERY_MS = 60_000;

/**
 * Logs, once per name, that dispatches wait for a subscriber that this replica lacks: another
 * replica may have it, or none any more.
 */
export class UnknownSubscribers {
  readonly #named = new Set<string>();
  #nextLook = 0;

  constructor(private readonly logger: LoggerService) {}

  /**
   * Does nothing if called again too soon.
   *
   * @param now - milliseconds since 1970
   * @param known - the names of this replica's subscribers
   */
  async report(knex: Knex, now: number, known: string[]): Promise<void> {
    if (now < this.#nextLook) {
      return;
    }
    this.#nextLook = now + EVERY_MS;
    const names = await knex('outbox_subscribers')
      .whereNotIn('name', [...known, ...this.#named])
      .whereExists(
        knex('outbox_dispatches')
          .select(knex.raw('1'))
          .whereRaw('outbox_dispatches.subscriber = outbox_subscribers.name')
          .whereNotNull('next_attempt_at'),
      )
      .orderBy('name')
      .pluck('name');
    for (const name of names) {
      this.#named.add(name);
      this.logger.warn(
        `Changes are waiting for the subscriber ${name}, which no replica registers. If it was removed, delete it`,
      );
    }
  }
}
