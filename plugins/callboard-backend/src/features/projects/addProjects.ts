import { Kernel } from '../../kernel/createKernel';
import { DerivedMemberships } from '../members/DerivedMemberships';
import { MemberService } from '../members/MemberService';
import { EntityOwners } from './EntityOwners';
import { ProjectFounder } from './ProjectFounder';
import { ProjectOwnerStore } from './ProjectOwnerStore';
import { ProjectService } from './ProjectService';
import { ProjectStore } from './ProjectStore';

/** Catalog entities as projects, with members of their own. */
export async function addProjects(
  kernel: Kernel,
  deps: { members: MemberService; derived: DerivedMemberships },
): Promise<ProjectService> {
  const { platform, knex, changes, config, visibleTypes } = kernel;
  const { auth, catalog, scheduler } = platform;
  visibleTypes.add('project', 'project_member');
  const store = new ProjectStore(knex);
  const founder = new ProjectFounder({
    knex,
    changes,
    store,
    ownerStore: new ProjectOwnerStore(),
    owners: new EntityOwners({ catalog, auth }),
    derived: deps.derived,
  });
  await scheduler.scheduleTask({
    id: 'callboard-refresh-project-owners',
    frequency: { minutes: 10 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: () => founder.refreshOwners(),
  });
  return new ProjectService({
    knex,
    changes,
    store,
    founder,
    members: deps.members,
    catalog,
    config,
  });
}
