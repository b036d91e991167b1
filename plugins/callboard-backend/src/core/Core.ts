import { durationToMilliseconds } from '@backstage/types';
import { endpoints } from '@callboard/plugin-callboard-common';
import { Access } from '../access/Access';
import { Ownership, OwnershipStore } from '../access/Ownership';
import { Policy, registerPermissions } from '../access/Policy';
import { Relations } from '../access/Relations';
import { Subscribers } from '../changes/Subscriber';
import { getPoolSize } from '../database/statements';
import { ConcurrencyLimit } from '../http/ConcurrencyLimit';
import { ContractRouter } from '../http/ContractRouter';
import { ReadLimiter } from '../http/ReadLimiter';
import { toRoutePath } from '../http/routePaths';
import { auditRefusals } from '../http/translateErrors';
import { Platform } from '../kernel/Platform';
import { ActivityPrivacy } from '../pseudonyms/ActivityPrivacy';
import { Kernel, createKernel } from './createKernel';
import { handleLostRefs } from './live/accessRevocations';
import { addLive } from './live/addLive';
import { DefaultMemberships } from './members/DefaultMemberships';
import { MemberService } from './members/MemberService';
import { MemberStore } from './members/MemberStore';
import { bindMembers } from './members/routes';
import { GroupMembers } from './people/GroupMembers';
import { PeopleService } from './people/PeopleService';
import { PeopleStore } from './people/PeopleStore';
import { addProjects } from './projects/addProjects';
import { bindProjects } from './projects/routes';
import { WorkspaceDirectory } from './workspaces/WorkspaceDirectory';
import { WorkspaceService } from './workspaces/WorkspaceService';
import { bindWorkspaces } from './workspaces/routes';

/** The foundation of all features: the kernel, and shared services. */
export type Core = Awaited<ReturnType<typeof createCore>>;

/** Creates the services that features share, and binds their endpoints. */
export async function createCore(platform: Platform, subscribers: Subscribers) {
  const kernel = await createKernel(platform, subscribers);
  const { knex, clock, changes, config } = kernel;
  registerPermissions(knex, platform.permissionsRegistry);
  const privacy = await ActivityPrivacy.create({ ...kernel, ...platform });
  const people = new PeopleService({
    ...kernel,
    ...platform,
    store: new PeopleStore(knex),
  });
  await platform.scheduler.scheduleTask({
    id: 'callboard-refresh-people',
    frequency: { minutes: 15 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: () => people.refreshStale(),
  });
  const memberStore = new MemberStore(knex);
  people.onNamesStored(user_refs => memberStore.updateSortNames(user_refs));
  const members = new MemberService({
    knex,
    changes,
    store: memberStore,
    people,
  });
  const workspaces = new WorkspaceDirectory(knex);
  const workspaceService = new WorkspaceService({
    knex,
    changes,
    members,
    config,
  });
  const projects = await addProjects(kernel, { people, members });
  const defaultMemberships = new DefaultMemberships({
    config,
    members,
    workspaces,
  });
  const relations = new Relations(knex);
  const ownershipStore = new OwnershipStore({
    ...kernel,
    onLost: (tx, refs) =>
      handleLostRefs(tx, refs, config.superAdmins, clock.now()),
  });
  const access = new Access({
    httpAuth: platform.httpAuth,
    policy: new Policy(platform.permissions),
    config,
    people,
    workspaces,
    projects: projects.projects,
    relations,
    defaultMemberships,
    ownership: new Ownership({
      userInfo: platform.userInfo,
      store: ownershipStore,
    }),
  });
  const router = createRouter(kernel, access);

  const live = await addLive(kernel, router);
  bindWorkspaces(router, workspaces, workspaceService);
  bindMembers(router, members);
  bindProjects(router, projects.projects, members);
  return {
    ...kernel,
    ...projects,
    live,
    privacy,
    people,
    groups: new GroupMembers(platform),
    ownershipStore,
    members,
    workspaces,
    workspaceService,
    defaultMemberships,
    /** Features register the rules of their relations. */
    relations,
    access,
    /** Features bind their endpoints to this router. */
    router,
  };
}

/** Limits concurrent imports, because one import takes up to 120 MB of memory. */
const importLimits = { total: 4, perPerson: 3 };

function createRouter(
  { platform, config, knex, logger }: Kernel,
  access: Access,
): ContractRouter {
  for (const endpoint of Object.values(endpoints)) {
    if (endpoint.access.kind === 'public') {
      platform.httpRouter.addAuthPolicy({
        path: toRoutePath(endpoint.path),
        allow: 'unauthenticated',
      });
    }
  }
  return new ContractRouter({
    onError: auditRefusals(platform.auditor, logger),
    readLimiter: new ReadLimiter({
      connections: getPoolSize(knex),
      timeoutMs: durationToMilliseconds(config.reads.timeout),
    }),
    access,
    checkResponses: process.env.NODE_ENV === 'test',
    downloads: new ConcurrencyLimit({
      workName: 'exports',
      total: config.exports.maxConcurrent,
      perPerson: config.exports.maxConcurrentPerPerson,
    }),
    uploads: new ConcurrencyLimit({ workName: 'imports', ...importLimits }),
  });
}
