import {
  CapacityBand,
  capacityBand,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { orderBy } from 'lodash';
import { AssistantUser, defineAction, InputOf } from '../AssistantAction';
import { readPeriodDays, InputFields, PeriodInput } from '../inputFields';
import {
  findDepartment,
  findPerson,
  findProject,
  findWorkItem,
} from '../findByName';
import { toAssistantWorklog } from '../assistantResponses';

/** The maximum number of people, and of departments, in a response. It keeps responses small. */
const MAX_PEOPLE = 200;

const createFilterFields = ({
  workspace,
  person,
  department,
  project,
  days,
}: InputFields) => ({
  workspace,
  project: project.optional(),
  person: person.optional(),
  department: department
    .optional()
    .describe('Only people in this department and its sub-departments'),
  ...days,
});

async function toQuery(
  user: AssistantUser,
  input: InputOf<typeof createFilterFields>,
  defaultPeriod?: PeriodInput['period'],
) {
  const { workspace: slug, project, department } = input;
  const { start, end } = await readPeriodDays(user, input, defaultPeriod);
  return {
    date_from: start,
    date_to: end,
    project_id: project && (await findProject(user, slug, project)).id,
    member_id: input.person && (await findPerson(user, slug, input.person)),
    ...(department && {
      department: await findDepartment(user, slug, department),
      recursive: true,
    }),
  };
}

/** Selects the people or departments in a band, or all of them. The highest ratio comes first. */
function selectBand<Row extends { band: CapacityBand; ratio: number | null }>(
  rows: readonly Row[],
  band: CapacityBand | undefined,
): Row[] {
  const selected = rows.filter(row => !band || row.band === band);
  return orderBy(selected, row => row.ratio ?? 0, 'desc');
}

export const timeReadActions = [
  defineAction({
    name: 'list-worklogs',
    title: 'List logged time',
    effect: 'reads',
    description:
      'Lists the time entries that the user can read, newest day first: worklog_id, item, title, user_ref, user_name, duration_minutes, date, description, is_billable, activity_type, period_status. total is the number of entries on all pages, total_minutes the sum of their minutes. Guests get no entries.',
    input: fields => ({
      ...createFilterFields(fields),
      item: fields.item.optional(),
      ...fields.page,
    }),
    async run(user, { item, limit, cursor, ...input }) {
      const { items, ...page } = await user.call(endpoints.listWorklogs, {
        params: { slug: input.workspace },
        query: {
          ...(await toQuery(user, input)),
          work_item_id:
            item && (await findWorkItem(user, input.workspace, item)).id,
          limit,
          cursor,
        },
      });
      return { items: items.map(toAssistantWorklog), ...page };
    },
  }),
  defineAction({
    name: 'summarize-time',
    title: 'Sum up logged time',
    effect: 'reads',
    description:
      'Sums up the logged time that the user may read, in minutes: total_duration_minutes, by_member, by_issue (work items with their estimate_time in minutes) and by_project, highest first, and by_day, oldest day first. Without a date range, it includes all time and omits by_day.',
    input: createFilterFields,
    async run(user, input) {
      const query = await toQuery(user, input);
      const hasRange =
        query.date_from !== undefined && query.date_to !== undefined;
      return user.call(endpoints.getTimeSummary, {
        params: { slug: input.workspace },
        query: { ...query, include: hasRange ? 'project,day' : 'project' },
      });
    },
  }),
  defineAction({
    name: 'get-capacity',
    title: 'Get capacity',
    effect: 'reads',
    description: `Compares logged with expected time per person, by default for this week. To answer "who is over capacity", pass band: over. Returns people (user_ref, name, expected_minutes, logged_minutes, ratio of logged to expected, band: "under" below 90 %, "over" above 110 %, else "on"), and departments with the same numbers. Both lists begin with the highest ratio and have at most ${MAX_PEOPLE} entries. Includes the user and the people they manage; for admins, everyone.`,
    input: (inputFields, z) => {
      const { project: _, ...fields } = createFilterFields(inputFields);
      return {
        ...fields,
        band: z
          .nativeEnum(capacityBand.enum)
          .optional()
          .describe('Only people who are under, on or over capacity'),
      };
    },
    async run(user, { band, ...input }) {
      const { project_id: _, ...query } = await toQuery(
        user,
        input,
        'this_week',
      );
      const { items, departments } = await user.call(endpoints.getCapacity, {
        params: { slug: input.workspace },
        query,
      });
      const people = selectBand(items, band).map(each => ({
        user_ref: each.member_id,
        name: each.display_name,
        expected_minutes: each.expected_minutes,
        logged_minutes: each.logged_minutes,
        ratio: each.ratio,
        band: each.band,
      }));
      return {
        start: query.date_from,
        end: query.date_to,
        people: people.slice(0, MAX_PEOPLE),
        people_total: people.length,
        people_checked: items.length,
        departments: selectBand(departments, band).slice(0, MAX_PEOPLE),
      };
    },
  }),
  defineAction({
    name: 'get-timer',
    title: 'Get the timer',
    effect: 'reads',
    description:
      'Returns the running timer of the signed-in user: work_item, project, started_at, description, is_billable. timer is null if no timer is running.',
    input: () => ({}),
    run: user => user.call(endpoints.getTimer, {}),
  }),
];
