import { Entity } from '@backstage/catalog-model';
import {
  DEFAULT_WORKSPACE,
  NewActivity,
} from '@callboard/plugin-callboard-common';
import { SeedEvent } from '@callboard/plugin-callboard-node';
import { Faker } from '@faker-js/faker';
import { Calendar } from '../Calendar';
import { DemoCompany } from '../company/entities';
import { demoPeople, DemoPerson } from '../company/people';
import { createRandom, drawCount, parseTable } from '../company/random';
import { demoWorkspaces, joinsWorkspace } from '../organisation/addWorkspaces';

/** How one person uses the portal. */
export interface UsageProfile {
  person: DemoPerson;
  /** The time zone of their office. */
  timezone: string;
  /** The entities they look at, weighted. */
  favourites: Array<{ weight: number; value: Entity }>;
  /** Their own random values: nobody changes another's. */
  random: Faker;
}

const FAVOURITES = 9;

/** The hours at which sessions begin. */
const SESSION_HOURS = [8, 9, 9, 9, 10, 10, 11, 13, 13, 14, 14, 15, 16, 17, 20];

/** Pages without an entity, their plugins, and how often each is opened. */
const pages = parseTable(`
  /catalog       | catalog            | 8
  /              | home               | 6
  /activity/mine | callboard-activity | 2
  /settings      | user-settings      | 1
  /catalog-graph | catalog-graph      | 1
`).map(([path, plugin_id, weight]) => ({
  weight: Number(weight),
  value: { path, plugin_id },
}));

const [searches] = parseTable(
  'payments|ledger schema|who owns checkout|tracking api|on call|stock-db|feature flags|refund|größe|release notes',
);

const links = ['View source', 'Runbook', 'Dashboard', 'Pager', 'Chat room'];

/** Creates everybody's profile: they look at what their own team owns most. */
export function createUsageProfiles({
  people,
  teams,
  software,
}: DemoCompany): UsageProfile[] {
  const timezones = new Map(
    teams.map(({ name, timezone }) => [name, timezone]),
  );
  return people.map(person => {
    const random = createRandom(`habits of ${person.name}`);
    const isOwn = ({ spec }: Entity) => spec?.owner === person.team;
    const others = random.helpers.shuffle(
      software.filter(each => !isOwn(each)),
    );
    return {
      person,
      timezone: timezones.get(person.team)!,
      favourites: [...software.filter(isOwn), ...others]
        .slice(0, FAVOURITES)
        .map((value, rank) => ({ weight: 1 / (rank + 1), value })),
      random,
    };
  });
}

/** Draws a visit: a page view, or what somebody did with an entity. */
function visit({ random, favourites }: UsageProfile): NewActivity[] {
  const { kind, metadata } = random.helpers.weightedArrayElement(favourites);
  const entity_type = kind.toLowerCase();
  const place = {
    plugin_id: 'catalog',
    path: `/catalog/default/${entity_type}/${metadata.name}`,
  };
  const entity = {
    entity_type,
    entity_id: `${entity_type}:default/${metadata.name}`,
    entity_label: metadata.title ?? metadata.name,
    metadata: place,
  };
  const viewEntity = () => ({ action: 'entity_view', ...entity });
  const clickLink = () => {
    const text = random.helpers.arrayElement(links);
    return { action: 'click', ...entity, metadata: { ...place, text } };
  };
  const viewPage = () => {
    const page = random.helpers.weightedArrayElement(pages);
    const own = { entity_id: page.path, entity_label: page.path };
    return {
      ...{ action: 'page_view', entity_type: 'page', ...own, metadata: page },
    };
  };
  const search = () => ({
    ...{ action: 'search', entity_type: 'search' },
    entity_label: random.helpers.arrayElement(searches),
    metadata: { plugin_id: 'search', path: '/search' },
  });
  const create = () => ({
    ...{ action: 'create', entity_type: 'template' },
    entity_id: 'template:default/new-service',
    entity_label: `${random.word.adjective()}-${random.word.noun()}`,
    metadata: {
      plugin_id: 'scaffolder',
      path: '/create/templates/default/new-service',
    },
  });
  const actions = random.helpers.weightedArrayElement<Array<() => NewActivity>>(
    [
      { weight: 50, value: [viewEntity] },
      { weight: 26, value: [viewPage] },
      { weight: 11, value: [search, viewEntity] },
      { weight: 9, value: [viewEntity, clickLink] },
      { weight: 1, value: [create] },
    ],
  );
  return actions.map(act => act());
}

function isPresentOn(
  { name, from, until }: DemoPerson,
  calendar: Calendar,
  day: number,
): boolean {
  if (day >= calendar.days && demoPeople.some(each => each.name === name)) {
    // What visitors do today stands alone on their own pages.
    return false;
  }
  return (
    (from === 0 || day > Math.floor(from * calendar.days)) &&
    (until === undefined ||
      calendar.getMoment(day, 0) < calendar.getWorkingMoment(until, 0))
  );
}

/** Draws how many visits somebody makes on a day; on weekends, people are on call. */
function drawVisits(
  { random, person }: UsageProfile,
  adoption: number | undefined,
): number {
  if (adoption === undefined) {
    return drawCount(random, person.team === 'reliability' ? 0.5 : 0.02);
  }
  const isAway = random.datatype.boolean(0.14);
  return isAway ? 0 : drawCount(random, person.pace * adoption);
}

/** Draws the workspace of an event. */
function drawWorkspace(
  { person, random }: UsageProfile,
  calendar: Calendar,
  day: number,
): string {
  const other = demoWorkspaces.find(
    workspace =>
      joinsWorkspace(workspace, person) &&
      day > Math.floor(Math.max(workspace.from, person.from) * calendar.days),
  );
  return other && random.datatype.boolean(0.2) ? other.slug : DEFAULT_WORKSPACE;
}

/** Creates what everybody did in the portal on a day before now, in order of time. */
export function createEvents(
  profiles: readonly UsageProfile[],
  calendar: Calendar,
  day: number,
): SeedEvent[] {
  const events: SeedEvent[] = [];
  const midnights = new Map<string, number>();
  // Adoption grows over the year.
  const adoption = calendar.isWorkingDay(day)
    ? 0.7 + (0.5 * day) / Math.max(1, calendar.days)
    : undefined;
  for (const profile of profiles) {
    const { person, timezone, random } = profile;
    if (!isPresentOn(person, calendar, day)) {
      continue;
    }
    let midnight = midnights.get(timezone);
    if (midnight === undefined) {
      midnight = calendar
        .getDay(day)
        .setZone(timezone, { keepLocalTime: true })
        .toMillis();
      midnights.set(timezone, midnight);
    }
    let left = drawVisits(profile, adoption);
    while (left > 0) {
      const visits = Math.min(left, random.number.int({ min: 1, max: 5 }));
      const hours = random.helpers.arrayElement(SESSION_HOURS);
      const minutes = hours * 60 + random.number.int({ max: 59 });
      const seconds = minutes * 60 + random.number.int({ max: 59 });
      let at = midnight + seconds * 1_000 + random.number.int({ max: 999 });
      for (let n = 0; n < visits; n++) {
        for (const event of visit(profile)) {
          events.push({
            user_ref: person.ref,
            at: new Date(at),
            workspace: drawWorkspace(profile, calendar, day),
            event,
          });
          at += random.number.int({ min: 6_000, max: 240_000 });
        }
      }
      left -= visits;
    }
  }
  return events
    .filter(event => event.at < calendar.now)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
