import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { SeedEvent, SeedServices } from '@callboard/plugin-callboard-node';
import { userRefOf } from '../demoPeople';
import { DemoTime } from '../time/DemoTime';
import { DemoSize } from '../world/DemoSize';
import { DemoWorld } from '../world/DemoWorld';
import { projects } from '../work/projects';
import { workOfYear } from '../work/workOfYear';
import { Calendar } from './Calendar';
import { OrganisationOfYear } from '../organisation/OrganisationOfYear';
import { ChangesOfYear } from './changes';
import { eventsOfDay } from './eventsOfDay';
import { Habits, makeHabits } from './habits';
import { seedBells } from './seedBells';
import { seedDashboards } from './seedDashboards';
import { seedNews } from './seedNews';
import { seedWebhooks } from './seedWebhooks';
import { makeTenures } from './tenures';
import { demoWorkspaces, joinsWorkspace } from './workspaces';

const BATCH = 5_000;

/** What a seeded year holds. */
export interface SeedCounts {
  people: number;
  workspaces: number;
  projects: number;
  items: number;
  changes: number;
  events: number;
  /** Of time. */
  entries: number;
}

function createWorkspaceChooser(calendar: Calendar) {
  return ({ tenure, chance }: Habits, day: number): string => {
    const other = demoWorkspaces.find(
      workspace =>
        joinsWorkspace(workspace, tenure) &&
        day > Math.floor(Math.max(workspace.from, tenure.from) * calendar.days),
    );
    return other && chance.datatype.boolean(0.2)
      ? other.slug
      : DEFAULT_WORKSPACE;
  };
}

/**
 * Lives through the demo company's year in Callboard: changes and events go in
 * day by day, as they would have happened.
 *
 * @param onProgress called with the number of events stored so far
 */
export async function seedYear(
  services: SeedServices,
  world: DemoWorld,
  { days }: Pick<DemoSize, 'days'>,
  now: Date,
  onProgress: (events: number) => void = () => {},
): Promise<SeedCounts> {
  const calendar = new Calendar(now, days);
  const tenures = makeTenures(world.people);
  const habits = makeHabits(world, tenures);
  const projectIds = new Map<string, string>();
  const work = workOfYear(calendar, world, tenures, (name, id) =>
    projectIds.set(name, id),
  );
  const changes = [
    ...new ChangesOfYear(calendar).list(tenures),
    ...new OrganisationOfYear(calendar, world, projectIds).list(tenures),
    ...work.changes,
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const workspaceOf = createWorkspaceChooser(calendar);
  const counts: SeedCounts = {
    people: world.people.length,
    workspaces: demoWorkspaces.length + 1,
    projects: projects.length,
    items: work.items,
    changes: changes.length,
    events: 0,
    entries: 0,
  };

  await services.rememberPeople(
    world.people.map(person => ({
      user_ref: userRefOf(person),
      display_name: person.displayName,
      email: person.email,
      picture: null,
    })),
  );

  let waiting: SeedEvent[] = [];
  const flush = async () => {
    if (waiting.length > 0) {
      await services.recordEvents(waiting);
      counts.events += waiting.length;
      waiting = [];
      onProgress(counts.events);
    }
  };
  let next = 0;
  for (let day = 0; day <= days; day++) {
    const midnight = calendar.dayAt(day + 1).toJSDate();
    if (next < changes.length && changes[next].at < midnight) {
      await flush();
    }
    while (next < changes.length && changes[next].at < midnight) {
      await changes[next].apply(services);
      next += 1;
    }
    waiting.push(...eventsOfDay(habits, calendar, day, workspaceOf));
    if (waiting.length >= BATCH) {
      await flush();
    }
  }
  await flush();
  counts.entries = await new DemoTime(services, calendar, tenures).seed();
  const open = projects.filter(({ isSecret }) => !isSecret);
  await seedNews(
    services,
    calendar,
    new Set(open.flatMap(({ name }) => projectIds.get(name) ?? [])),
  );
  await seedDashboards(services, calendar);
  await seedWebhooks(services, calendar);
  await seedBells(services, world, calendar);
  return counts;
}

/** Leaves only the four demo people, with their roles in the default workspace. */
export async function seedNothingButRoles(
  services: SeedServices,
  world: DemoWorld,
  now: Date,
): Promise<void> {
  const tenures = makeTenures(world.people.slice(0, 4));
  const [admin] = tenures;
  await services.rememberPeople(
    tenures.map(({ person }) => ({
      user_ref: userRefOf(person),
      display_name: person.displayName,
      email: person.email,
      picture: null,
    })),
  );
  for (const { person, role } of tenures) {
    await services.letMemberIn(
      { user_ref: userRefOf(admin.person), at: now },
      DEFAULT_WORKSPACE,
      { user_ref: userRefOf(person), role },
    );
  }
}
