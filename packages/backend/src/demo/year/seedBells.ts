import { SeedServices } from '@callboard/plugin-callboard-node';
import { demoPeople, userRefOf } from '../demoPeople';
import { DemoWorld } from '../world/DemoWorld';
import { Calendar } from './Calendar';

const DAY_MS = 24 * 60 * 60_000;

/** How many days bells go back. */
const DAYS = 14;

/** How many days before the last working day people have read everything. */
const DAYS_UNREAD = 2;

/** How many of the latest wait to be read. */
const UNREAD = 5;

/** How many of the oldest are put away. */
const ARCHIVED = 3;

/** So many of the others open the portal. */
const READERS = 100;

/** Some of so many, always the same ones. */
const isOften = (some: number, of: number) => (_: string, index: number) =>
  index % of < some;

/**
 * Fills the bells with the last two weeks: everybody is told by the rules, most have
 * read what is some days old, and the demo people have some of the rest left.
 */
export async function seedBells(
  services: SeedServices,
  world: DemoWorld,
  calendar: Calendar,
): Promise<void> {
  const { now } = calendar;
  const from = new Date(now.getTime() - DAYS * DAY_MS);
  const recent = new Date(
    calendar.lastDayAt(0).getTime() - DAYS_UNREAD * DAY_MS,
  );
  const demoRefs = demoPeople.map(userRefOf);
  const others = world.people
    .slice(0, READERS)
    .map(userRefOf)
    .filter(ref => !demoRefs.includes(ref));

  await services.notifyPeople(from, recent);
  for (const ref of [...demoRefs, ...others.filter(isOften(4, 5))]) {
    await readAll(services, ref, recent);
  }
  await services.notifyPeople(recent, now);
  for (const ref of others.filter(isOften(1, 2))) {
    await readAll(services, ref, now);
  }
  for (const ref of demoRefs) {
    await leaveMarks(services, ref, now);
  }
}

async function readAll(
  services: SeedServices,
  ref: string,
  before: Date,
): Promise<void> {
  const items = await services.listNotifications(ref);
  const ids = items
    .filter(({ created_at }) => Date.parse(created_at) < before.getTime())
    .map(({ id }) => id);
  await services.markNotifications(ref, ids, { is_read: true });
}

/** Marks some of a demo person's notifications: read, archived, snoozed until tomorrow. */
async function leaveMarks(
  services: SeedServices,
  ref: string,
  now: Date,
): Promise<void> {
  const items = await services.listNotifications(ref);
  const mark = (
    some: typeof items,
    patch: Parameters<SeedServices['markNotifications']>[2],
  ) =>
    services.markNotifications(
      ref,
      some.map(({ id }) => id),
      patch,
    );
  const read = items.filter(({ is_read }) => is_read);
  const unread = items.filter(({ is_read }) => !is_read);
  const important = unread.filter(
    ({ count, severity }) => count > 1 || severity === 'high',
  );
  const usual = unread.filter(item => !important.includes(item));
  const [putOff, ...rest] = usual.slice().reverse();
  await mark(read.slice(1).slice(-ARCHIVED), { is_archived: true });
  await mark(rest.slice(0, -Math.max(1, UNREAD - important.length)), {
    is_read: true,
  });
  if (putOff) {
    const snoozed_until = new Date(now.getTime() + DAY_MS);
    snoozed_until.setUTCHours(9, 0, 0, 0);
    await mark([putOff], { snoozed_until: snoozed_until.toISOString() });
  }
}
