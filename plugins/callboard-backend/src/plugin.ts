import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { callboardPermissions } from '@callboard/plugin-callboard-common';
import { seedersExtensionPoint } from '@callboard/plugin-callboard-node';
import { Welcome } from './access/Welcome';
import { addActivity } from './features/activity/addActivity';
import { bindMe } from './features/me/routes';
import { addMembers } from './features/members/addMembers';
import { bindMembers } from './features/members/routes';
import { addPeople } from './features/people/addPeople';
import { bindSystem } from './features/system/routes';
import { addWorkspaces } from './features/workspaces/addWorkspaces';
import { bindWorkspaces } from './features/workspaces/routes';
import { createKernel } from './kernel/createKernel';
import { createRouter } from './kernel/createRouter';
import { platformServices } from './kernel/Platform';
import { createSeedServices } from './seeding/createSeedServices';
import { Seeders } from './seeding/Seeders';
import { wipe } from './seeding/wipe';

/**
 * The backend of Callboard.
 *
 * @public
 */
export const callboardPlugin = createBackendPlugin({
  pluginId: 'callboard',
  register(env) {
    const seeders = new Seeders();
    env.registerExtensionPoint(seedersExtensionPoint, seeders);

    env.registerInit({
      deps: platformServices,
      async init(platform) {
        const { httpRouter, lifecycle, permissionsRegistry } = platform;
        permissionsRegistry.addPermissions(callboardPermissions);
        const kernel = await createKernel(platform);

        const people = await addPeople(kernel);
        const members = addMembers(kernel, people);
        const workspaces = addWorkspaces(kernel, members);
        const welcome = new Welcome({
          config: kernel.config,
          members,
          workspaces: workspaces.store,
        });
        const router = createRouter(kernel, {
          people,
          workspaces: workspaces.store,
          welcome,
        });

        bindSystem(router, kernel.relayStatus);
        bindMe(router, workspaces.store);
        bindWorkspaces(router, workspaces.service);
        bindMembers(router, members);
        const posting = await addActivity(kernel, router, workspaces.store);
        httpRouter.use(router.build());

        const isFresh = await workspaces.service.ensureDefault();
        const services = { ...kernel, people, members, workspaces, posting };
        await seeders.start(
          {
            ...kernel,
            services: createSeedServices(services),
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

        kernel.relayRunner.start();
        lifecycle.addShutdownHook(() => kernel.relayRunner.stop());
      },
    });
  },
});
