import { whileNobodyRelays } from '../changes/relayLock';
import { whileLocked } from '../database/advisoryLock';
import { Kernel } from '../kernel/createKernel';
import { createSeedServices } from './createSeedServices';
import { SeededServices } from './SeededServices';
import { Seeders, SeedingTarget } from './Seeders';
import { wipe } from './wipe';

/** Serializes replicas that start at the same moment. */
const SEEDING_LOCK = 0x63_62_73_64;

/**
 * Makes what always exists and, on a database that was empty, what seeders
 * bring. A replica that starts meanwhile waits: what another is making looks
 * like what was cut short.
 */
export async function startSeeding(
  seeders: Seeders,
  kernel: Kernel,
  services: SeededServices,
): Promise<void> {
  const { knex, relayRunner } = kernel;
  const { people, welcome, workspaces } = services;
  const target: SeedingTarget = {
    ...kernel,
    services: createSeedServices(kernel, services),
    async wipe(marks) {
      await wipe(knex, marks);
      people.clearCache();
      welcome.clearCache();
      workspaces.store.clearCache();
      await workspaces.service.ensureDefault();
    },
    whileQuiet: work =>
      relayRunner.whileStopped(() => whileNobodyRelays(knex, work)),
  };
  await whileLocked(knex, SEEDING_LOCK, async () => {
    const isFresh = await workspaces.service.ensureDefault();
    await seeders.start(target, isFresh);
  });
}
