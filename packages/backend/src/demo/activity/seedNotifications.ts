import { NotificationPatch } from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Calendar, DAY_MS } from '../Calendar';
import { DemoPerson, demoPeople } from '../company/people';

/** The number of days for which there are notifications. */
const DAYS = 14;

/** Most people have read everything older than so many days. */
const DAYS_UNREAD = 2;

/** The number of latest notifications that demo people have not read. */
const UNREAD = 5;

/** The number of oldest notifications that demo people have archived. */
const ARCHIVED = 3;

/** The number of people who open the portal at all. */
const READERS = 100;

type Items = Awaited<ReturnType<SeedServices['listNotifications']>>;

/**
 * Creates the notifications of the last two weeks by the ordinary rules. Most people
 * have read the older ones; the demo people have some of the others left.
 */
export async function seedNotifications(
  services: SeedServices,
  people: readonly DemoPerson[],
  calendar: Calendar,
): Promise<void> {
  const { now } = calendar;
  const from = new Date(now.getTime() - DAYS * DAY_MS);
  const recent = new Date(
    calendar.getRecentMoment(0).getTime() - DAYS_UNREAD * DAY_MS,
  );
  const demoRefs = demoPeople.map(({ ref }) => ref);
  const others = people.slice(demoRefs.length, READERS).map(({ ref }) => ref);

  const mark = (ref: string, items: Items, patch: NotificationPatch) =>
    services.markNotifications(
      ref,
      items.map(({ id }) => id),
      patch,
    );
  const markRead = async (ref: string, before: Date) => {
    const items = await services.listNotifications(ref);
    const older = items.filter(each => new Date(each.created_at) < before);
    await mark(ref, older, { is_read: true });
  };

  await services.notifyPeople(from, recent);
  const diligent = others.filter((_, index) => index % 5 < 4);
  for (const ref of [...demoRefs, ...diligent]) {
    await markRead(ref, recent);
  }
  await services.notifyPeople(recent, now);
  for (const ref of others.filter((_, index) => index % 2 === 0)) {
    await markRead(ref, now);
  }
  const tomorrow = new Date(now.getTime() + DAY_MS);
  tomorrow.setUTCHours(9, 0, 0, 0);
  for (const ref of demoRefs) {
    const items = await services.listNotifications(ref);
    const read = items.filter(({ is_read }) => is_read);
    const unread = items.filter(({ is_read }) => !is_read);
    const important = unread.filter(
      ({ count, severity }) => count > 1 || severity === 'high',
    );
    const usual = unread.filter(each => !important.includes(each));
    const [oldest, ...rest] = usual.reverse();
    // Those with one old notification archive it, and have read another one.
    const old = read.length > 1 ? read.slice(1) : read;
    await mark(ref, old.slice(-ARCHIVED), { is_archived: true });
    if (read.length === 1) {
      await mark(ref, important.slice(-1), { is_read: true });
    }
    const left = Math.max(1, UNREAD - important.length);
    await mark(ref, rest.slice(0, -left), { is_read: true });
    if (oldest) {
      const snoozed_until = tomorrow.toISOString();
      await mark(ref, [oldest], { snoozed_until });
    }
  }
}
