import {
  dashboardTemplates,
  endpoints,
  formatMention,
  Notification,
  NotificationPatch,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { groupBy, map, partition } from 'lodash';
import { Calendar, DAY_MS, WEEK_MS } from '../Calendar';
import {
  ALEX,
  DemoPerson,
  demoPeople,
  GINA,
  MAX,
  MONA,
} from '../company/people';
import { parseTable } from '../company/random';
import { callAs, SLUG } from '../Timeline';

const MINUTE_MS = 60_000;

const [alex, gina, max, mona] = [ALEX, GINA, MAX, MONA].map(formatMention);
const SUPPORT = 'Support has two more customers waiting for this.';

/** Comments on an open item of a demo person: its assignee, the author, hour and text. */
const comments = parseTable(`
  ${MAX}  | ${MONA} | 13.4  | ${gina} this relates to your audit question. ${max} is keeping it up to date.
  ${MAX}  | ${ALEX} | 14.85 | ${SUPPORT}
  ${MAX}  | ${MONA} | 15.6  | > ${SUPPORT} // Then let’s finish it before we start anything else.
  ${MONA} | ${MAX}  | 10.7  | ${mona} do you still need this from us?
  ${MONA} | ${ALEX} | 11.3  | Same question here. If not, I’d archive it.
  ${MONA} | ${MAX}  | 14.1  | Okay, I’ll hold off until I hear from you.
  ${ALEX} | ${MONA} | 9.8   | ${alex} who can test this with real data?
  ${ALEX} | ${MAX}  | 12.2  | I can, on Monday.
  ${ALEX} | ${MONA} | 13.9  | Great. Let us know how it goes.
`);

/**
 * Adds the demo people's unread notifications: they comment on the last working day before today,
 * and an admin posts announcements.
 *
 * @param openProjects - the ids of the projects that everybody has access to
 */
export async function seedNews(
  services: SeedServices,
  calendar: Calendar,
  openProjects: readonly string[],
): Promise<void> {
  const morning = calendar.getRecentMoment(9);
  const callAsAlex = callAs(services, ALEX, morning);
  const conversations = groupBy(comments, 0);
  for (const [assignees, conversation] of Object.entries(conversations)) {
    const query = { assignees, state_group: 'started,unstarted' };
    const list = endpoints.listWorkItemsOfWorkspace;
    const { items } = await callAsAlex(list, {}, undefined, query);
    const item = items.find(
      ({ project_id, created_at }) =>
        openProjects.includes(project_id) && new Date(created_at) < morning,
    );
    const params = { pid: item?.project_id, iid: item?.id };
    if (item && assignees === MAX) {
      const call = callAs(services, GINA, morning);
      await call(endpoints.putWorkItemSubscription, params, { level: 'all' });
    }
    for (const [, author, hour, text] of item ? conversation : []) {
      const at = calendar.getRecentMoment(Number(hour));
      const body = text.replace(' // ', '\n\n');
      const call = callAs(services, author, at);
      await call(endpoints.createWorkItemComment, params, { body });
    }
  }
  const weekAgo = calendar.getRecentMoment(14.35).getTime() - WEEK_MS;
  await services.announce({ user_ref: ALEX, at: new Date(weekAgo) }, SLUG, {
    title: 'Follow what matters to you',
    body: 'Projects and work items now have a Follow button: the bell notifies you about their changes. In the preferences, choose which notifications you get by email and when.',
    target_url: '/notifications/preferences',
    severity: 'normal',
    to: { everyone: true },
  });
  const at = calendar.getRecentMoment(9.15);
  await services.announce({ user_ref: ALEX, at }, SLUG, {
    title: 'No orders in the web shop on Saturday, 06:00 to 08:00',
    body: 'We are migrating the orders database. Customers can browse but not buy. Please do not deploy during that time.',
    severity: 'high',
    to: { everyone: true },
  });
}

/** The owners of a dashboard of each template. */
const dashboards = {
  delivery: MONA,
  team_health: MONA,
  time: ALEX,
  adoption: ALEX,
};

/**
 * Creates a shared dashboard of each template: "delivery" is the workspace's
 * default, "team health" a favourite of its owner.
 */
export async function seedDashboards(
  services: SeedServices,
  calendar: Calendar,
): Promise<void> {
  const first = calendar.getRecentMoment(11.1).getTime();
  for (const [index, [name, owner]] of Object.entries(dashboards).entries()) {
    const at = new Date(first + index * 9 * MINUTE_MS);
    const call = callAs(services, owner, at);
    const { dashboard } = dashboardTemplates.find(each => each.name === name)!;
    const { id } = await call(endpoints.importDashboard, {}, dashboard);
    const is_default = name === 'delivery' || undefined;
    const body = { access: 'shared' as const, is_default };
    await call(endpoints.updateDashboard, { id }, body);
    if (name === 'team_health') {
      await call(endpoints.favourDashboard, { id });
    }
  }
}

/**
 * Creates two webhooks with a week of deliveries to receivers that do not exist: one is paused, the
 * other was deactivated because its receiver is unreachable.
 */
export async function seedWebhooks(
  services: SeedServices,
  calendar: Calendar,
): Promise<void> {
  const first = calendar.getRecentMoment(10.2).getTime() - WEEK_MS;
  const [bot, chat] = [0, 7].map(minutes => ({
    user_ref: ALEX,
    at: new Date(first + minutes * MINUTE_MS),
  }));
  const botInput = {
    name: 'Build bot',
    url: 'https://build-bot.example.com/callboard',
    event_types: ['work_item.create'],
    description:
      'Demo webhook with sample deliveries. Its receiver does not exist, so it is deactivated.',
  };
  const chatInput = {
    name: 'Team chat',
    url: 'https://chat.example.com/hooks/lantern',
    event_types: ['work_item_comment.create'],
    description: 'Demo webhook: the team has moved to another chat.',
  };
  await services.recordWebhook(bot, SLUG, botInput, 'paused');
  await services.recordWebhook(chat, SLUG, chatInput, 'removed');
}

const DAYS_NOTIFIED = 14;
/** Most people have read everything older than this number of days. */
const DAYS_UNREAD = 2;
/** The number of the latest notifications that demo people have not read, and of the oldest archived. */
const UNREAD = 5;
const ARCHIVED = 3;
/** The number of people who open the portal at all. */
const READERS = 100;

/**
 * Creates the notifications of the last two weeks by the ordinary rules. Most people
 * have read the older ones; the demo people have some of the others left.
 */
export async function seedNotifications(
  services: SeedServices,
  people: readonly DemoPerson[],
  calendar: Calendar,
): Promise<void> {
  const now = calendar.now.getTime();
  const recent = new Date(+calendar.getRecentMoment(0) - DAYS_UNREAD * DAY_MS);
  const refs = people.slice(0, READERS).map(({ ref }) => ref);
  const demoRefs = refs.slice(0, demoPeople.length);
  const others = refs.slice(demoPeople.length);
  const mark = (ref: string, all: Notification[], patch: NotificationPatch) =>
    services.markNotifications(ref, map(all, 'id'), patch);
  const markRead = async (ref: string, before: Date) => {
    const items = await services.listNotifications(ref);
    const older = items.filter(each => new Date(each.created_at) < before);
    await mark(ref, older, { is_read: true });
  };

  await services.notifyPeople(new Date(now - DAYS_NOTIFIED * DAY_MS), recent);
  const diligent = others.filter((_, index) => index % 5 < 4);
  for (const ref of [...demoRefs, ...diligent]) {
    await markRead(ref, recent);
  }
  await services.notifyPeople(recent, calendar.now);
  for (const ref of others.filter((_, index) => index % 2 === 0)) {
    await markRead(ref, calendar.now);
  }
  const tomorrow = calendar.getMoment(calendar.days + 1, 9);
  const snoozed_until = tomorrow.toISOString();
  for (const ref of demoRefs) {
    const items = await services.listNotifications(ref);
    const [read, unread] = partition(items, ({ is_read }) => is_read);
    const [important, ordinary] = partition(
      unread,
      ({ count, severity }) => count > 1 || severity === 'high',
    );
    const [oldest, ...rest] = ordinary.reverse();
    // People with one old notification archive it, and have read another one.
    const old = read.length > 1 ? read.slice(1) : read;
    await mark(ref, old.slice(-ARCHIVED), { is_archived: true });
    if (read.length === 1) {
      await mark(ref, important.slice(-1), { is_read: true });
    }
    const left = Math.max(1, UNREAD - important.length);
    await mark(ref, rest.slice(0, -left), { is_read: true });
    await mark(ref, oldest ? [oldest] : [], { snoozed_until });
  }
}
