import { z } from 'zod';
import { jiraFields } from '../api/shapes';

/** The ids of the custom fields that Callboard reads. They differ in each instance. */
export interface JiraFields {
  sprint?: string;
  /**
   * Several ids, because team-managed projects of Jira Cloud have a separate field for story
   * points.
   */
  storyPoints: string[];
  /** Data Center's field for the epic of an issue. */
  epicLink?: string;
  startDate?: string;
}

const SPRINT = 'com.pyxis.greenhopper.jira:gh-sprint';
const EPIC_LINK = 'com.pyxis.greenhopper.jira:gh-epic-link';
const TEAM_STORY_POINTS = 'com.pyxis.greenhopper.jira:jsw-story-points';
const START_DATE = 'com.atlassian.jpo:jpo-custom-field-baseline-start';

const STANDARD_FIELDS = [
  'summary',
  'description',
  'project',
  'status',
  'priority',
  'resolution',
  'resolutiondate',
  'labels',
  'assignee',
  'reporter',
  'creator',
  'created',
  'updated',
  'duedate',
  'parent',
  'fixVersions',
  'timeoriginalestimate',
  'security',
  'comment',
  'worklog',
];

/**
 * Finds the custom fields by their custom type. Finds the fields for story points and start dates
 * by name as well, because they can be plain number or date fields.
 */
export function findJiraFields(
  fields: z.output<typeof jiraFields>,
): JiraFields {
  const findIds = (
    matches: (customType: string, name: string, type: string) => boolean,
  ) =>
    fields
      .filter(({ name, schema }) =>
        matches(
          schema?.custom ?? '',
          name.trim().toLowerCase(),
          schema?.type ?? '',
        ),
      )
      .map(field => field.id);
  const [sprint] = findIds(customType => customType === SPRINT);
  const [epicLink] = findIds(customType => customType === EPIC_LINK);
  const [startDate] = findIds(
    (customType, name, type) =>
      customType === START_DATE || (name === 'start date' && type === 'date'),
  );
  const storyPoints = findIds(
    (customType, name, type) =>
      customType === TEAM_STORY_POINTS ||
      (name === 'story points' && type === 'number'),
  );
  return { sprint, epicLink, startDate, storyPoints };
}

/** The value of the parameter `fields` of requests for issues. */
export function listFieldIds(fields: JiraFields): string {
  const { sprint, storyPoints, epicLink, startDate } = fields;
  return [
    ...STANDARD_FIELDS,
    ...storyPoints,
    ...[sprint, epicLink, startDate].filter(id => id !== undefined),
  ].join(',');
}
