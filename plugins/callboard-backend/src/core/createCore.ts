import { Relations } from '../access/Relations';
import { OwnershipStore } from '../access/OwnershipStore';
import { DefaultMemberships } from './members/DefaultMemberships';
import { Subscribers } from '../changes/Subscriber';
import { createKernel } from './createKernel';
import { createRouter } from './createRouter';
import { Platform } from '../kernel/Platform';
import { ActivityPrivacy } from '../pseudonyms/ActivityPrivacy';
import { addLive } from './live/addLive';
import { Core } from './Core';
import { addMembers } from './members/addMembers';
import { bindMembers } from './members/routes';
import { GroupMembers } from './people/GroupMembers';
import { addPeople } from './people/addPeople';
import { addProjects } from './projects/addProjects';
import { bindProjects } from './projects/routes';
import { addWorkspaces } from './workspaces/addWorkspaces';
import { bindWorkspaces } from './workspaces/routes';

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
