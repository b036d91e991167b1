import {
  endpoints,
  NONE,
  priority as priorities,
  stateGroup,
} from '@callboard/plugin-callboard-common';
import { defineAction } from '../AssistantAction';
import { findPerson, findProject, findWorkItem } from '../findByName';
import { toAssistantWorkItems } from '../assistantResponses';

const MAX_COMMENTS = 50;

const ITEM_FIELDS =
  'identifier, title, project, state, state_group, priority, assignees (User references), labels, estimate_points, estimate_minutes, start_date, target_date, created_by, created_at, updated_at, completed_at, is_draft, is_archived, source, url';

export const workReads = [
  defineAction({
    name: 'list-work-items',
    title: 'List work items',
    effect: 'reads',
    description: `Lists the work items in a workspace or project that the user can see and that match all filters. Returns items (${ITEM_FIELDS}) and total. Excludes archived items and drafts by default. For the description and comments use get-work-item.`,
    input: ({ workspace, project, person, day, page, search }, z) => ({
      workspace,
      project: project.optional(),
      text: search.describe('Part of a title, or an identifier'),
      assignee: person
        .optional()
        .describe(
          'Only items assigned to this person: "me", a User reference, or a name. "none": only items without assignees',
        ),
      state_groups: z
        .array(z.nativeEnum(stateGroup.enum))
        .min(1)
        .optional()
        .describe(
          'Only items in a state of one of these groups. Open items are in the groups triage, backlog, unstarted and started',
        ),
      priorities: z
        .array(z.nativeEnum(priorities.enum))
        .min(1)
        .optional()
        .describe('Only items with one of these priorities'),
      target_date_from: day('Due on this day or later'),
      target_date_to: day('Due on this day or earlier'),
      created_at_from: day('Created on this day or later'),
      created_at_to: day('Created on this day or earlier'),
      updated_at_from: day('Last changed on this day or later'),
      updated_at_to: day('Last changed on this day or earlier'),
      completed_at_from: day('Completed on this day or later'),
      completed_at_to: day('Completed on this day or earlier'),
      is_archived: z.boolean().optional().describe('true: only archived items'),
      is_draft: z.boolean().optional().describe('true: only drafts'),
      order_by: z
        .enum([
          '-created_at',
          '-updated_at',
          'target_date',
          '-completed_at',
          'priority',
        ])
        .default('-created_at')
        .describe('The sort order; a leading - means newest first'),
      ...page,
    }),
    async run(
      user,
      {
        workspace: slug,
        project,
        text,
        assignee,
        state_groups,
        priorities: requestedPriorities,
        ...query
      },
    ) {
      const { items, ...paging } = await user.call(
        endpoints.listWorkItemsOfWorkspace,
        {
          params: { slug },
          query: {
            ...query,
            project_id: project && (await findProject(user, slug, project)).id,
            search: text,
            state_group: state_groups?.join(','),
            priority: requestedPriorities?.join(','),
            assignees:
              assignee === undefined || assignee === NONE
                ? assignee
                : await findPerson(user, slug, assignee, {
                    field: 'assignee',
                  }),
          },
        },
      );
      return {
        items: await toAssistantWorkItems(user, items),
        ...paging,
      };
    },
  }),
  defineAction({
    name: 'get-work-item',
    title: 'Get a work item',
    effect: 'reads',
    description: `Returns one work item: ${ITEM_FIELDS}, its description (Markdown), and its comments, newest first, at most ${MAX_COMMENTS}, with comments_total.`,
    input: ({ workspace, item }) => ({ workspace, item }),
    async run(user, { workspace: slug, item: identifier }) {
      const item = await findWorkItem(user, slug, identifier);
      const comments = await user.call(endpoints.listWorkItemComments, {
        params: { slug, pid: item.project_id, iid: item.id },
        query: { order_by: '-created_at', limit: MAX_COMMENTS },
      });
      const [response] = await toAssistantWorkItems(user, [item]);
      return {
        ...response,
        description: item.description,
        comments: comments.items.map(comment => ({
          comment_id: comment.id,
          author_ref: comment.author_ref,
          author_name: comment.author_name,
          created_at: comment.created_at,
          body: comment.body,
        })),
        comments_total: comments.total,
      };
    },
  }),
];
