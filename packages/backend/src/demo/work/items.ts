import { Faker } from '@faker-js/faker';
import { groupBy, keyBy, mapValues, upperFirst } from 'lodash';
import { drawKey, parseTable } from '../company/random';

/**
 * The words of titles, descriptions and comments, by domain. `subjects` fit after "the".
 * `conditions` fit after "when": the subjects fail under them. `locations` are places in which
 * people see the subjects. `modules` are the modules of each project of the domain.
 */
const WORDS = parseTable(
  ['domain', 'kind', 'words'],
  `
    payments   | subjects   | refund batch, card token, SEPA mandate, ledger entry, chargeback form, 3-D Secure challenge, wallet balance, payout report, currency rounding, invoice number, payout schedule, idempotency key, fraud score, receipt
    payments   | locations  | the ledger, the back office, the receipt, the payments API
    payments   | people     | accountants, customers, the on-call engineer, auditors
    payments   | conditions | a card expires overnight, the bank answers twice, the amount has no cents, two refunds arrive at once, the currency changes half-way, the acquirer times out, the clock goes back, a mandate is revoked
    payments   | modules    | Cards, Ledger, Refunds, Reporting
    shop       | subjects   | product page, basket, search result, shopping list, price label, lamp search, picture gallery, voucher field, delivery estimate, size chart, newsletter banner, cookie notice, order summary, stock hint
    shop       | locations  | the basket, the front page, the footer, the mobile menu
    shop       | people     | customers, returning customers, editors, translators
    shop       | conditions | the window is narrow, a voucher has expired, the basket is empty, somebody uses a screen reader, the language is Portuguese, a picture is missing, the price drops during checkout, the back button is pressed
    shop       | modules    | Checkout, Navigation, Product pages, Search
    fulfilment | subjects   | picking list, shelf label, stock count, parcel scan, carrier booking, return slip, loading plan, customs form, delivery window, tracking link, route, pallet weight, hand scanner, delivery note
    fulfilment | locations  | the picking app, the loading bay, the tracking page, the yard
    fulfilment | people     | pickers, drivers, shift leads, carriers
    fulfilment | conditions | the scanner is offline, a parcel has two labels, the carrier is late, a shelf is counted twice, the address has no number, the shift ends, a pallet is split, Newark is five hours behind
    fulfilment | modules    | Carriers, Picking, Returns, Stock
    insights   | subjects   | event schema, sales report, nightly job, retention rule, conversion funnel, forecast, data set, late event, dashboard tile, margin table, sample, partition, cohort, anomaly alert
    insights   | locations  | the Monday report, the event lake, the dashboard, the export
    insights   | people     | analysts, buyers, the board, data owners
    insights   | conditions | events arrive a day late, a column is renamed, the month has five Mondays, a producer sends nothing, a customer asks to be forgotten, the job is started twice, the time zone changes, the sample is tiny
    insights   | modules    | Collection, Forecasts, Quality, Reports
    portal     | subjects   | build cache, service template, release note, preview environment, flaky test list, on-call page, dependency update, deploy button, artifact store, secret rotation, build log, ownership badge, runbook, rollout plan
    portal     | locations  | the portal, the pipeline, the chat room, the status page
    portal     | people     | engineers, new joiners, service owners, release managers
    portal     | conditions | two builds run at once, the cache is cold, a branch has a slash in its name, a runner disappears, the token has expired, a repository is renamed, the log is huge, nobody owns the service
    portal     | modules    | Builds, Catalog, Onboarding, Releases
  `,
);

export const vocabulary = mapValues(groupBy(WORDS, 'domain'), rows =>
  mapValues(keyBy(rows, 'kind'), ({ words }) => words.split(', ')),
);

export const labels = parseTable(
  ['name', 'color'],
  `
    bug              | #d73a4a
    chore            | #6e7781
    customer request | #8250df
    feature          | #1f6feb
    performance      | #bf8700
    quick win        | #1a7f37
    security         | #b35900
  `,
);

const FORMATS = ['CSV', 'Excel', 'PDF', 'JSON'];

const EXTRA_LABELS = ['customer request', 'performance', 'quick win'];

const SYMPTOMS = [
  ...['is empty', 'is shown twice', 'takes a minute', 'gets lost'],
  ...['shows yesterday’s state', 'fails without a message', 'is cut off'],
];

/** Composes the content of an item. `labels` and `module` are names. */
export function composeItem(random: Faker, domain: string) {
  const { arrayElement: pick, maybe } = random.helpers;
  const words = vocabulary[domain];
  const subject = pick(words.subjects);
  const location = pick(words.locations);
  const who = pick(words.people);
  const when = pick(words.conditions);
  const texts = {
    feature: {
      titles: [
        `Show the ${subject} in ${location}`,
        `Let ${who} export the ${subject} as ${pick(FORMATS)} from ${location}`,
        `Notify ${who} in ${location} when the ${subject} changes`,
        `Keep the ${subject} when ${when}`,
        `Let ${who} correct the ${subject} in ${location}`,
      ],
      description: [
        `${upperFirst(
          who,
        )} need this: the ${subject} should be in ${location}.`,
        '**Done when**',
        `- [ ] the ${subject} is there\n- [ ] it also works when ${when}\n- [ ] ${who} know about it`,
      ],
    },
    bug: {
      titles: [
        `The ${subject} ${pick(SYMPTOMS)} when ${when}`,
        `The ${subject} in ${location} ${pick(SYMPTOMS)}`,
        `Wrong ${subject} in ${location} when ${when}`,
      ],
      description: [
        '## Actual behaviour',
        `The ${subject} breaks when ${when}. Seen **several times** this week.`,
        '## Steps to reproduce',
        `1. Open ${location}\n2. Wait until ${when}\n3. Look at the ${subject}`,
        '## Expected behaviour',
        `The ${subject} is correct, and ${who} are not affected.`,
      ],
    },
    chore: {
      titles: [
        `Add a test for the ${subject}: ${when}`,
        `Document for ${who} how the ${subject} works`,
        `Remove the old ${subject} from ${location}`,
        `Measure how long the ${subject} takes when ${when}`,
      ],
      description: [
        `${upperFirst(
          who,
        )} do not notice this, but it slows us down whenever ${when}.`,
        '> Keep it small: one change, one review.',
      ],
    },
  };
  const kind = drawKey(random, { feature: 5, bug: 3, chore: 2 });
  const { titles, description } = texts[kind];
  const likely = { probability: 0.8 };
  return {
    kind,
    title: pick(titles),
    description: maybe(() => description.join('\n\n')),
    labels: random.datatype.boolean(0.25) ? [kind, pick(EXTRA_LABELS)] : [kind],
    module: maybe(() => pick(words.modules), likely),
    priority: drawKey(random, {
      urgent: 1,
      high: 4,
      medium: 8,
      low: 5,
      none: 2,
    }),
    estimate_points: maybe(() => pick([1, 1, 2, 2, 3, 3, 5, 8]), likely),
    estimate_time: maybe(() => pick([120, 240, 480, 960, 1440, 2880]), likely),
  };
}
