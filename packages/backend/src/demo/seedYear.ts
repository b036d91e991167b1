import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { range } from 'lodash';
import { createEvents, createUsageProfiles } from './activity/createEvents';
import {
  seedDashboards,
  seedNews,
  seedNotifications,
  seedWebhooks,
} from './activity/seedLatest';
import { Calendar } from './Calendar';
import { DemoCompany } from './company/entities';
import { ALEX, demoPeople, DemoPerson } from './company/people';
import { addOrganisation } from './organisation/addOrganisation';
import { addWorkspaces, demoWorkspaces } from './organisation/addWorkspaces';
import { seedTime } from './time/seedTime';
import { callAs, Timeline } from './Timeline';
import { addProjects } from './work/addProjects';
import { projects } from './work/projects';

function rememberPeople(services: SeedServices, people: readonly DemoPerson[]) {
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
 * Stores the demo company's year in Callboard: changes and events day by day, in order.
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
  addWorkspaces(timeline, people);
  const findManager = addOrganisation(timeline, company);
  const items = addProjects(timeline, company);
  const changes = timeline.list().length;

  let events = 0;
  const profiles = createUsageProfiles(company);
  range(days + 1).forEach(day => {
    // At the end of the day, after its changes.
    const end = Math.min(calendar.getMoment(day + 1, 0).getTime(), +now) - 1;
    timeline.add(new Date(end), async () => {
      const own = createEvents(profiles, calendar, day);
      await services.recordEvents(own);
      events += own.length;
      onProgress(events);
    });
  });
  await rememberPeople(services, people);
  for (const { apply, user_ref, at } of timeline.list()) {
    await apply(callAs(services, user_ref, at), services, { user_ref, at });
  }
  const worklogs = await seedTime(services, calendar, people, findManager);
  const open = projects.filter(({ isSecret }) => !isSecret);
  const openIds = open.map(({ name }) => timeline.getId('project', name));
  await seedNews(services, calendar, openIds);
  await seedDashboards(services, calendar);
  await seedWebhooks(services, calendar);
  await seedNotifications(services, people, calendar);
  return {
    people: people.length,
    workspaces: demoWorkspaces.length + 1,
    projects: projects.length,
    items,
    changes,
    events,
    worklogs,
  };
}

/** Stores only the four demo people, with their roles in the default workspace. */
export async function seedRoles(services: SeedServices, at: Date) {
  await rememberPeople(services, demoPeople);
  for (const { ref: user_ref, role } of demoPeople) {
    const actor = { user_ref: ALEX, at };
    await services.ensureMember(actor, DEFAULT_WORKSPACE, { user_ref, role });
  }
}
