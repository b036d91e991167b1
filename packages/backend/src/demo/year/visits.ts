import { Faker } from '@faker-js/faker';
import { NewActivity } from '@callboard/plugin-callboard-common';
import { Thing } from '../world/Thing';

/** Pages that are no entity's, and how often each is opened. */
const pages = [
  { weight: 8, value: { path: '/catalog', plugin_id: 'catalog' } },
  { weight: 6, value: { path: '/', plugin_id: 'home' } },
  {
    weight: 2,
    value: { path: '/activity/mine', plugin_id: 'callboard-activity' },
  },
  { weight: 1, value: { path: '/settings', plugin_id: 'user-settings' } },
  { weight: 1, value: { path: '/catalog-graph', plugin_id: 'catalog-graph' } },
];

const searches = [
  'payments',
  'ledger schema',
  'who owns checkout',
  'tracking api',
  'on call',
  'stock-db',
  'feature flags',
  'refund',
  'größe',
  'release notes',
];

const links = ['View source', 'Runbook', 'Dashboard', 'Pager', 'Chat room'];

/** Somebody opened a page of the portal that is no entity's. */
export function pageView(chance: Faker): NewActivity {
  const page = chance.helpers.weightedArrayElement(pages);
  return {
    action: 'page_view',
    entity_type: 'page',
    entity_id: page.path,
    entity_label: page.path,
    metadata: page,
  };
}

function entityTarget(thing: Thing) {
  const kind = thing.kind.toLowerCase();
  return {
    entity_type: kind,
    entity_id: `${kind}:default/${thing.name}`,
    entity_label: thing.title ?? thing.name,
  };
}

function placeOf(thing: Thing) {
  const kind = thing.kind.toLowerCase();
  return {
    plugin_id: 'catalog',
    path: `/catalog/default/${kind}/${thing.name}`,
  };
}

/** Somebody opened a thing's page. */
export function entityView(thing: Thing): NewActivity {
  return {
    action: 'entity_view',
    ...entityTarget(thing),
    metadata: placeOf(thing),
  };
}

/** Somebody followed a link on a thing's page. */
export function click(chance: Faker, thing: Thing): NewActivity {
  return {
    action: 'click',
    ...entityTarget(thing),
    metadata: {
      ...placeOf(thing),
      text: chance.helpers.arrayElement(links),
    },
  };
}

/** Somebody searched the portal. */
export function search(chance: Faker): NewActivity {
  return {
    action: 'search',
    entity_type: 'search',
    entity_label: chance.helpers.arrayElement(searches),
    metadata: { plugin_id: 'search', path: '/search' },
  };
}

/** Somebody made something new out of a template. */
export function create(chance: Faker): NewActivity {
  return {
    action: 'create',
    entity_type: 'template',
    entity_id: 'template:default/new-service',
    entity_label: `${chance.word.adjective()}-${chance.word.noun()}`,
    metadata: {
      plugin_id: 'scaffolder',
      path: '/create/templates/default/new-service',
    },
  };
}
