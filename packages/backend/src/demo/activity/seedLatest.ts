import {
  dashboardTemplates,
  DEFAULT_WORKSPACE,
  endpoints,
  formatMention,
  NotificationPatch,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { groupBy, partition } from 'lodash';
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
import { callAs } from '../Timeline';

const slug = DEFAULT_WORKSPACE;
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
  const api = services.getClient({ user_ref: ALEX, at: morning });
  const conversations = groupBy(comments, ([assignee]) => assignee);
  for (const [assignees, conversation] of Object.entries(conversations)) {
    const { items } = await api.call(endpoints.listWorkItemsOfWorkspace, {
      params: { slug },
      query: { assignees, state_group: 'started,unstarted' },
    });
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
  await services.announce({ user_ref: ALEX, at: new Date(weekAgo) }, slug, {
    title: 'Follow what matters to you',
    body: 'Projects and work items now have a Follow button: the bell notifies you about their changes. In the preferences, choose which notifications you get by email and when.',
    target_url: '/notifications/preferences',
    severity: 'normal',
    to: { everyone: true },
  });
  const at = calendar.getRecentMoment(9.15);
  await services.announce({ user_ref: ALEX, at }, slug, {
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
    const template = dashboardTemplates.find(each => each.name === name)!;
    const { id } = await call(
      endpoints.importDashboard,
      {},
      template.dashboard,
    );
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
  const createSeedActor = (at: number) => ({
    user_ref: ALEX,
    at: new Date(at),
  });
  const bot = {
    name: 'Build bot',
    url: 'https://build-bot.example.com/callboard',
    event_types: ['work_item.create'],
    description:
      'Demo webhook with sample deliveries. Its receiver does not exist, so it is deactivated.',
  };
  const chat = {
    name: 'Team chat',
    url: 'https://chat.example.com/hooks/lantern',
    event_types: ['work_item_comment.create'],
    description: 'Demo webhook: the team has moved to another chat.',
  };
  await services.recordWebhook(createSeedActor(first), slug, bot, 'paused');
  await services.recordWebhook(
    createSeedActor(first + 7 * MINUTE_MS),
    slug,
    chat,
    'removed',
  );
}

/** The number of days with notifications. */
const DAYS = 14;

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
  const recent = new Date(
    calendar.getRecentMoment(0).getTime() - DAYS_UNREAD * DAY_MS,
  );
  const refs = people.slice(0, READERS).map(({ ref }) => ref);
  const demoRefs = refs.slice(0, demoPeople.length);
  const others = refs.slice(demoPeople.length);
  const patchNotifications = (
    ref: string,
    items: ReadonlyArray<{ id: string }>,
    patch: NotificationPatch,
  ) => {
    const ids = items.map(({ id }) => id);
    return services.markNotifications(ref, ids, patch);
  };
  const markRead = async (ref: string, before: Date) => {
    const items = await services.listNotifications(ref);
    const older = items.filter(each => new Date(each.created_at) < before);
    await patchNotifications(ref, older, { is_read: true });
  };

  await services.notifyPeople(new Date(now - DAYS * DAY_MS), recent);
  const diligent = others.filter((_, index) => index % 5 < 4);
  for (const ref of [...demoRefs, ...diligent]) {
    await markRead(ref, recent);
  }
  await services.notifyPeople(recent, calendar.now);
  for (const ref of others.filter((_, index) => index % 2 === 0)) {
    await markRead(ref, calendar.now);
  }
  const snoozed_until = new Date(
    new Date(now + DAY_MS).setUTCHours(9, 0, 0, 0),
  ).toISOString();
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
    await patchNotifications(ref, old.slice(-ARCHIVED), { is_archived: true });
    if (read.length === 1) {
      await patchNotifications(ref, important.slice(-1), { is_read: true });
    }
    const left = Math.max(1, UNREAD - important.length);
    await patchNotifications(ref, rest.slice(0, -left), { is_read: true });
    await patchNotifications(ref, oldest ? [oldest] : [], { snoozed_until });
  }
}
