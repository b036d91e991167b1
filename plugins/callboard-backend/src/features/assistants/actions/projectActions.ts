import { endpoints, Project } from '@callboard/plugin-callboard-common';
import { pick } from 'lodash';
import { defineAction } from '../AssistantAction';
import { findProject } from '../findByName';

/** Converts a project for assistants, without its settings. */
const toAssistantProject = (project: Project) => ({
  id: project.id,
  identifier: project.identifier,
  name: project.name,
  entity_ref: project.entity_ref,
  access: project.access,
  is_time_tracking_enabled: project.is_time_tracking_enabled,
  is_archived: project.archived_at !== null,
  role: project.role,
});

export const projectActions = [
  defineAction({
    name: 'list-projects',
    title: 'List projects',
    effect: 'reads',
    description:
      'Lists the projects of a workspace that the user can see, by name: id, identifier (the first part of PAY-42), name, entity_ref (the catalog entity), access (open or secret), is_time_tracking_enabled, is_archived, and role (of the user in the project; null for read-only access).',
    input: ({ workspace, page, search }, z) => ({
      workspace,
      text: search.describe('Part of a name, identifier or entity'),
      is_archived: z
        .boolean()
        .optional()
        .describe(
          'true: only archived projects; false: only active projects. Default: both',
        ),
      ...page,
    }),
    async run(user, { workspace: slug, text, ...query }) {
      const { items, ...paging } = await user.call(endpoints.listProjects, {
        params: { slug },
        query: { ...query, search: text },
      });
      return { items: items.map(toAssistantProject), ...paging };
    },
  }),
  defineAction({
    name: 'get-project',
    feature: 'work',
    title: 'Get a project',
    effect: 'reads',
    description:
      'Returns one project with the values its work items can have: the names of its states (with the group of each: triage, backlog, unstarted, started, completed or cancelled) and of its labels, at most 200 of each. Use it before you set the state or labels of an item.',
    input: ({ workspace, project }) => ({ workspace, project }),
    async run(user, { workspace: slug, project: name }) {
      const project = await findProject(user, slug, name);
      const parts = {
        params: { slug, pid: project.id },
        query: { limit: 200 },
      };
      const states = await user.call(endpoints.listStates, parts);
      const labels = await user.call(endpoints.listLabels, parts);
      return {
        ...toAssistantProject(project),
        states: states.items.map(state => pick(state, ['name', 'group'])),
        labels: labels.items.map(label => label.name),
      };
    },
  }),
];
