import { Relations } from '../access/Relations';
import { OwnershipStore } from '../access/OwnershipStore';
import { Subscribers } from '../changes/Subscriber';
import { Platform } from '../kernel/Platform';
import { createRouter } from './createRouter';
import { DefaultMemberships } from './members/DefaultMemberships';
import { ContractRouter } from '../http/ContractRouter';
import { Kernel, createKernel } from './createKernel';
import { Live, addLive } from './live/addLive';
import { ActivityPrivacy } from '../pseudonyms/ActivityPrivacy';
import { DerivedMemberships } from './members/DerivedMemberships';
import { MemberService } from './members/MemberService';
import { addMembers } from './members/addMembers';
import { bindMembers } from './members/routes';
import { GroupMembers } from './people/GroupMembers';
import { PeopleService } from './people/PeopleService';
import { addPeople } from './people/addPeople';
import { ProjectServices, addProjects } from './projects/addProjects';
import { bindProjects } from './projects/routes';
import { WorkspaceDirectory } from './workspaces/WorkspaceDirectory';
import { WorkspaceService } from './workspaces/WorkspaceService';
import { addWorkspaces } from './workspaces/addWorkspaces';
import { bindWorkspaces } from './workspaces/routes';

/** The foundation of all features: the kernel, and shared services. */
export interface Core extends Kernel, ProjectServices {
  people: PeopleService;
  /** The members of the catalog's Groups. */
  groups: GroupMembers;
  /** People's ownership references. */
  ownershipStore: OwnershipStore;
  members: MemberService;
  /** Adds and removes derived memberships. */
  derivedMemberships: DerivedMemberships;
  workspaces: WorkspaceDirectory;
  workspaceService: WorkspaceService;
  live: Live;
  /** Decides which users see names in activity. */
  privacy: ActivityPrivacy;
  defaultMemberships: DefaultMemberships;
  /** Features register relations that replace a role. */
  relations: Relations;
  /** Features bind their endpoints to it. */
  router: ContractRouter;
}

/** Creates the services that features share, and binds their endpoints. */
export async function createCore(
  platform: Platform,
  subscribers: Subscribers,
): Promise<Core> {
  const kernel = await createKernel(platform, subscribers);
  const live = await addLive(kernel);
  const privacy = await ActivityPrivacy.create({ ...kernel, ...platform });
  const people = await addPeople(kernel);
  const { members, derived: derivedMemberships } = addMembers(kernel, people);
  const { workspaces, workspaceService } = addWorkspaces(kernel, members);
  const projects = await addProjects(kernel, {
    people,
    members,
    derived: derivedMemberships,
    accessRevocations: live.accessRevocations,
  });
  const defaultMemberships = new DefaultMemberships({
    config: kernel.config,
    members,
    workspaces,
  });
  const relations = new Relations(kernel.knex);
  const ownershipStore = new OwnershipStore({
    ...kernel,
    onLost: (tx, refs) => live.accessRevocations.handleLostRefs(tx, refs),
  });
  const router = createRouter(kernel, {
    people,
    workspaces,
    projects: projects.projects,
    relations,
    defaultMemberships,
    ownershipStore,
  });

  live.bind(router);
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
    derivedMemberships,
    workspaces,
    workspaceService,
    defaultMemberships,
    relations,
    router,
  };
}
