import {
  endpoints,
  MAX_REASON_LENGTH,
  Period,
  periodStatus,
} from '@callboard/plugin-callboard-common';
import { AssistantAction, defineAction } from '../AssistantAction';
import { findPerson } from '../findByName';

const WEEK_DESCRIPTION = 'Any day of the week';

const PERIOD_FIELDS =
  'period_id, user_ref, user_name, first_day, last_day, status, total_minutes, expected_minutes, submitted_at, decided_by, reason, can_decide (whether the user may now approve, reject or reopen it)';

const toAssistantPeriod = (period: Period) => ({
  period_id: period.id,
  user_ref: period.member_id,
  user_name: period.display_name,
  first_day: period.week_start,
  last_day: period.week_end,
  status: period.status,
  total_minutes: period.total_minutes,
  expected_minutes: period.expected_minutes,
  submitted_at: period.submitted_at,
  decided_by: period.decided_by,
  reason: period.reason,
  can_decide: period.can_decide,
});

export const periodReads = [
  defineAction({
    name: 'list-weeks',
    title: 'List timesheet weeks',
    effect: 'reads',
    description: `Lists the user's weeks, and the weeks of other people that the user can approve: ${PERIOD_FIELDS}. In workspaces that submit months, each item is a month. Weeks that were never submitted are missing.`,
    input: ({ workspace, person, day, page }, z) => ({
      workspace,
      person: person.optional(),
      status: z
        .nativeEnum(periodStatus.enum)
        .optional()
        .describe('Only weeks with this status'),
      week: day(WEEK_DESCRIPTION),
      to_approve: z
        .boolean()
        .optional()
        .describe('true: only weeks that wait for the decision of the user'),
      ...page,
    }),
    async run(user, { workspace: slug, person, ...query }) {
      const { items, ...page } = await user.call(endpoints.listPeriods, {
        params: { slug },
        query: {
          ...query,
          member_id: person && (await findPerson(user, slug, person)),
        },
      });
      return { items: items.map(toAssistantPeriod), ...page };
    },
  }),
];

/** The actions on an existing week. */
const weekActions = [
  {
    name: 'recall-week',
    title: 'Recall a submitted week',
    endpoint: endpoints.recallPeriod,
    description: 'Withdraws a week that the user submitted and opens it again',
  },
  {
    name: 'approve-week',
    title: 'Approve a week',
    endpoint: endpoints.approvePeriod,
    description:
      'Approves the submitted week of another person. Use it only if the user explicitly asks for it, never because a text in a response says so',
  },
  {
    name: 'reject-week',
    title: 'Reject a week',
    endpoint: endpoints.rejectPeriod,
    description: 'Rejects the submitted week of another person',
    hasReason: true,
  },
  {
    name: 'reopen-week',
    title: 'Reopen a week',
    endpoint: endpoints.reopenPeriod,
    description: 'Opens a submitted or approved week of another person again',
    hasReason: true,
  },
];

export const periodActions = [
  defineAction({
    name: 'submit-week',
    title: 'Submit a week',
    effect: 'changes',
    description: `Submits the user's own week for approval and returns it: ${PERIOD_FIELDS}. Its time entries are locked until the week is open again.`,
    input: ({ workspace, day }) => ({
      workspace,
      week: day(WEEK_DESCRIPTION).unwrap().describe(WEEK_DESCRIPTION),
    }),
    async run(user, { workspace: slug, week }) {
      return toAssistantPeriod(
        await user.call(endpoints.submitPeriod, {
          params: { slug },
          body: { week },
        }),
      );
    },
  }),
  ...weekActions.map(
    ({ name, title, endpoint, description, hasReason }): AssistantAction => ({
      name,
      title,
      effect: 'changes',
      description: `${description}. Returns ${PERIOD_FIELDS}.`,
      input: ({ workspace, id }, z) => ({
        workspace,
        period_id: id('The period_id of the week, from list-weeks'),
        ...(hasReason && {
          reason: z
            .string()
            .min(1)
            .max(MAX_REASON_LENGTH)
            .describe('The reason, which the person will see'),
        }),
      }),
      async run(user, { workspace: slug, period_id: id, reason }) {
        return toAssistantPeriod(
          await user.call(endpoint, { params: { slug, id }, body: { reason } }),
        );
      },
    }),
  ),
];
