import { Entity } from '@backstage/catalog-model';
import { DemoPerson, DemoTeam, makePeople, makeTeams } from './people';
import { parseTable } from './random';

/** The demo company: its people, their teams and the software they run. */
export interface DemoCompany {
  people: DemoPerson[];
  teams: DemoTeam[];
  /** Entities that are neither Users nor Groups. */
  software: readonly Entity[];
}

/** The location of every entity of the demo. */
export const DEMO_LOCATION = 'demo:lantern';

const annotations = {
  'backstage.io/managed-by-location': DEMO_LOCATION,
  'backstage.io/managed-by-origin-location': DEMO_LOCATION,
};

function createEntity(
  kind: string,
  { annotations: own, ...metadata }: Entity['metadata'],
  spec: Entity['spec'],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { ...metadata, annotations: { ...annotations, ...own } },
    spec,
  };
}

const DOMAINS = parseTable(`
  commerce   | Commerce   | commerce  | What customers see and pay for
  logistics  | Logistics  | logistics | From the shelf to the front door
  foundation | Foundation | platform  | What everything stands on
`);

const SYSTEMS = parseTable(`
  shop       | Shop             | storefront           | commerce   | The storefront and its basket
  payments   | Payments         | payments             | commerce   | Charges, refunds, ledger
  fulfilment | Fulfilment       | warehouse            | logistics  | Stock and parcels
  insights   | Insights         | data                 | foundation | Events in, reports out
  portal     | Developer portal | developer-experience | foundation | Where engineers find things
`);

/**
 * The team `checkout` owns no component and no system, so that its engineers
 * stay plain members of every project.
 */
const COMPONENTS = parseTable(`
  web-shop          | Web shop         | website | production   | shop       | storefront  | react typescript     | The shop in the browser
  checkout          | Checkout         | service | production   | shop       | storefront  | typescript           | From a full basket to an order that is paid
  product-catalogue |                  | service | production   | shop       | storefront  | java                 | Products, pictures and prices
  search-index      |                  | service | production   | shop       | storefront  | java lucene          | Finds lamps by what people call them
  recommendations   |                  | service | experimental | shop       | data        | python               | Customers who bought this also bought a bulb
  payments-api      |                  | service | production   | payments   | payments    | go                   | Charges cards and wallets, exactly once
  ledger            |                  | service | production   | payments   | payments    | go postgres          | Double entry for every cent
  refunds-worker    |                  | service | production   | payments   | payments    | go                   | Gives the money back overnight
  invoice-printer   |                  | service | deprecated   | payments   | payments    | java                 | Invoices on paper, for those who insist
  stock-keeper      |                  | service | production   | fulfilment | warehouse   | kotlin               | Knows how many are left
  picking-app       | Picking app      | mobile  | production   | fulfilment | warehouse   | kotlin android       | Tells people in the warehouse where to walk
  parcel-tracker    |                  | service | production   | fulfilment | delivery    | typescript           | Where the parcel is, as far as the carrier says
  route-planner     |                  | service | experimental | fulfilment | delivery    | rust                 | The shortest way past all front doors
  event-collector   |                  | service | production   | insights   | data        | scala kafka          | Takes every event in and keeps it
  sales-reports     | Sales reports    | website | production   | insights   | data        | python               | Monday morning, in one page
  developer-portal  | Developer portal | website | production   | portal     | developer-experience | backstage typescript | This very portal
  build-runner      |                  | service | production   | portal     | reliability | go                   | Builds, tests and ships what is pushed
  feature-flags     |                  | library | production   | portal     | reliability | typescript           | Turns things on for some and off for others
`);

const RELATIONS = parseTable(`
  web-shop          | consumesApis | catalogue-api checkout-api
  checkout          | providesApis | checkout-api
  checkout          | consumesApis | payments-v2
  checkout          | dependsOn    | resource:basket-cache
  product-catalogue | providesApis | catalogue-api
  product-catalogue | dependsOn    | resource:product-db component:search-index
  payments-api      | providesApis | payments-v2
  payments-api      | consumesApis | ledger-events
  payments-api      | dependsOn    | resource:ledger-db
  ledger            | providesApis | ledger-events
  ledger            | dependsOn    | resource:ledger-db
  refunds-worker    | consumesApis | payments-v2
  stock-keeper      | providesApis | stock-api
  stock-keeper      | dependsOn    | resource:stock-db
  picking-app       | consumesApis | stock-api
  parcel-tracker    | providesApis | tracking-api
  parcel-tracker    | dependsOn    | resource:parcel-events
  event-collector   | providesApis | events-api
  event-collector   | dependsOn    | resource:event-lake
  sales-reports     | dependsOn    | resource:event-lake
  build-runner      | dependsOn    | resource:artifact-store
`);

const APIS = parseTable(`
  catalogue-api | storefront | shop       | Products and prices
  checkout-api  | checkout   | shop       | From basket to order
  payments-v2   | payments   | payments   | Charges and refunds
  ledger-events | payments   | payments   | Every booking, as it happens
  stock-api     | warehouse  | fulfilment | What is left, and where
  tracking-api  | delivery   | fulfilment | Where a parcel is
  events-api    | data       | insights   | Put an event in
`);

const RESOURCES = parseTable(`
  product-db     | database | storefront  | shop       | Products
  basket-cache   | cache    | checkout    | shop       | Baskets, for an hour
  ledger-db      | database | payments    | payments   | The books
  stock-db       | database | warehouse   | fulfilment | Stock counts
  parcel-events  | topic    | delivery    | fulfilment | Scans of parcels
  event-lake     | bucket   | data        | insights   | All events, for ever
  artifact-store | bucket   | reliability | portal     | What was built
`);

function createApiDefinition(title: string, description: string): string {
  const info = { title, version: '1.0.0', description };
  return JSON.stringify({ openapi: '3.1.0', info, paths: {} }, null, 2);
}

const software: readonly Entity[] = [
  ...DOMAINS.map(([name, title, owner, description]) =>
    createEntity('Domain', { name, title, description }, { owner }),
  ),
  ...SYSTEMS.map(([name, title, owner, domain, description]) =>
    createEntity('System', { name, title, description }, { owner, domain }),
  ),
  ...COMPONENTS.map(
    ([name, title, type, lifecycle, system, owner, tags, description]) =>
      createEntity(
        'Component',
        {
          ...{ name, ...(title && { title }), description },
          tags: tags.split(' '),
          annotations: { 'github.com/project-slug': `lantern/${name}` },
        },
        {
          ...{ owner, type, lifecycle, system },
          ...Object.fromEntries(
            RELATIONS.filter(([from]) => from === name).map(
              ([, field, targets]) => [field, targets.split(' ')],
            ),
          ),
        },
      ),
  ),
  ...APIS.map(([name, owner, system, description]) =>
    createEntity(
      'API',
      { name, description },
      {
        ...{ owner, type: 'openapi', lifecycle: 'production', system },
        definition: createApiDefinition(name, description),
      },
    ),
  ),
  ...RESOURCES.map(([name, type, owner, system, description]) =>
    createEntity('Resource', { name, description }, { owner, type, system }),
  ),
];

/** Makes the company; the same number of people gives the same company. */
export function makeCompany({ people }: { people: number }): DemoCompany {
  const teams = makeTeams(people);
  return { people: makePeople(people, teams), teams, software };
}

/** Lists the catalog entities of the company. */
export function toEntities({ people, teams }: DemoCompany): Entity[] {
  return [
    ...teams.map(({ name, title, type, parent, description }) =>
      createEntity(
        'Group',
        { name, description },
        {
          ...{ type, profile: { displayName: title } },
          ...(parent && { parent }),
          children: [],
        },
      ),
    ),
    ...people.map(({ name, position, displayName, email, team }) =>
      createEntity(
        'User',
        {
          ...{ name, description: position },
          // GitHub logins have no dots.
          annotations: { 'github.com/user-login': name.replaceAll('.', '-') },
        },
        { profile: { displayName, email }, memberOf: [team] },
      ),
    ),
    ...software,
  ];
}
