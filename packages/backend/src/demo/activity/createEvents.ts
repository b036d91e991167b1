import { NewActivity } from '@callboard/plugin-callboard-common';
import { SeedEvent } from '@callboard/plugin-callboard-node';
import { find, memoize, partition, sortBy } from 'lodash';
import { DateTime } from 'luxon';
import { Calendar } from '../Calendar';
import { DemoCompany } from '../company/entities';
import { demoPeople } from '../company/people';
import {
  createRandom,
  drawCount,
  drawKey,
  parseTable,
} from '../company/random';
import {
  demoWorkspaces,
  shouldJoinWorkspace,
} from '../organisation/addWorkspaces';
import { SLUG } from '../Timeline';

const SESSION_HOURS = [8, 9, 9, 9, 10, 10, 11, 13, 13, 14, 14, 15, 16, 17, 20];

/** Pages without an entity, with their plugins and view frequencies. */
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

const visits = { view: 50, page: 26, search: 11, click: 9, create: 1 };

/**
 * Creates a profile for each person: the time zone of their office, and the entities they view,
 * mostly those of their own team. Each profile has its own random generator.
 */
export function createUsageProfiles({ people, teams, software }: DemoCompany) {
  return people.map(person => {
    const random = createRandom(`habits of ${person.name}`);
    const [own, others] = partition(
      software,
      ({ spec }) => spec?.owner === person.team,
    );
    const { timezone } = teams.find(({ name }) => name === person.team)!;
    const favourites = [...own, ...random.helpers.shuffle(others)]
      .slice(0, 9)
      .map((value, rank) => ({ weight: 1 / (rank + 1), value }));
    return { person, timezone, favourites, random };
  });
}

type UsageProfile = ReturnType<typeof createUsageProfiles>[number];

/** Creates the events of a visit: one, or two about the same entity. */
function visit({ random, favourites }: UsageProfile): NewActivity[] {
  const { arrayElement, weightedArrayElement } = random.helpers;
  const { kind, metadata } = weightedArrayElement(favourites);
  const entity_type = kind.toLowerCase();
  const path = `/catalog/default/${entity_type}/${metadata.name}`;
  const pageLocation = { plugin_id: 'catalog', path };
  const entity = {
    entity_type,
    entity_id: `${entity_type}:default/${metadata.name}`,
    entity_label: metadata.title ?? metadata.name,
  };
  const view = { action: 'entity_view', ...entity, metadata: pageLocation };
  switch (drawKey(random, visits)) {
    case 'view':
      return [view];
    case 'click': {
      const link = { ...pageLocation, text: arrayElement(links) };
      return [view, { action: 'click', ...entity, metadata: link }];
    }
    case 'page': {
      const page = weightedArrayElement(pages);
      const label = { entity_id: page.path, entity_label: page.path };
      return [
        { action: 'page_view', entity_type: 'page', ...label, metadata: page },
      ];
    }
    case 'search': {
      const search = {
        action: 'search',
        entity_type: 'search',
        entity_label: arrayElement(searches),
        metadata: { plugin_id: 'search', path: '/search' },
      };
      return [search, view];
    }
    default: {
      const page = '/create/templates/default/new-service';
      const creation = {
        action: 'create',
        entity_type: 'template',
        entity_id: 'template:default/new-service',
        entity_label: `${random.word.adjective()}-${random.word.noun()}`,
        metadata: { plugin_id: 'scaffolder', path: page },
      };
      return [creation];
    }
  }
}

/** Draws the number of a person's visits on a day; on weekends, people are on call. */
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

/** Creates the events of all people on a past day, ordered by time. */
export function createEvents(
  profiles: readonly UsageProfile[],
  calendar: Calendar,
  day: number,
): SeedEvent[] {
  // Adoption grows over the year.
  const adoption = calendar.isWorkingDay(day)
    ? 0.7 + (0.5 * day) / Math.max(1, calendar.days)
    : undefined;
  const getMidnight = memoize((timezone: string) =>
    DateTime.fromISO(calendar.getDate(day), { zone: timezone }).toMillis(),
  );
  const present = profiles.filter(
    ({ person: { name, from, until } }) =>
      // Visitors get no generated events today: their own pages show only what they do themselves.
      !(day >= calendar.days && find(demoPeople, { name })) &&
      (from === 0 || day > Math.floor(from * calendar.days)) &&
      (until === undefined ||
        calendar.getMoment(day) < calendar.getWorkingMoment(until, 0)),
  );
  const events = present.flatMap(profile => {
    const { person, timezone, random } = profile;
    const other = demoWorkspaces.find(
      workspace =>
        shouldJoinWorkspace(workspace, person) &&
        day > Math.floor(Math.max(workspace.from, person.from) * calendar.days),
    );
    const own: SeedEvent[] = [];
    let left = drawVisits(profile, adoption);
    while (left > 0) {
      const end = left - Math.min(left, random.number.int({ min: 1, max: 5 }));
      const hours = random.helpers.arrayElement(SESSION_HOURS);
      const minutes = hours * 60 + random.number.int({ max: 59 });
      const seconds = minutes * 60 + random.number.int({ max: 59 });
      let at = getMidnight(timezone) + seconds * 1_000;
      at += random.number.int({ max: 999 });
      for (; left > end; left -= 1) {
        for (const event of visit(profile)) {
          const isOther = other && random.datatype.boolean(0.2);
          const actor = { user_ref: person.ref, at: new Date(at) };
          own.push({ ...actor, workspace: isOther ? other.slug : SLUG, event });
          at += random.number.int({ min: 6_000, max: 240_000 });
        }
      }
    }
    return own;
  });
  return sortBy(events, 'at').filter(({ at }) => at < calendar.now);
}
