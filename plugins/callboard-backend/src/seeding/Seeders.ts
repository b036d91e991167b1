import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  Seeder,
  SeederHandle,
  SeedersExtensionPoint,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { withoutWaitingForDisk } from './withoutWaitingForDisk';

/** What the seeders work with, once the plugin has started. */
export interface SeedingTarget {
  knex: Knex;
  logger: LoggerService;
  services: SeedServices;
  /** Empties all tables and makes what always exists. */
  wipe(): Promise<void>;
  /** Runs `work` while no change is handed on. */
  whileQuiet(work: () => Promise<void>): Promise<void>;
}

/** Runs the seeders of a fresh database, and again when asked to. */
export class Seeders implements SeedersExtensionPoint {
  readonly #seeders: Seeder[] = [];
  #target: SeedingTarget | undefined;

  /** {@inheritdoc @callboard/plugin-callboard-node#SeedersExtensionPoint.addSeeder} */
  addSeeder(seeder: Seeder): SeederHandle {
    this.#seeders.push(seeder);
    return {
      reset: async ({ seed = true } = {}) => {
        const target = this.#target;
        if (!target) {
          throw new ServiceUnavailableError('Callboard has not started yet');
        }
        await target.whileQuiet(async () => {
          await target.wipe();
          for (const each of this.#seeders) {
            await (seed ? this.run(target, each) : markDone(target.knex, each));
          }
        });
      },
    };
  }

  /**
   * Seeds a database that has never been used. A seeding that was cut short is
   * wiped and begun again; a database in use is left alone.
   *
   * @param isFresh - whether the database has never been used
   */
  async start(target: SeedingTarget, isFresh: boolean): Promise<void> {
    this.#target = target;
    const rows = await target.knex('seeds').select('name', 'seeded_at');
    const begun = rows.filter(row => row.seeded_at === null);
    if (begun.length > 0) {
      await target.wipe();
    } else if (!isFresh) {
      return;
    }
    for (const seeder of this.#seeders) {
      await this.run(target, seeder);
    }
  }

  private async run(target: SeedingTarget, seeder: Seeder): Promise<void> {
    const { knex, logger, services } = target;
    logger.info(`Making the data of ${seeder.name}`);
    await knex('seeds').insert({ name: seeder.name, seeded_at: null });
    await withoutWaitingForDisk(knex, async () => {
      await seeder.seed(services);
      // The past is nothing to tell anybody about.
      await knex('outbox').delete();
    });
    await knex('seeds')
      .where({ name: seeder.name })
      .update({ seeded_at: new Date() });
    logger.info(`The data of ${seeder.name} are in`);
  }
}

async function markDone(knex: Knex, { name }: Seeder): Promise<void> {
  await knex('seeds').insert({ name, seeded_at: new Date() });
}
