import { Kernel } from '../createKernel';
import { MemberService } from '../members/MemberService';
import { PeopleService } from '../people/PeopleService';
import { EntityOwners } from './EntityOwners';
import { ProjectAudience } from './ProjectAudience';
import { ProjectCreator } from './ProjectCreator';
import { ProjectRefresh } from './ProjectRefresh';
import { ProjectOwners } from './ProjectOwners';
import { ProjectService } from './ProjectService';
import { EntityProjects } from './EntityProjects';
import { ProjectStore } from './projectQueries';
import { ProjectVisibility, WorkspacePeopleCache } from './ProjectVisibility';

/** Adds projects: catalog entities with their own members. */
export async function addProjects(
  kernel: Kernel,
  { people, members }: { people: PeopleService; members: MemberService },
) {
  const { platform, knex, changes, config, logger } = kernel;
  const { auth, catalog, scheduler } = platform;
  const store = new ProjectStore(knex);
  const entityOwners = new EntityOwners({ catalog, auth });
  const projectOwners = new ProjectOwners({ knex, people });
  const refresh = new ProjectRefresh({
    changes,
    logger,
    store,
    entityOwners,
    projectOwners,
  });
  await scheduler.scheduleTask({
    id: 'callboard-refresh-projects',
    frequency: { minutes: 10 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: () => refresh.run(),
  });
  const projectCreator = new ProjectCreator({
    knex,
    changes,
    store,
    entityOwners,
    projectOwners,
  });
  return {
    audience: new ProjectAudience(config),
    visibility: new ProjectVisibility({
      knex,
      config,
      people: new WorkspacePeopleCache(knex),
    }),
    projectCreator,
    entityProjects: new EntityProjects({
      knex,
      changes,
      store,
      projectCreator,
      entityOwners,
      config,
    }),
    projects: new ProjectService({
      knex,
      changes,
      store,
      projectCreator,
      members,
      catalog,
      config,
    }),
  };
}
