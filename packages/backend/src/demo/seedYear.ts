import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { SeedEvent, SeedServices } from '@callboard/plugin-callboard-node';
import { createEvents, createUsageProfiles } from './activity/createEvents';
import {
  seedDashboards,
  seedNews,
  seedNotifications,
  seedWebhooks,
} from './activity/seedLatest';
import { Calendar } from './Calendar';
import { DemoCompany, toEntities } from './company/entities';
import { ALEX, demoPeople, DemoPerson } from './company/people';
import { addOrganisation } from './organisation/addOrganisation';
import { addWorkspaces, demoWorkspaces } from './organisation/addWorkspaces';
import { seedTime } from './time/seedTime';
import { Timeline } from './Timeline';
import { addProjects } from './work/addProjects';
import { projects } from './work/projects';

/** The number of events that are stored together. */
const BATCH = 5_000;

function rememberPeople(services: SeedServices, people: readonly DemoPerson[]) {
  return services.rememberPeople(
    people.map(({ ref: user_ref, displayName: display_name, email }) => ({
      ...{ user_ref, display_name, email, picture: null },
    })),
  );
}

/** The amounts of data in a seeded year. */
export type SeedCounts = Awaited<ReturnType<typeof seedYear>>;

/**
 * Stores the demo company's year in Callboard: changes and events day by day, in
 * their order.
 *
 * @param days - of the year, before today
 * @param onProgress - called with the number of events stored so far
 */
export async function seedYear(
  services: SeedServices,
  company: DemoCompany,
  days: number,
  now: Date,
  onProgress: (events: number) => void = () => {},
) {
  const { people } = company;
  const calendar = new Calendar(now, days);
  const timeline = new Timeline(calendar);
  const projectIds = new Map<string, string>();
  addWorkspaces(timeline, people);
  addOrganisation(timeline, company, projectIds);
  const entities = toEntities(company);
  const items = addProjects(timeline, company, entities, (name, id) =>
    projectIds.set(name, id),
  );
  const changes = timeline.list().filter(({ at }) => at < now);
  const profiles = createUsageProfiles(company);
  await rememberPeople(services, people);

  let events = 0;
  let pending: SeedEvent[] = [];
  const flush = async () => {
    if (pending.length > 0) {
      await services.recordEvents(pending);
      events += pending.length;
      pending = [];
      onProgress(events);
    }
  };
  let next = 0;
  for (let day = 0; day <= days; day++) {
    const midnight = calendar.getMoment(day + 1, 0);
    if (next < changes.length && changes[next].at < midnight) {
      await flush();
    }
    while (next < changes.length && changes[next].at < midnight) {
      await changes[next].apply(services);
      next += 1;
    }
    pending.push(...createEvents(profiles, calendar, day));
    if (pending.length >= BATCH) {
      await flush();
    }
  }
  await flush();
  const worklogs = await seedTime(services, calendar, people);
  const open = projects.filter(({ isSecret }) => !isSecret);
  const openIds = open.flatMap(({ name }) => projectIds.get(name) ?? []);
  await seedNews(services, calendar, new Set(openIds));
  await seedDashboards(services, calendar);
  await seedWebhooks(services, calendar);
  await seedNotifications(services, people, calendar);
  return {
    people: people.length,
    workspaces: demoWorkspaces.length + 1,
    projects: projects.length,
    ...{ items, changes: changes.length, events, worklogs },
  };
}

/** Stores only the four demo people, with their roles in the default workspace. */
export async function seedRoles(services: SeedServices, at: Date) {
  await rememberPeople(services, demoPeople);
  for (const { ref: user_ref, role } of demoPeople) {
    const by = { user_ref: ALEX, at };
    await services.letMemberIn(by, DEFAULT_WORKSPACE, { user_ref, role });
  }
}
