/** A thing in the catalog that is not a person or a team. */
export interface Thing {
  kind: 'Domain' | 'System' | 'Component' | 'API' | 'Resource';
  name: string;
  title?: string;
  description: string;
  /** The name of the team or department that owns it. */
  owner: string;
  type?: string;
  lifecycle?: 'experimental' | 'production' | 'deprecated';
  /** The domain of a system, the system of everything else. */
  within?: string;
  tags?: string[];
  provides?: string[];
  consumes?: string[];
  /** Entity references such as `resource:ledger-db`. */
  dependsOn?: string[];
}

const domains: Thing[] = [
  ['commerce', 'Commerce', 'What customers see and pay for', 'commerce'],
  ['logistics', 'Logistics', 'From the shelf to the front door', 'logistics'],
  ['foundation', 'Foundation', 'What everything stands on', 'platform'],
].map(([name, title, description, owner]) => ({
  kind: 'Domain',
  name,
  title,
  description,
  owner,
}));

const systems: Thing[] = [
  ['shop', 'Shop', 'The storefront and its basket', 'storefront', 'commerce'],
  ['payments', 'Payments', 'Charges, refunds, ledger', 'payments', 'commerce'],
  ['fulfilment', 'Fulfilment', 'Stock and parcels', 'warehouse', 'logistics'],
  ['insights', 'Insights', 'Events in, reports out', 'data', 'foundation'],
  [
    'portal',
    'Developer portal',
    'Where engineers find things',
    'developer-experience',
    'foundation',
  ],
].map(([name, title, description, owner, within]) => ({
  kind: 'System',
  name,
  title,
  description,
  owner,
  within,
}));

const components: Thing[] = [
  {
    name: 'web-shop',
    title: 'Web shop',
    description: 'The shop in the browser',
    type: 'website',
    within: 'shop',
    owner: 'storefront',
    tags: ['react', 'typescript'],
    consumes: ['catalogue-api', 'checkout-api'],
  },
  {
    name: 'product-catalogue',
    description: 'Products, pictures and prices',
    within: 'shop',
    owner: 'storefront',
    tags: ['java'],
    provides: ['catalogue-api'],
    dependsOn: ['resource:product-db', 'component:search-index'],
  },
  {
    name: 'search-index',
    description: 'Finds lamps by what people call them',
    within: 'shop',
    owner: 'storefront',
    tags: ['java', 'lucene'],
  },
  {
    name: 'recommendations',
    description: 'Customers who bought this also bought a bulb',
    within: 'shop',
    owner: 'data',
    lifecycle: 'experimental' as const,
    tags: ['python'],
  },
  {
    name: 'payments-api',
    description: 'Charges cards and wallets, exactly once',
    within: 'payments',
    owner: 'payments',
    tags: ['go'],
    provides: ['payments-v2'],
    consumes: ['ledger-events'],
    dependsOn: ['resource:ledger-db'],
  },
  {
    name: 'ledger',
    description: 'Double entry for every cent',
    within: 'payments',
    owner: 'payments',
    tags: ['go', 'postgres'],
    provides: ['ledger-events'],
    dependsOn: ['resource:ledger-db'],
  },
  {
    name: 'refunds-worker',
    description: 'Gives the money back overnight',
    within: 'payments',
    owner: 'payments',
    tags: ['go'],
    consumes: ['payments-v2'],
  },
  {
    name: 'invoice-printer',
    description: 'Invoices on paper, for those who insist',
    within: 'payments',
    owner: 'payments',
    lifecycle: 'deprecated' as const,
    tags: ['java'],
  },
  {
    name: 'stock-keeper',
    description: 'Knows how many are left',
    within: 'fulfilment',
    owner: 'warehouse',
    tags: ['kotlin'],
    provides: ['stock-api'],
    dependsOn: ['resource:stock-db'],
  },
  {
    name: 'picking-app',
    title: 'Picking app',
    description: 'Tells people in the warehouse where to walk',
    type: 'mobile',
    within: 'fulfilment',
    owner: 'warehouse',
    tags: ['kotlin', 'android'],
    consumes: ['stock-api'],
  },
  {
    name: 'parcel-tracker',
    description: 'Where the parcel is, as far as the carrier says',
    within: 'fulfilment',
    owner: 'delivery',
    tags: ['typescript'],
    provides: ['tracking-api'],
    dependsOn: ['resource:parcel-events'],
  },
  {
    name: 'route-planner',
    description: 'The shortest way past all front doors',
    within: 'fulfilment',
    owner: 'delivery',
    lifecycle: 'experimental' as const,
    tags: ['rust'],
  },
  {
    name: 'event-collector',
    description: 'Takes every event in and keeps it',
    within: 'insights',
    owner: 'data',
    tags: ['scala', 'kafka'],
    provides: ['events-api'],
    dependsOn: ['resource:event-lake'],
  },
  {
    name: 'sales-reports',
    title: 'Sales reports',
    description: 'Monday morning, in one page',
    type: 'website',
    within: 'insights',
    owner: 'data',
    tags: ['python'],
    dependsOn: ['resource:event-lake'],
  },
  {
    name: 'developer-portal',
    title: 'Developer portal',
    description: 'This very portal',
    type: 'website',
    within: 'portal',
    owner: 'developer-experience',
    tags: ['backstage', 'typescript'],
  },
  {
    name: 'build-runner',
    description: 'Builds, tests and ships what is pushed',
    within: 'portal',
    owner: 'reliability',
    tags: ['go'],
    dependsOn: ['resource:artifact-store'],
  },
  {
    name: 'feature-flags',
    description: 'Turns things on for some and off for others',
    type: 'library',
    within: 'portal',
    owner: 'reliability',
    tags: ['typescript'],
  },
].map(component => ({
  kind: 'Component',
  type: 'service',
  lifecycle: 'production',
  ...component,
}));

const apis: Thing[] = [
  ['catalogue-api', 'Products and prices', 'storefront', 'shop'],
  ['checkout-api', 'From basket to order', 'checkout', 'shop'],
  ['payments-v2', 'Charges and refunds', 'payments', 'payments'],
  ['ledger-events', 'Every booking, as it happens', 'payments', 'payments'],
  ['stock-api', 'What is left, and where', 'warehouse', 'fulfilment'],
  ['tracking-api', 'Where a parcel is', 'delivery', 'fulfilment'],
  ['events-api', 'Put an event in', 'data', 'insights'],
].map(([name, description, owner, within]) => ({
  kind: 'API',
  name,
  description,
  owner,
  within,
  type: 'openapi',
  lifecycle: 'production',
}));

const resources: Thing[] = [
  ['product-db', 'database', 'Products', 'storefront', 'shop'],
  ['basket-cache', 'cache', 'Baskets, for an hour', 'checkout', 'shop'],
  ['ledger-db', 'database', 'The books', 'payments', 'payments'],
  ['stock-db', 'database', 'Stock counts', 'warehouse', 'fulfilment'],
  ['parcel-events', 'topic', 'Scans of parcels', 'delivery', 'fulfilment'],
  ['event-lake', 'bucket', 'All events, for ever', 'data', 'insights'],
  ['artifact-store', 'bucket', 'What was built', 'reliability', 'portal'],
].map(([name, type, description, owner, within]) => ({
  kind: 'Resource',
  name,
  type,
  description,
  owner,
  within,
}));

/**
 * What the demo company runs. The team `checkout` owns no system and no
 * component, so that its engineers stay plain members of every project.
 */
export const landscape: readonly Thing[] = [
  ...domains,
  ...systems,
  ...components,
  ...apis,
  ...resources,
];
