import { Entity } from '@backstage/catalog-model';
import { mapValues, pick, pickBy } from 'lodash';
import { Employee, groups } from './people';
import { parseTable } from './random';

export const DEMO_LOCATION = 'demo:lantern';

function createEntity(
  kind: string,
  { annotations, ...metadata }: Entity['metadata'],
  spec: Entity['spec'],
): Entity {
  const locations = {
    'backstage.io/managed-by-location': DEMO_LOCATION,
    'backstage.io/managed-by-origin-location': DEMO_LOCATION,
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    spec,
    metadata: { ...metadata, annotations: { ...locations, ...annotations } },
  };
}

/**
 * Tables of the software, by kind. The team `checkout` owns no system and no component, because an
 * owner is an admin of the project, and Max Member of this team must not be an admin anywhere.
 */
const SOFTWARE = {
  Domain: `
    name       | title      | owner     | description
    commerce   | Commerce   | commerce  | What customers see and pay for
    logistics  | Logistics  | logistics | From the shelf to the front door
    foundation | Foundation | platform  | The platform that everything runs on
  `,
  System: `
    name       | title            | owner                | domain     | description
    shop       | Shop             | storefront           | commerce   | The storefront and its basket
    payments   | Payments         | payments             | commerce   | Charges, refunds, ledger
    fulfilment | Fulfilment       | warehouse            | logistics  | Stock and parcels
    insights   | Insights         | data                 | foundation | Events in, reports out
    portal     | Developer portal | developer-experience | foundation | Where engineers find everything
  `,
  Component: `
    name              | title            | type    | lifecycle    | system     | owner                | tags                 | providesApis  | consumesApis               | dependsOn                                  | description
    web-shop          | Web shop         | website | production   | shop       | storefront           | react typescript     |               | catalogue-api checkout-api |                                            | The shop in the browser
    checkout          | Checkout         | service | production   | shop       | storefront           | typescript           | checkout-api  | payments-v2                | resource:basket-cache                      | From a full basket to a paid order
    product-catalogue |                  | service | production   | shop       | storefront           | java                 | catalogue-api |                            | resource:product-db component:search-index | Products, pictures and prices
    search-index      |                  | service | production   | shop       | storefront           | java lucene          |               |                            |                                            | Finds lamps by what people call them
    recommendations   |                  | service | experimental | shop       | data                 | python               |               |                            |                                            | Customers who bought this also bought a bulb
    payments-api      |                  | service | production   | payments   | payments             | go                   | payments-v2   | ledger-events              | resource:ledger-db                         | Charges cards and wallets, exactly once
    ledger            |                  | service | production   | payments   | payments             | go postgres          | ledger-events |                            | resource:ledger-db                         | Double entry for every cent
    refunds-worker    |                  | service | production   | payments   | payments             | go                   |               | payments-v2                |                                            | Pays refunds overnight
    invoice-printer   |                  | service | deprecated   | payments   | payments             | java                 |               |                            |                                            | Invoices on paper, for those who insist
    stock-keeper      |                  | service | production   | fulfilment | warehouse            | kotlin               | stock-api     |                            | resource:stock-db                          | Knows how many are left
    picking-app       | Picking app      | mobile  | production   | fulfilment | warehouse            | kotlin android       |               | stock-api                  |                                            | Tells people in the warehouse where to walk
    parcel-tracker    |                  | service | production   | fulfilment | delivery             | typescript           | tracking-api  |                            | resource:parcel-events                     | The parcel location reported by the carrier
    route-planner     |                  | service | experimental | fulfilment | delivery             | rust                 |               |                            |                                            | The shortest way past all front doors
    event-collector   |                  | service | production   | insights   | data                 | scala kafka          | events-api    |                            | resource:event-lake                        | Collects and stores all events
    sales-reports     | Sales reports    | website | production   | insights   | data                 | python               |               |                            | resource:event-lake                        | Monday morning, in one page
    developer-portal  | Developer portal | website | production   | portal     | developer-experience | backstage typescript |               |                            |                                            | This very portal
    build-runner      |                  | service | production   | portal     | reliability          | go                   |               |                            | resource:artifact-store                    | Builds, tests and ships what is pushed
    feature-flags     |                  | library | production   | portal     | reliability          | typescript           |               |                            |                                            | Switches features on for some people          
  `,
  API: `
    name          | owner      | system     | description
    catalogue-api | storefront | shop       | Products and prices
    checkout-api  | checkout   | shop       | From basket to order
    payments-v2   | payments   | payments   | Charges and refunds
    ledger-events | payments   | payments   | Ledger entries in real time
    stock-api     | warehouse  | fulfilment | What is left, and where
    tracking-api  | delivery   | fulfilment | Where a parcel is
    events-api    | data       | insights   | Submit events
  `,
  Resource: `
    name           | type     | owner       | system     | description
    product-db     | database | storefront  | shop       | Products
    basket-cache   | cache    | checkout    | shop       | Baskets, for an hour
    ledger-db      | database | payments    | payments   | The books
    stock-db       | database | warehouse   | fulfilment | Stock counts
    parcel-events  | topic    | delivery    | fulfilment | Scans of parcels
    event-lake     | bucket   | data        | insights   | All events, retained forever
    artifact-store | bucket   | reliability | portal     | Build artifacts
  `,
};

/** The component whose issues are at the demo's GitLab. */
const GITLAB_COMPONENT = 'picking-app';

/** The fields of `spec` that are lists. */
const LIST_FIELDS = ['providesApis', 'consumesApis', 'dependsOn'];

function createApiSpec(title: string, description: string) {
  const info = { title, version: '1.0.0', description };
  const document = { openapi: '3.1.0', info, paths: {} };
  const definition = JSON.stringify(document, null, 2);
  return { type: 'openapi', lifecycle: 'production', definition };
}

/** The entities of the software that the company runs. */
export const software = Object.entries(SOFTWARE).flatMap(([kind, table]) => {
  const [header, ...lines] = table.trim().split('\n');
  const columns = header.split('|').map(column => column.trim());
  return parseTable(columns, lines.join('\n')).map(row => {
    const { name, title, description, tags, ...spec } = pickBy(row);
    const annotationPrefix =
      name === GITLAB_COMPONENT ? 'gitlab.com' : 'github.com';
    const annotations = {
      [`${annotationPrefix}/project-slug`]: `lantern/${name}`,
    };
    return createEntity(
      kind,
      {
        name,
        title,
        description,
        // Only components have tags; the annotation names their repository.
        ...(tags && { tags: tags.split(' '), annotations }),
      },
      {
        ...spec,
        ...mapValues(pick(spec, LIST_FIELDS), refs => refs!.split(' ')),
        ...(kind === 'API' && createApiSpec(name, description)),
      },
    );
  });
});

/** Creates the entities of the company: people, teams and software. */
export function toEntities(people: readonly Employee[]): Entity[] {
  return [
    ...groups.map(({ name, title, type, parent, description }) =>
      createEntity(
        'Group',
        { name, description },
        {
          type,
          profile: { displayName: title },
          children: [],
          ...(parent && { parent }),
        },
      ),
    ),
    ...people.map(({ name, position, displayName, email, team }) =>
      createEntity(
        'User',
        {
          name,
          description: position,
          annotations: {
            // GitHub logins have no dots.
            'github.com/user-login': name.replaceAll('.', '-'),
            'gitlab.lantern.example/user-login': name,
          },
        },
        { profile: { displayName, email }, memberOf: [team] },
      ),
    ),
    ...software,
  ];
}
