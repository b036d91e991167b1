import { InputError, NotAllowedError } from '@backstage/errors';
import { endpoints, isPseudonym } from '@callboard/plugin-callboard-common';
import { mapValues } from 'lodash';
import { AssistantUser, defineAction, InputOf, Zod } from '../AssistantAction';
import { InputFields, readPeriodDays } from '../inputFields';
import { findPerson, findProject, findWorkItem } from '../findByName';
import { toAssistantActivity } from '../assistantResponses';

/** The maximum number of entries in each list of a summary. */
const MAX_GROUPS = 50;

const createFilterFields = (
  { workspace, project, item, person, search, days }: InputFields,
  z: Zod,
) => ({
  workspace,
  project: project
    .optional()
    .describe(
      'Only activity of this project, its catalog entity and its work items: identifier, name or id of the project',
    ),
  entity: z
    .string()
    .max(255)
    .optional()
    .describe(
      'Only activity of this catalog entity, such as component:default/payments. Pass either entity or project',
    ),
  item: item
    .optional()
    .describe('Only activity of this work item, such as PAY-42'),
  person: person
    .optional()
    .describe(
      'Only activity of this person: "me", a User reference, or the name of a person in the staff directory',
    ),
  action: z
    .string()
    .max(64)
    .optional()
    .describe('Only this action: create, update, delete, transfer, …'),
  text: search.describe(
    'Only rows that contain this text, 2 characters or more',
  ),
  include_views: z
    .boolean()
    .default(false)
    .describe('Whether to include page views'),
  ...days,
});

/** Converts filters to a query of the activity log. Names and identifiers become ids. */
async function toQuery(
  user: AssistantUser,
  input: InputOf<typeof createFilterFields>,
) {
  const { workspace, project, entity, item } = input;
  if (project !== undefined && entity !== undefined) {
    throw new InputError('entity: pass either entity or project, not both');
  }
  const about = project
    ? (await findProject(user, workspace, project)).entity_ref
    : entity;
  const user_id =
    input.person && (await findPerson(user, workspace, input.person));
  await requireAccessToNames(user, { person: user_id, entity: about });
  const { start, end } = await readPeriodDays(user, input);
  return {
    workspace,
    start,
    end,
    about,
    entity_id: item && (await findWorkItem(user, workspace, item)).id,
    user_id,
    action: input.action,
    q: input.text,
    views: input.include_views,
  };
}

/**
 * Rejects filters that name another person if names are hidden from the user. Otherwise, the log
 * would return no rows, as if that person had no activity.
 */
async function requireAccessToNames(
  user: AssistantUser,
  input: { person?: string; entity?: string },
): Promise<void> {
  for (const [field, value = ''] of Object.entries(input)) {
    const ref = value.toLowerCase();
    const isNamed =
      ref.startsWith('user:') && !isPseudonym(ref) && ref !== user.user_ref;
    if (isNamed && !(await user.canSeeNames())) {
      throw new NotAllowedError(
        `${field}: the signed-in user cannot see names. Use a user_ref from a result of list-activity`,
      );
    }
  }
}

export const activityReads = [
  defineAction({
    name: 'list-activity',
    title: 'List activity',
    effect: 'reads',
    description:
      'Lists the activity that the user can see, newest first, with actor, action, time and entity: "what changed on payments last week" is project: payments, period: last_week. Returns activities (at, user_ref, user_name, action, entity_type, entity_id, entity_label, changes with field, old_value and new_value, names of the ids in changes, batch_id of bulk changes, source: assistant if an assistant made the change) and total. Texts longer than 500 characters are cut. For counts use summarize-activity.',
    input: (fields, z) => ({
      ...createFilterFields(fields, z),
      ...fields.page,
    }),
    async run(user, { limit, cursor, ...input }) {
      const query = await toQuery(user, input);
      const { activities, total, total_at_least, next_cursor } =
        await user.call(endpoints.listWorkspaceActivity, {
          query: { ...query, limit, cursor },
        });
      return {
        start: query.start,
        end: query.end,
        activities: activities.map(toAssistantActivity),
        total,
        total_at_least,
        next_cursor,
      };
    },
  }),
  defineAction({
    name: 'summarize-activity',
    title: 'Count activity',
    effect: 'reads',
    description: `Counts what list-activity lists with the same filters: total, by_user, by_action and by_entity_type, highest count first, and by_day, oldest day first. Each list contains at most ${MAX_GROUPS} entries; the field more contains the number of omitted people, actions, types and earlier days. Use it first when you expect much activity.`,
    input: createFilterFields,
    async run(user, input) {
      const query = await toQuery(user, input);
      const { total, ...groups } = await user.call(
        endpoints.summarizeWorkspaceActivity,
        { query },
      );
      // Days are in order; all other groups begin with the highest count.
      const { by_user, by_action, by_entity_type, by_day } = groups;
      const firstGroups = { by_user, by_action, by_entity_type };
      return {
        start: query.start,
        end: query.end,
        total,
        ...mapValues(firstGroups, list => list.slice(0, MAX_GROUPS)),
        by_day: by_day.slice(-MAX_GROUPS),
        more: mapValues({ ...firstGroups, by_day }, list =>
          Math.max(0, list.length - MAX_GROUPS),
        ),
      };
    },
  }),
];
