import { Kernel } from '../kernel/createKernel';
import { createSeedServices } from './createSeedServices';
import { SeededServices } from './SeededServices';
import { Seeders } from './Seeders';
import { wipe } from './wipe';

/**
 * Makes what always exists and, on a database that was empty, what seeders
 * bring.
 */
export async function startSeeding(
  seeders: Seeders,
  kernel: Kernel,
  services: SeededServices,
): Promise<void> {
  const { people, welcome, workspaces } = services;
  const isFresh = await workspaces.service.ensureDefault();
  await seeders.start(
    {
      ...kernel,
      services: createSeedServices(kernel, services),
      async wipe() {
        await wipe(kernel.knex);
        people.clearCache();
        welcome.clearCache();
        await workspaces.service.ensureDefault();
      },
      whileQuiet: work => kernel.relayRunner.whileStopped(work),
    },
    isFresh,
  );
}
