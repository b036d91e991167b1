import {
  DEFAULT_WORKSPACE,
  endpoints,
  mentionOf,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Calendar, WEEK_MS } from '../Calendar';
import { callAs } from '../Timeline';
import { ALEX, GINA, MAX, MONA } from '../company/people';

const slug = DEFAULT_WORKSPACE;

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
      const body = { level: 'all' as const };
      await call(endpoints.putWorkItemSubscription, params, body);
    }
    for (const [author, hour, body] of comments) {
      const call = callAs(services, author, calendar.getRecentMoment(hour));
      await call(endpoints.createWorkItemComment, params, { body });
    }
  }
}
