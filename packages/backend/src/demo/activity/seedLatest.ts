import {
  dashboardTemplates,
  endpoints,
  formatMention,
  Notification,
  NotificationPatch,
} from '@callboard/plugin-callboard-common';
import { groupBy, map, maxBy, partition, union } from 'lodash';
import { DAY_MS, WEEK_MS } from '../Calendar';
import {
  ALEX_REF,
  demoPeople,
  GINA_REF,
  MAX_REF,
  MONA_REF,
} from '../company/people';
import { parseTable } from '../company/random';
import { DemoYear, SLUG } from '../DemoYear';

const [alexMention, ginaMention, maxMention, monaMention] = [
  ALEX_REF,
  GINA_REF,
  MAX_REF,
  MONA_REF,
].map(formatMention);
const SUPPORT = 'Support has two more customers waiting for this.';

/** Comments on open items of Max, Mona and Alex, on the last working day before today. */
const comments = parseTable(
  ['project', 'assignee', 'author', 'hour', 'text'],
  `
    web-shop         | ${MAX_REF}  | ${MONA_REF} | 13.4  | ${ginaMention} this relates to your audit question. ${maxMention} is keeping it up to date.
    web-shop         | ${MAX_REF}  | ${ALEX_REF} | 14.85 | ${SUPPORT}
    web-shop         | ${MAX_REF}  | ${MONA_REF} | 15.6  | > ${SUPPORT} // Then let’s finish it before we start anything else.
    shop             | ${MONA_REF} | ${MAX_REF}  | 10.7  | ${monaMention} do you still need this from us?
    shop             | ${MONA_REF} | ${ALEX_REF} | 11.3  | Same question here. If not, I’d archive it.
    shop             | ${MONA_REF} | ${MAX_REF}  | 14.1  | Okay, I’ll hold off until I hear from you.
    developer-portal | ${ALEX_REF} | ${MONA_REF} | 9.8   | ${alexMention} who can test this with real data?
    developer-portal | ${ALEX_REF} | ${MAX_REF}  | 12.2  | I can, on Monday.
    developer-portal | ${ALEX_REF} | ${MONA_REF} | 13.9  | Great. Let us know how it goes.
  `,
);

/** Announcements by the admin, each some days before the last working day. */
const announcements = [
  {
    daysAgo: 8,
    title: 'Welcome to Callboard',
    body: 'Projects, work items, time and dashboards are now in the portal. Questions are welcome in the chat room.',
    severity: 'normal',
  },
  {
    daysAgo: 7,
    title: 'Follow what matters to you',
    body: 'Projects and work items now have a Follow button: the bell notifies you about their changes. In the preferences, choose which notifications you get by email and when.',
    target_url: '/notifications/preferences',
    severity: 'normal',
  },
  {
    daysAgo: 0,
    title: 'No orders in the web shop on Saturday, 06:00 to 08:00',
    body: 'We are migrating the orders database. Customers can browse but not buy. Please do not deploy during that time.',
    severity: 'high',
  },
] as const;

/**
 * Assigns three open items to one demo person each, adds recent comments to these items, and makes
 * announcements. Gina follows the item of Max.
 *
 * @param projectIds - by entity name
 */
export async function seedNews(
  year: DemoYear,
  projectIds: ReadonlyMap<string, string>,
): Promise<void> {
  const { calendar, services } = year;
  const morning = calendar.getRecentMoment(9);
  const callAsAlex = year.callAs({ user_ref: ALEX_REF, at: morning });
  for (const conversation of Object.values(groupBy(comments, 'project'))) {
    const [{ project, assignee }] = conversation;
    const pid = projectIds.get(project);
    const endpoint = endpoints.listWorkItemsOfWorkspace;
    const state_group = 'backlog,unstarted,started';
    const query = { project_id: pid, state_group, limit: 200 };
    const { items } = await callAsAlex(endpoint, {}, undefined, query);
    const item = maxBy(
      items.filter(each => new Date(each.updated_at) < morning),
      'updated_at',
    );
    if (!item) {
      continue;
    }
    const { id } = item;
    const assignees = union([assignee], item.assignees);
    await callAsAlex(endpoints.updateWorkItem, { pid, id }, { assignees });
    if (assignee === MAX_REF) {
      const call = year.callAs({ user_ref: GINA_REF, at: morning });
      const follow = endpoints.putWorkItemSubscription;
      await call(follow, { pid, iid: id }, { level: 'all' });
    }
    for (const { author, hour, text } of conversation) {
      const at = calendar.getRecentMoment(Number(hour));
      const body = text.replace(' // ', '\n\n');
      const call = year.callAs({ user_ref: author, at });
      await call(endpoints.createWorkItemComment, { pid, iid: id }, { body });
    }
  }
  for (const { daysAgo, ...announcement } of announcements) {
    const recent = calendar.getRecentMoment(9.15).getTime();
    const at = new Date(recent - daysAgo * DAY_MS);
    const input = { ...announcement, to: { everyone: true as const } };
    await services.announce({ user_ref: ALEX_REF, at }, SLUG, input);
  }
}

/** The owner of each template's dashboard, by the name of the template. */
const OWNERS = {
  delivery: MONA_REF,
  team_health: MONA_REF,
  time: ALEX_REF,
  adoption: ALEX_REF,
};

/**
 * Creates a shared dashboard of each template: "delivery" is the workspace's
 * default, "team health" a favourite of its owner.
 */
export async function seedDashboards(year: DemoYear): Promise<void> {
  for (const [index, [name, user_ref]] of Object.entries(OWNERS).entries()) {
    const at = year.calendar.getRecentMoment(11 + index / 10);
    const call = year.callAs({ user_ref, at });
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
 * other was deactivated as if its receiver had returned 410.
 */
export async function seedWebhooks(year: DemoYear): Promise<void> {
  const { calendar, services } = year;
  const at = new Date(calendar.getRecentMoment(10.2).getTime() - WEEK_MS);
  const admin = { user_ref: ALEX_REF, at };
  const bot = {
    name: 'Build bot',
    url: 'https://build-bot.example.com/callboard',
    event_types: ['work_item.create'],
    description:
      'Demo webhook with sample deliveries. It is deactivated, because its receiver does not exist.',
  };
  await services.recordWebhook(admin, SLUG, bot, 'paused');
  const chat = {
    name: 'Team chat',
    url: 'https://chat.example.com/hooks/lantern',
    event_types: ['work_item_comment.create'],
    description: 'Demo webhook: the team has moved to another chat.',
  };
  await services.recordWebhook(admin, SLUG, chat, 'removed');
}

/** The number of latest days whose events create notifications. */
const DAYS_NOTIFIED = 14;
/** Most people have read everything older than this number of days. */
const DAYS_UNREAD = 2;
/**
 * The number of the latest notifications that demo people have not read. Notifications with several
 * occurrences or high severity also stay unread.
 */
const UNREAD = 5;
/** The number of notifications, the oldest ones, that each demo person has archived. */
const ARCHIVED = 3;
/** The number of people who read notifications. */
const READERS = 100;

/**
 * Creates the notifications of the last two weeks with the normal rules. Most people have read the
 * older ones; the demo people have some unread, one snoozed, and some archived.
 */
export async function seedNotifications(year: DemoYear): Promise<void> {
  const { calendar, services } = year;
  const now = calendar.now.getTime();
  const recent = new Date(+calendar.getRecentMoment(0) - DAYS_UNREAD * DAY_MS);
  const readers = map(year.people.slice(0, READERS), 'ref');
  const mark = (ref: string, all: Notification[], patch: NotificationPatch) =>
    services.markNotifications(ref, map(all, 'id'), patch);
  const markRead = async (ref: string, before: Date) => {
    const items = await services.listNotifications(ref);
    const older = items.filter(each => new Date(each.created_at) < before);
    await mark(ref, older, { is_read: true });
  };

  await services.notifyPeople(new Date(now - DAYS_NOTIFIED * DAY_MS), recent);
  for (const ref of readers.filter((_, index) => index % 5 < 4)) {
    await markRead(ref, recent);
  }
  await services.notifyPeople(recent, calendar.now);
  const [demoRefs, otherRefs] = partition(readers, ref =>
    demoPeople.some(each => each.ref === ref),
  );
  for (const ref of otherRefs.filter((_, index) => index % 2 === 0)) {
    await markRead(ref, calendar.now);
  }
  const tomorrow = calendar.getMoment(calendar.days + 1, 9);
  const snoozed_until = tomorrow.toISOString();
  for (const ref of demoRefs) {
    const items = await services.listNotifications(ref);
    const [read, unread] = partition(items, 'is_read');
    await mark(ref, read.slice(1).slice(-ARCHIVED), { is_archived: true });
    const [oldest, ...remaining] = unread
      .filter(({ count, severity }) => count === 1 && severity !== 'high')
      .reverse();
    await mark(ref, oldest ? [oldest] : [], { snoozed_until });
    await mark(ref, remaining.slice(0, -UNREAD), { is_read: true });
  }
}
