import { SeedServices } from '@callboard/plugin-callboard-node';
import { createEvents } from './activity/createEvents';
import {
  seedDashboards,
  seedNews,
  seedNotifications,
  seedWebhooks,
} from './activity/seedLatest';
import { Calendar } from './Calendar';
import { ALEX_REF, demoPeople, Employee } from './company/people';
import { DemoYear, SLUG } from './DemoYear';
import { seedOrganisation } from './organisation/seedOrganisation';
import { demoWorkspaces, seedWorkspaces } from './organisation/seedWorkspaces';
import { seedTime } from './time/seedTime';
import { projects } from './work/projects';
import { seedProjects } from './work/seedProjects';

function rememberPeople(services: SeedServices, people: readonly Employee[]) {
  return services.rememberPeople(
    people.map(({ ref: user_ref, displayName: display_name, email }) => ({
      user_ref,
      display_name,
      email,
      picture: null,
    })),
  );
}

export type SeedCounts = Awaited<ReturnType<typeof seedYear>>;

/**
 * Stores the demo people's data of a period in Callboard, with dates in the past.
 *
 * @param days - the length of the period, which ends today; without today
 * @param onProgress - called with the number of events stored so far
 */
export async function seedYear(
  services: SeedServices,
  people: readonly Employee[],
  days: number,
  now: Date,
  onProgress: (events: number) => void = () => {},
) {
  const calendar = new Calendar(now, days);
  const year = new DemoYear(services, calendar, people);
  await rememberPeople(services, people);
  await seedWorkspaces(year);
  const { departmentIds, findManager } = await seedOrganisation(year);
  const { projectIds, items } = await seedProjects(year, departmentIds);
  let events = 0;
  for (const person of people) {
    const personEvents = createEvents(person, calendar);
    await services.recordEvents(personEvents);
    events += personEvents.length;
    onProgress(events);
  }
  const worklogs = await seedTime(year, findManager);
  await seedNews(year, projectIds);
  await seedDashboards(year);
  await seedWebhooks(year);
  await seedNotifications(year);
  return {
    people: people.length,
    workspaces: demoWorkspaces.length + 1,
    projects: projects.length,
    items,
    events,
    worklogs,
  };
}

/** Stores only the four demo people, with their roles in the default workspace. */
export async function seedRoles(services: SeedServices, at: Date) {
  await rememberPeople(services, demoPeople);
  for (const { ref: user_ref, role } of demoPeople) {
    const actor = { user_ref: ALEX_REF, at };
    await services.ensureMember(actor, SLUG, { user_ref, role });
  }
}
