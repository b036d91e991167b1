/** What the work of a project is about. */
export type Domain = 'payments' | 'shop' | 'fulfilment' | 'insights' | 'portal';

/** The words of a domain. */
export interface Vocabulary {
  /** What can be shown, fixed and moved; each after "the". */
  things: string[];
  /** Where people see it. */
  places: string[];
  /** Who has to do with it. */
  people: string[];
  /** When it goes wrong. */
  conditions: string[];
  /** The parts of a project. */
  modules: string[];
}

/** The words of all domains. */
export const vocabulary: Record<Domain, Vocabulary> = {
  payments: {
    things: [
      'refund batch',
      'card token',
      'SEPA mandate',
      'ledger entry',
      'chargeback form',
      '3-D Secure challenge',
      'wallet balance',
      'settlement report',
      'currency rounding',
      'invoice number',
      'payout schedule',
      'idempotency key',
      'fraud score',
      'receipt',
    ],
    places: [
      'the ledger',
      'the back office',
      'the receipt',
      'the payments API',
    ],
    people: ['accountants', 'customers', 'the on-call engineer', 'auditors'],
    conditions: [
      'a card expires overnight',
      'the bank answers twice',
      'the amount has no cents',
      'two refunds arrive at once',
      'the currency changes half-way',
      'the acquirer times out',
      'the clock goes back',
      'a mandate is revoked',
    ],
    modules: ['Cards', 'Ledger', 'Refunds', 'Reporting'],
  },
  shop: {
    things: [
      'product page',
      'basket',
      'search result',
      'wish list',
      'price label',
      'lamp finder',
      'picture gallery',
      'voucher field',
      'delivery estimate',
      'size chart',
      'newsletter banner',
      'cookie notice',
      'order summary',
      'stock hint',
    ],
    places: ['the basket', 'the front page', 'the footer', 'the mobile menu'],
    people: ['customers', 'returning customers', 'editors', 'translators'],
    conditions: [
      'the window is narrow',
      'a voucher has expired',
      'the basket is empty',
      'somebody uses a screen reader',
      'the language is Portuguese',
      'a picture is missing',
      'the price drops meanwhile',
      'the back button is pressed',
    ],
    modules: ['Checkout', 'Navigation', 'Product pages', 'Search'],
  },
  fulfilment: {
    things: [
      'picking list',
      'shelf label',
      'stock count',
      'parcel scan',
      'carrier booking',
      'return slip',
      'loading plan',
      'customs form',
      'delivery window',
      'tracking link',
      'route',
      'pallet weight',
      'hand scanner',
      'delivery note',
    ],
    places: [
      'the picking app',
      'the loading bay',
      'the tracking page',
      'the yard',
    ],
    people: ['pickers', 'drivers', 'shift leads', 'carriers'],
    conditions: [
      'the scanner is offline',
      'a parcel has two labels',
      'the carrier is late',
      'a shelf is counted twice',
      'the address has no number',
      'the shift ends',
      'a pallet is split',
      'Newark is five hours behind',
    ],
    modules: ['Carriers', 'Picking', 'Returns', 'Stock'],
  },
  insights: {
    things: [
      'event schema',
      'sales report',
      'nightly job',
      'retention rule',
      'conversion funnel',
      'forecast',
      'data set',
      'late event',
      'dashboard tile',
      'margin table',
      'sample',
      'partition',
      'cohort',
      'anomaly alert',
    ],
    places: [
      'the Monday report',
      'the event lake',
      'the dashboard',
      'the export',
    ],
    people: ['analysts', 'buyers', 'the board', 'data owners'],
    conditions: [
      'events arrive a day late',
      'a column is renamed',
      'the month has five Mondays',
      'a producer sends nothing',
      'a customer asks to be forgotten',
      'the job is started twice',
      'the time zone changes',
      'the sample is tiny',
    ],
    modules: ['Collection', 'Forecasts', 'Quality', 'Reports'],
  },
  portal: {
    things: [
      'build cache',
      'service template',
      'release note',
      'preview environment',
      'flaky test list',
      'on-call page',
      'dependency update',
      'deploy button',
      'artifact store',
      'secret rotation',
      'build log',
      'ownership badge',
      'runbook',
      'rollout plan',
    ],
    places: ['the portal', 'the pipeline', 'the chat room', 'the status page'],
    people: ['engineers', 'new joiners', 'service owners', 'release managers'],
    conditions: [
      'two builds run at once',
      'the cache is cold',
      'a branch has a slash in its name',
      'a runner disappears',
      'the token has expired',
      'a repository is renamed',
      'the log is huge',
      'nobody owns the service',
    ],
    modules: ['Builds', 'Catalog', 'Onboarding', 'Releases'],
  },
};
