import {
  dashboardTemplates,
  DashboardTemplateName,
  DEFAULT_WORKSPACE,
  endpoints,
  mentionOf,
  NotificationPatch,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Calendar, DAY_MS, WEEK_MS } from '../Calendar';
import {
  ALEX,
  DemoPerson,
  demoPeople,
  GINA,
  MAX,
  MONA,
} from '../company/people';
import { callAs } from '../Timeline';

const slug = DEFAULT_WORKSPACE;
const MINUTE_MS = 60_000;

/** Comments on an open item of a demo person, on the last working day. */
interface Conversation {
  assignee: string;
  /** Somebody else who follows the item. */
  follower?: string;
  comments: Array<[author: string, hour: number, body: string]>;
}

const [gina, max] = [GINA, MAX].map(mentionOf);
const AUDIT = `${gina} this belongs to what you asked about in the audit. ${max} keeps it up to date.`;
const FINISH = 'Then let us finish it before we begin anything else.';
const SUPPORT = 'Support has two more customers who wait for it.';

const conversations: Conversation[] = [
  {
    assignee: MAX,
    follower: GINA,
    comments: [
      [MONA, 13.4, AUDIT],
      [ALEX, 14.85, SUPPORT],
      [MONA, 15.6, `> ${SUPPORT}\n\n${FINISH}`],
    ],
  },
  {
    assignee: MONA,
    comments: [
      [MAX, 10.7, `${mentionOf(MONA)} do you still need this from us?`],
      [ALEX, 11.3, 'I have asked the same. If not, I would archive it.'],
      [MAX, 14.1, 'Then I wait with it until you say so.'],
    ],
  },
  {
    assignee: ALEX,
    comments: [
      [MONA, 9.8, `${mentionOf(ALEX)} who can test this with real data?`],
      [MAX, 12.2, 'I can, on Monday.'],
      [MONA, 13.9, 'Good. Tell us what comes of it.'],
    ],
  },
];

async function seedConversation(
  services: SeedServices,
  calendar: Calendar,
  openProjects: ReadonlySet<string>,
  { assignee, follower, comments }: Conversation,
): Promise<void> {
  const morning = calendar.getRecentMoment(9);
  const { items } = await services
    .as({ user_ref: ALEX, at: morning })
    .call(endpoints.listWorkItemsOfWorkspace, {
      params: { slug },
      query: { assignees: assignee, state_group: 'started,unstarted' },
    });
  const item = items.find(
    ({ project_id, created_at }) =>
      openProjects.has(project_id) && new Date(created_at) < morning,
  );
  if (item) {
    const params = { pid: item.project_id, iid: item.id };
    if (follower) {
      const call = callAs(services, follower, morning);
      await call(endpoints.putWorkItemSubscription, params, { level: 'all' });
    }
    for (const [author, hour, body] of comments) {
      const call = callAs(services, author, calendar.getRecentMoment(hour));
      await call(endpoints.createWorkItemComment, params, { body });
    }
  }
}

/**
 * Adds what the demo people have not read yet: they comment on the last working day
 * before today, and an admin announces things.
 *
 * @param openProjects - the ids of the projects that everybody has access to
 */
export async function seedNews(
  services: SeedServices,
  calendar: Calendar,
  openProjects: ReadonlySet<string>,
): Promise<void> {
  for (const conversation of conversations) {
    await seedConversation(services, calendar, openProjects, conversation);
  }
  const weekAgo = calendar.getRecentMoment(14.35).getTime() - WEEK_MS;
  await services.announce({ user_ref: ALEX, at: new Date(weekAgo) }, slug, {
    title: 'Follow what matters to you',
    body: 'Projects and work items have a Follow button now: the bell tells you what changes in them. The preferences say what is mailed to you, and when.',
    target_url: '/notifications/preferences',
    severity: 'normal',
    to: { everyone: true },
  });
  const at = calendar.getRecentMoment(9.15);
  await services.announce({ user_ref: ALEX, at }, slug, {
    title: 'On Saturday from 06:00 to 08:00 the web shop takes no orders',
    body: 'We move the database of orders. Customers can look at everything, but not buy. Please do not deploy meanwhile.',
    severity: 'high',
    to: { everyone: true },
  });
}

/** The templates of the dashboards, and their owners. */
const dashboards: Array<[DashboardTemplateName, owner: string]> = [
  ['delivery', MONA],
  ['team_health', MONA],
  ['time', ALEX],
  ['adoption', ALEX],
];

/**
 * Creates a shared dashboard of each template: "delivery" is the workspace's
 * default, "team health" a favourite of its owner.
 */
export async function seedDashboards(
  services: SeedServices,
  calendar: Calendar,
): Promise<void> {
  const first = calendar.getRecentMoment(11.1).getTime();
  for (const [index, [template, owner]] of dashboards.entries()) {
    const at = new Date(first + index * 9 * MINUTE_MS);
    const call = callAs(services, owner, at);
    const { dashboard } = dashboardTemplates.find(
      ({ name }) => name === template,
    )!;
    const { id } = await call(endpoints.importDashboard, {}, dashboard);
    const is_default = template === 'delivery' || undefined;
    const body = { access: 'shared' as const, is_default };
    await call(endpoints.updateDashboard, { id }, body);
    if (template === 'team_health') {
      await call(endpoints.favourDashboard, { id });
    }
  }
}

/**
 * Creates two webhooks with a week of deliveries to receivers that do not exist: one
 * is paused, the other was deactivated because its receiver is gone.
 */
export async function seedWebhooks(
  services: SeedServices,
  calendar: Calendar,
): Promise<void> {
  const first = calendar.getRecentMoment(10.2).getTime() - WEEK_MS;
  const by = (at: number) => ({ user_ref: ALEX, at: new Date(at) });
  const bot = {
    name: 'Build bot',
    url: 'https://build-bot.example.com/callboard',
    event_types: ['work_item.create'],
    description: 'A demonstration: there is no such receiver, so it is paused.',
  };
  const chat = {
    name: 'Team chat',
    url: 'https://chat.example.com/hooks/lantern',
    event_types: ['work_item_comment.create'],
    description: 'A demonstration: the team has moved to another chat.',
  };
  await services.recordWebhook(by(first), slug, bot, 'paused');
  await services.recordWebhook(by(first + 7 * MINUTE_MS), slug, chat, 'gone');
}

/** The number of days for which there are notifications. */
const DAYS = 14;

/** Most people have read everything older than so many days. */
const DAYS_UNREAD = 2;

/** How many of the latest notifications demo people have not read, and of the oldest archived. */
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
  const { now } = calendar;
  const from = new Date(now.getTime() - DAYS * DAY_MS);
  const recent = new Date(
    calendar.getRecentMoment(0).getTime() - DAYS_UNREAD * DAY_MS,
  );
  const demoRefs = demoPeople.map(({ ref }) => ref);
  const others = people.slice(demoRefs.length, READERS).map(({ ref }) => ref);
  const mark = (
    ref: string,
    items: ReadonlyArray<{ id: string }>,
    patch: NotificationPatch,
  ) =>
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
  const snoozed_until = tomorrow.toISOString();
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
    await mark(ref, oldest ? [oldest] : [], { snoozed_until });
  }
}
