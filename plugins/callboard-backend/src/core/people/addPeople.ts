import { Kernel } from '../createKernel';
import { PeopleService } from './PeopleService';
import { PeopleStore } from './PeopleStore';

/**
 * Creates the people service, which copies names, email addresses and pictures from the catalog.
 */
export async function addPeople(kernel: Kernel): Promise<PeopleService> {
  const { platform, knex, logger, clock } = kernel;
  const people = new PeopleService({
    store: new PeopleStore(knex),
    catalog: platform.catalog,
    auth: platform.auth,
    logger,
    clock,
  });
  await platform.scheduler.scheduleTask({
    id: 'callboard-refresh-people',
    frequency: { minutes: 15 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: () => people.refreshStale(),
  });
  return people;
}
