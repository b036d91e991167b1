import { Kernel } from '../../kernel/createKernel';
import { DerivedMemberships } from '../members/DerivedMemberships';
import { MemberService } from '../members/MemberService';
import { PeopleService } from '../people/PeopleService';
import { EntityOwners } from './EntityOwners';
import { OwnerRefresh } from './OwnerRefresh';
import { ProjectFounder } from './ProjectFounder';
import { ProjectOwners } from './ProjectOwners';
import { ProjectOwnerStore } from './ProjectOwnerStore';
import { ProjectService } from './ProjectService';
import { ProjectStore } from './ProjectStore';

/** Catalog entities as projects, with members of their own. */
export async function addProjects(
  kernel: Kernel,
  deps: {
    people: PeopleService;
    members: MemberService;
    derived: DerivedMemberships;
  },
): Promise<ProjectService> {
  const { platform, knex, changes, config, logger, visibleTypes } = kernel;
  const { auth, catalog, scheduler } = platform;
  visibleTypes.add('project', 'project_member');
  const store = new ProjectStore(knex);
  const entityOwners = new EntityOwners({ catalog, auth });
  const projectOwners = new ProjectOwners({
    knex,
    store: new ProjectOwnerStore(),
    derived: deps.derived,
    people: deps.people,
  });
  const refresh = new OwnerRefresh({
    changes,
    logger,
    store,
    entityOwners,
    projectOwners,
  });
  await scheduler.scheduleTask({
    id: 'callboard-refresh-project-owners',
    frequency: { minutes: 10 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: () => refresh.run(),
  });
  return new ProjectService({
    knex,
    changes,
    store,
    founder: new ProjectFounder({
      knex,
      changes,
      store,
      entityOwners,
      projectOwners,
    }),
    members: deps.members,
    catalog,
    config,
  });
}
