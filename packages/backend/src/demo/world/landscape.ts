import { components } from './components';
import { Thing } from './Thing';

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
