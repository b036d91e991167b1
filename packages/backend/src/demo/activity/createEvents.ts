import { NewActivity } from '@callboard/plugin-callboard-common';
import { SeedEvent } from '@callboard/plugin-callboard-node';
import { Entity } from '@backstage/catalog-model';
import { Faker } from '@faker-js/faker';
import { partition, range, times } from 'lodash';
import { DateTime } from 'luxon';
import { Calendar } from '../Calendar';
import { software } from '../company/entities';
import { demoPeople, Employee, groups } from '../company/people';
import { createRandom, drawKey } from '../company/random';
import { SLUG } from '../DemoYear';
import {
  demoWorkspaces,
  shouldJoinWorkspace,
} from '../organisation/seedWorkspaces';

const MINUTE_MS = 60_000;

/** Pages without an entity, with their view frequencies. */
const PAGES = [
  { weight: 8, value: { path: '/catalog', plugin_id: 'catalog' } },
  { weight: 6, value: { path: '/', plugin_id: 'home' } },
  {
    weight: 2,
    value: { path: '/activity/mine', plugin_id: 'callboard-activity' },
  },
  { weight: 1, value: { path: '/settings', plugin_id: 'user-settings' } },
  { weight: 1, value: { path: '/catalog-graph', plugin_id: 'catalog-graph' } },
];

const SEARCHES = [
  ...['payments', 'ledger schema', 'who owns checkout', 'tracking api'],
  ...['on call', 'stock-db', 'feature flags', 'größe', 'release notes'],
];

const LINKS = ['View source', 'Runbook', 'Dashboard', 'Pager', 'Chat room'];

/** The weights of the kinds of visits. */
const VISIT_WEIGHTS = {
  entityView: 50,
  pageView: 26,
  search: 11,
  linkClick: 9,
  creation: 1,
};

/** Creates the events of a visit: one or two. */
function createVisit(random: Faker, favourites: Entity[]): NewActivity[] {
  const { arrayElement, weightedArrayElement } = random.helpers;
  // Picks the first entities most often.
  const rank = Math.floor(random.number.float() ** 2 * favourites.length);
  const { kind, metadata } = favourites[rank];
  const entity_type = kind.toLowerCase();
  const entity = {
    entity_type,
    entity_id: `${entity_type}:default/${metadata.name}`,
    entity_label: metadata.title ?? metadata.name,
  };
  const pageLocation = {
    plugin_id: 'catalog',
    path: `/catalog/default/${entity_type}/${metadata.name}`,
  };
  const view = { action: 'entity_view', ...entity, metadata: pageLocation };
  switch (drawKey(random, VISIT_WEIGHTS)) {
    case 'entityView':
      return [view];
    case 'linkClick': {
      const link = { ...pageLocation, text: arrayElement(LINKS) };
      return [view, { action: 'click', ...entity, metadata: link }];
    }
    case 'pageView': {
      const page = weightedArrayElement(PAGES);
      const label = { entity_id: page.path, entity_label: page.path };
      return [
        { action: 'page_view', entity_type: 'page', ...label, metadata: page },
      ];
    }
    case 'search': {
      const search = {
        action: 'search',
        entity_type: 'search',
        entity_label: arrayElement(SEARCHES),
        metadata: { plugin_id: 'search', path: '/search' },
      };
      return [search, view];
    }
    default: {
      const path = '/create/templates/default/new-service';
      const creation = {
        action: 'create',
        entity_type: 'template',
        entity_id: 'template:default/new-service',
        entity_label: `${random.word.adjective()}-${random.word.noun()}`,
        metadata: { plugin_id: 'scaffolder', path },
      };
      return [creation];
    }
  }
}

/** Creates the browser events of an employee, from joining until leaving, or until now. */
export function createEvents(
  person: Employee,
  calendar: Calendar,
): SeedEvent[] {
  const {
    name,
    ref: user_ref,
    team,
    pace,
    joinFraction,
    leaveFraction,
  } = person;
  const random = createRandom(`visits of ${name}`);
  const [own, foreign] = partition(software, each => each.spec?.owner === team);
  const favourites = [...own, ...random.helpers.shuffle(foreign)].slice(0, 9);
  const { timezone: zone } = groups.find(each => each.name === team)!;
  const getDayAt = (fraction: number) =>
    calendar.getDay(fraction * calendar.length);
  const today = calendar.days;
  // Visitors sign in as demo people, so the demo people have no generated events today.
  const lastDay = demoPeople.includes(person) ? today - 1 : today;
  /** The day after the last one with events. */
  const endDay =
    leaveFraction === undefined ? lastDay + 1 : getDayAt(leaveFraction);
  const otherWorkspace = demoWorkspaces.find(each =>
    shouldJoinWorkspace(each, person),
  );
  const events = range(getDayAt(joinFraction), endDay).flatMap(day => {
    // Adoption grows over the year; few people visit the portal at weekends.
    const mean = calendar.isWorkingDay(day)
      ? pace * (0.5 + (0.3 * day) / calendar.days)
      : 0.3;
    const isInOtherWorkspace =
      otherWorkspace &&
      day > getDayAt(otherWorkspace.from) &&
      random.datatype.boolean(0.2);
    const midnight = DateTime.fromISO(calendar.getDate(day), { zone });
    let minutes = random.number.float({ min: 8 * 60, max: 14 * 60 });
    const count = Math.round(random.number.float(2 * mean));
    const visits = times(count, () => createVisit(random, favourites));
    return visits.flat().map(event => {
      const at = new Date(midnight.toMillis() + minutes * MINUTE_MS);
      minutes += random.number.float({ min: 0.1, max: 50 });
      return {
        user_ref,
        at,
        workspace: isInOtherWorkspace ? otherWorkspace.slug : SLUG,
        event,
      };
    });
  });
  return events.filter(({ at }) => at < calendar.now);
}
