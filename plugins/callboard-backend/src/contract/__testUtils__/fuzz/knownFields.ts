import {
  calendarDate,
  defaultActivityTypes,
  groupByDimensions,
  instantInput,
  jsonValue,
  timeZone,
  userRef,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { people } from '../../../__testUtils__/startCallboard';
import { addDays } from '../../../database/zones';

const day = fc
  .date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  .map(date => date.toISOString());

/** Generators for schemas that do not state all rules of their values, by schema. */
export const knownSchemas = new Map<unknown, fc.Arbitrary<unknown>>([
  [jsonValue, fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' })],
  [timeZone, fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata')],
  [calendarDate, day.map(text => text.slice(0, 10))],
  [
    instantInput,
    fc.oneof(
      day,
      day.map(text => text.replace(/\.\d+Z$/, '+00:00')),
    ),
  ],
  [
    userRef,
    fc.oneof(
      {
        arbitrary: fc.constantFrom<string>(...Object.values(people)),
        weight: 1,
      },
      {
        arbitrary: fc.stringMatching(/^user:default\/[a-z]{8}$/),
        weight: 3,
      },
    ),
  ],
]);

/** Mostly users who see every project. */
const somePeople = fc.oneof(
  {
    arbitrary: fc.subarray<string>([people.superAdmin, people.admin]),
    weight: 5,
  },
  { arbitrary: fc.subarray<string>(Object.values(people)), weight: 1 },
);

/** Generators for fields whose schemas do not state all rules, by field name. */
export const knownFields: Record<string, fc.Arbitrary<unknown>> = {
  group_by: fc
    .subarray(
      groupByDimensions.filter(name => name !== 'week'),
      { minLength: 1 },
    )
    .map(names => names.join(',')),
  // Pages that are valid with every page size.
  page: fc.integer({ min: 1, max: 500 }),
  // The configuration requires shorter ids than the contract does.
  staff_id: fc.stringMatching(/^[A-Z0-9]{8}$/),
  email: fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.org$/),
  external_url: fc.webUrl(),
  // Targets that the test's configuration allows.
  url: fc.constant('https://127.0.0.1:9/hook'),
  // Events that rarely occur.
  event_types: fc.subarray(['webhook.test', 'webhook.replay', 'cycle.*'], {
    minLength: 1,
  }),
  target_url: fc.constantFrom('/catalog', 'https://example.org/a?b#c'),
  // The only notification type that certainly exists.
  types: fc.constantFrom(
    [],
    [
      {
        type: 'announcement.published',
        label: 'Announcements',
        is_mandatory: false,
        channels: { bell: false, email: true, browser: false, digest: true },
      },
    ],
  ),
  snoozed_until: fc.option(fc.constant('2099-12-31T12:00:00+01:00')),
  to: fc.oneof(
    fc.constant({ everyone: true }),
    fc.record({ refs: fc.subarray(Object.values(people), { minLength: 1 }) }),
  ),
  assignees: somePeople,
  add_assignees: somePeople,
  remove_assignees: somePeople,
  entity_ref: fc.constant('user:default/max.member'),
  // Past days, in order.
  date_of_joining: fc.constant('1999-12-31'),
  date_of_leaving: fc.constant('2000-01-01'),
  effective_date: fc.constant('2000-01-01'),
  effective_from: fc.constant('2000-01-01'),
  as_of: fc.constant('2000-01-01'),
  // One minute per request, so that a day has free time for many requests.
  duration_minutes: fc.constant(1),
  logged_at: fc
    .integer({ min: 0, max: 18_000 })
    .map(days => addDays('1971-01-01', days)),
  // Past weeks in which other requests log no time.
  week: fc
    .integer({ min: 0, max: 10_000 })
    .map(days => addDays('1971-01-01', days)),
  // Past instants.
  started_at: fc
    .integer({ min: 0, max: 18_000 })
    .map(days => `${addDays('1971-01-01', days)}T08:30:00.5+02:00`),
  activity_type: fc.constantFrom(...defaultActivityTypes),
  // Ranges of at most 60 days.
  date_from: fc
    .integer({ min: 0, max: 30 })
    .map(days => addDays('2026-01-01', days)),
  date_to: fc
    .integer({ min: 31, max: 60 })
    .map(days => addDays('2026-01-01', days)),
  country: fc.constantFrom('DE', 'us', 'IN'),
  region: fc.constant(null),
  // A user who can log everywhere.
  on_behalf_of: fc.option(fc.constant(people.superAdmin)),
};
