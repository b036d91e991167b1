import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Failures } from './Failures';

/**
 * Says in the log, once per name, that deliveries wait for a subscriber that
 * this replica does not have: another may have it, or nobody any more.
 */
export class UnknownSubscribers {
  readonly #named = new Set<string>();

  constructor(
    private readonly logger: LoggerService,
    private readonly failures: Failures,
  ) {}

  /** @param known - the names of those that this replica has */
  async report(knex: Knex, now: number, known: string[]): Promise<void> {
    const names = await this.failures.dueForOthers(knex, now, [
      ...known,
      ...this.#named,
    ]);
    for (const name of names) {
      this.#named.add(name);
      this.logger.warn(
        `Changes wait for the subscriber ${name}, which is unknown here`,
      );
    }
  }
}
