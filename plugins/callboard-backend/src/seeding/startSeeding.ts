import { RELAY_LOCK } from '../changes/relay/Relay';
import { Core } from '../core/Core';
import { listFeatureTables } from '../core/coreData';
import { createCoreSeeding } from '../core/createCoreSeeding';
import { Feature } from '../core/Feature';
import { listResetTables } from '../database/FeatureTables';
import { withAdvisoryLock } from '../database/locks';
import { emptyTables } from '../database/schema';
import { awaitCatalog } from './awaitCatalog';
import { Seeders, SeedingTarget } from './Seeders';

/** The advisory lock that serialises seeding by several replicas: `cbsd` in ASCII. */
const SEEDING_LOCK = 0x63_62_73_64;

/**
 * Creates the default rows and, on a fresh database, runs the seeders. A replica that starts during
 * the seeding waits, because it could not distinguish seeding in progress from interrupted seeding.
 */
export async function startSeeding(
  core: Core,
  seeders: Seeders,
  features: readonly Feature[],
): Promise<void> {
  const { knex, people, relayRunner, queue, defaultMemberships } = core;
  const { workspaces, workspaceService } = core;
  const tables = listFeatureTables(features).flatMap(listResetTables);
  const target: SeedingTarget = {
    ...core,
    services: Object.assign(
      createCoreSeeding(core),
      ...features.map(({ seeding }) => seeding),
    ),
    awaitCatalog: () => awaitCatalog(core.platform),
    async catchUp() {
      for (const feature of features) {
        await feature.catchUp?.();
      }
    },
    async wipe(records) {
      await knex.transaction(async tx => {
        await emptyTables(tx, tables);
        if (records.length > 0) {
          await tx('seeds').insert(records);
        }
      });
      people.clearCache();
      defaultMemberships.clearCache();
      workspaces.clearCache();
      await workspaceService.ensureDefault();
    },
    runWhileQuiet: work =>
      relayRunner.runWhileStopped(() =>
        queue.runWhileStopped(() => withAdvisoryLock(knex, RELAY_LOCK, work)),
      ),
  };
  await withAdvisoryLock(knex, SEEDING_LOCK, async () => {
    const isFresh = await workspaceService.ensureDefault();
    await seeders.start(target, isFresh);
  });
}
