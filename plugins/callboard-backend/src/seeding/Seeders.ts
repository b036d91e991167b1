import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import {
  Seeder,
  SeederHandle,
  SeedersExtensionPoint,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { withoutWaitingForDisk } from '../database/sqlite/withoutWaitingForDisk';

interface SeedRecord {
  name: string;
  /** The id of the reset that deleted the data; null at the first start. */
  reset_id: string | null;
  /** Null until the seeder is done. */
  seeded_at: Date | null;
}

/** The dependencies of seeders, available once the plugin has started. */
export interface SeedingTarget {
  knex: Knex;
  logger: LoggerService;
  services: SeedServices;
  /** Waits until the catalog, which seeders may query, has started. */
  awaitCatalog(): Promise<void>;
  /** Processes the seeded data. */
  catchUp(): Promise<void>;
  /** Empties all tables, stores the records of seeders, and creates the default rows. */
  wipe(records: readonly SeedRecord[]): Promise<void>;
  /** Runs `work` while no replica dispatches changes and this replica runs no jobs. */
  runWhileQuiet(work: () => Promise<void>): Promise<void>;
}

/** Runs the seeders on a fresh database, and again on request. */
export class Seeders implements SeedersExtensionPoint {
  readonly #seeders: Seeder[] = [];
  #target: SeedingTarget | undefined;

  /** {@inheritdoc @callboard/plugin-callboard-node#SeedersExtensionPoint.addSeeder} */
  addSeeder(seeder: Seeder): SeederHandle {
    this.#seeders.push(seeder);
    return {
      reset: async ({ seed: shouldSeed = true, id = randomUUID() } = {}) => {
        const target = this.#target;
        if (!target) {
          throw new ServiceUnavailableError('Callboard has not started yet');
        }
        await target.runWhileQuiet(() => this.reset(target, id, shouldSeed));
      },
    };
  }

  /**
   * Seeds a database that has never been used. An interrupted first seeding is wiped and restarted:
   * users have had no access to its incomplete data. A database in use stays unchanged.
   *
   * @param isFresh - whether the database has never been used
   */
  async start(target: SeedingTarget, isFresh: boolean): Promise<void> {
    this.#target = target;
    const { knex, logger } = target;
    const records: SeedRecord[] = await knex('seeds').select();
    const unfinished = records.filter(({ seeded_at }) => seeded_at === null);
    const interruptedResets = unfinished.filter(
      ({ reset_id }) => reset_id !== null,
    );
    if (interruptedResets.length > 0) {
      const names = interruptedResets.map(({ name }) => name).join(', ');
      logger.warn(
        `Seeding ${names} was interrupted, so the data is incomplete. Start another reset`,
      );
      return;
    }
    if (unfinished.length > 0) {
      await target.wipe(this.createRecords(null, null));
    } else if (isFresh && this.#seeders.length > 0) {
      await knex('seeds').insert(this.createRecords(null, null));
    } else {
      return;
    }
    await this.run(target);
  }

  private async reset(
    target: SeedingTarget,
    id: string,
    shouldSeed: boolean,
  ): Promise<void> {
    const records = await target.knex('seeds').where({ reset_id: id });
    if (records.some(({ seeded_at }) => seeded_at === null)) {
      throw new ConflictError(
        'This reset deleted the data, but its seeding was interrupted. Start another reset',
      );
    }
    if (records.length > 0) {
      return;
    }
    await target.wipe(this.createRecords(id, shouldSeed ? null : new Date()));
    if (shouldSeed) {
      await this.run(target);
    }
  }

  private createRecords(
    reset_id: string | null,
    seeded_at: Date | null,
  ): SeedRecord[] {
    return this.#seeders.map(({ name }) => ({ name, reset_id, seeded_at }));
  }

  /** Runs all seeders; their records exist already. */
  private async run(target: SeedingTarget): Promise<void> {
    const { knex, logger, services } = target;
    await target.awaitCatalog();
    for (const seeder of this.#seeders) {
      const { name } = seeder;
      logger.info(`Seeding the data of ${name}`);
      await withoutWaitingForDisk(knex, async () => {
        await seeder.seed(services);
        // Users are not notified about seeded history.
        await knex('outbox').delete();
        await target.catchUp();
      });
      await knex('seeds').where({ name }).update({ seeded_at: new Date() });
      logger.info(`The data of ${name} is seeded`);
    }
  }
}
