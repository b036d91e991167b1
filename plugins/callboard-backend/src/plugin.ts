import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { callboardPermissions } from '@callboard/plugin-callboard-common';
import {
  seedersExtensionPoint,
  workItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { Welcome } from './access/Welcome';
import { ParkedDispatches } from './changes/ParkedDispatches';
import { Subscribers } from './changes/Subscriber';
import { SubscriberAdmin } from './changes/SubscriberAdmin';
import { subscribersExtensionPoint } from './changes/subscribersExtensionPoint';
import { addActivity } from './features/activity/addActivity';
import { bindMe } from './features/me/routes';
import { createWorkspaceLinks } from './features/departments/createWorkspaceLinks';
import { addMembers } from './core/members/addMembers';
import { bindMembers } from './core/members/routes';
import { addMemberships } from './features/memberships/addMemberships';
import { addOrganisation } from './features/organisation/addOrganisation';
import { bindOrganisation } from './features/organisation/routes';
import { addPeople } from './core/people/addPeople';
import { addProjects } from './core/projects/addProjects';
import { bindProjects } from './core/projects/routes';
import { bindSystem } from './features/system/routes';
import { addWork } from './features/work/addWork';
import { bindWork } from './features/work/routes';
import { WorkItemSources } from './features/work/sources/WorkItemSources';
import { addWorkspaces } from './core/workspaces/addWorkspaces';
import { bindWorkspaces } from './core/workspaces/routes';
import { createKernel } from './kernel/createKernel';
import { createRouter } from './kernel/createRouter';
import { addLive } from './live/addLive';
import { platformServices } from './kernel/Platform';
import { Seeders } from './seeding/Seeders';
import { startSeeding } from './seeding/startSeeding';

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
    const sources = new WorkItemSources();
    env.registerExtensionPoint(workItemSourcesExtensionPoint, sources);
    const subscribers: Subscribers = { transactional: [], external: [] };
    env.registerExtensionPoint(subscribersExtensionPoint, subscribers);

    env.registerInit({
      deps: platformServices,
      async init(platform) {
        const { httpRouter, lifecycle, permissionsRegistry } = platform;
        permissionsRegistry.addPermissions(callboardPermissions);
        const kernel = await createKernel(platform, subscribers);

        const live = await addLive(kernel);
        const people = await addPeople(kernel);
        const { members, derived } = addMembers(kernel, people);
        const memberships = addMemberships(kernel, { members, derived });
        const workspaces = addWorkspaces(kernel, { members });
        workspaces.service.addDependants(
          createWorkspaceLinks(kernel, memberships),
        );
        const { projects, ...founding } = await addProjects(kernel, {
          people,
          members,
          derived,
          lostSight: live.lostSight,
        });
        const work = addWork(kernel, { ...founding, people });
        const organisation = await addOrganisation(kernel, {
          people,
          memberships,
          workspaces: workspaces.store,
        });
        const welcome = new Welcome({
          config: kernel.config,
          members,
          workspaces: workspaces.store,
        });
        const router = createRouter(kernel, {
          people,
          workspaces: workspaces.store,
          projects,
          welcome,
          lostSight: live.lostSight,
        });

        bindSystem(
          router,
          kernel.relayStatus,
          new ParkedDispatches(kernel),
          new SubscriberAdmin(kernel),
        );
        live.bind(router);
        bindMe(router, workspaces.store);
        bindWorkspaces(router, workspaces.service);
        bindMembers(router, members);
        bindProjects(router, projects, members);
        bindOrganisation(router, organisation, projects);
        bindWork(router, work, workspaces.store);
        const posting = await addActivity(kernel, router, {
          workspaces: workspaces.store,
          signals: live.signals,
        });
        httpRouter.use(router.build());

        await startSeeding(seeders, kernel, {
          people,
          members,
          workspaces,
          projects,
          ...organisation,
          work,
          posting,
          welcome,
        });
        await sources.connect(kernel, work.ingestion, workspaces.store);
        kernel.relayRunner.start();
        lifecycle.addShutdownHook(() => kernel.relayRunner.stop());
      },
    });
  },
});
