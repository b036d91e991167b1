/** The subject of a project's work. */
export type Domain = 'payments' | 'shop' | 'fulfilment' | 'insights' | 'portal';

/** The words of a domain, from which titles and comments are composed. */
export interface Vocabulary {
  /** What is shown, fixed and moved; each after "the". */
  subjects: string[];
  /** Where people see it. */
  places: string[];
  people: string[];
  /** When it goes wrong. */
  conditions: string[];
  /** The modules of a project. */
  modules: string[];
}

function toVocabulary(text: string): Vocabulary {
  const [subjects, places, people, conditions, modules] = text
    .split(';')
    .map(part => part.split(',').map(word => word.replace(/\s+/g, ' ').trim()));
  return { subjects, places, people, conditions, modules };
}

export const vocabulary: Record<Domain, Vocabulary> = {
  payments: toVocabulary(`
    refund batch, card token, SEPA mandate, ledger entry, chargeback form, 3-D Secure challenge,
    wallet balance, settlement report, currency rounding, invoice number, payout schedule,
    idempotency key, fraud score, receipt;
    the ledger, the back office, the receipt, the payments API;
    accountants, customers, the on-call engineer, auditors;
    a card expires overnight, the bank answers twice, the amount has no cents,
    two refunds arrive at once, the currency changes half-way, the acquirer times out,
    the clock goes back, a mandate is revoked;
    Cards, Ledger, Refunds, Reporting`),
  shop: toVocabulary(`
    product page, basket, search result, wish list, price label, lamp finder, picture gallery,
    voucher field, delivery estimate, size chart, newsletter banner, cookie notice,
    order summary, stock hint;
    the basket, the front page, the footer, the mobile menu;
    customers, returning customers, editors, translators;
    the window is narrow, a voucher has expired, the basket is empty,
    somebody uses a screen reader, the language is Portuguese, a picture is missing,
    the price drops meanwhile, the back button is pressed;
    Checkout, Navigation, Product pages, Search`),
  fulfilment: toVocabulary(`
    picking list, shelf label, stock count, parcel scan, carrier booking, return slip,
    loading plan, customs form, delivery window, tracking link, route, pallet weight,
    hand scanner, delivery note;
    the picking app, the loading bay, the tracking page, the yard;
    pickers, drivers, shift leads, carriers;
    the scanner is offline, a parcel has two labels, the carrier is late,
    a shelf is counted twice, the address has no number, the shift ends, a pallet is split,
    Newark is five hours behind;
    Carriers, Picking, Returns, Stock`),
  insights: toVocabulary(`
    event schema, sales report, nightly job, retention rule, conversion funnel, forecast,
    data set, late event, dashboard tile, margin table, sample, partition, cohort,
    anomaly alert;
    the Monday report, the event lake, the dashboard, the export;
    analysts, buyers, the board, data owners;
    events arrive a day late, a column is renamed, the month has five Mondays,
    a producer sends nothing, a customer asks to be forgotten, the job is started twice,
    the time zone changes, the sample is tiny;
    Collection, Forecasts, Quality, Reports`),
  portal: toVocabulary(`
    build cache, service template, release note, preview environment, flaky test list,
    on-call page, dependency update, deploy button, artifact store, secret rotation,
    build log, ownership badge, runbook, rollout plan;
    the portal, the pipeline, the chat room, the status page;
    engineers, new joiners, service owners, release managers;
    two builds run at once, the cache is cold, a branch has a slash in its name,
    a runner disappears, the token has expired, a repository is renamed, the log is huge,
    nobody owns the service;
    Builds, Catalog, Onboarding, Releases`),
};
