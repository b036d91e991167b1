import {
  IngestedWorkItem,
  IngestedWorkItemComment,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { chunk, pick, sortBy, times } from 'lodash';
import { SLUG } from '../DemoYear';
import { createComments } from './comments';
import { composeItem } from './items';
import { ProjectContext, projects } from './projects';

/** The id of the first issue. It has ten digits, like the ids of real issues. */
const FIRST_ID = 2_900_000_000;

/** GitHub users without a catalog User. */
const STRANGERS = ['lampfan42', 'ines-codes', 'brightside-bot', 'kwame-dev'];

type StateGroups = NonNullable<IngestedWorkItem['state_groups']>;

/** The state groups that an item may be in while its issue is open. Items start in the first. */
export const UNRESOLVED_GROUPS: StateGroups = [
  ...(['triage', 'backlog', 'unstarted', 'started'] as const),
];

export interface Issues {
  /** For each issue, one item per state that the issue has had. */
  items: IngestedWorkItem[];
  comments: IngestedWorkItemComment[];
}

/** Creates the issues of a repository in a year, with their comments. */
export function createIssues(context: ProjectContext, count: number): Issues {
  const { project, random, calendar, pickPerson, start } = context;
  const items: IngestedWorkItem[] = [];
  const comments: IngestedWorkItemComment[] = [];
  const creationPositions = times(count, () =>
    random.number.float({ min: start, max: calendar.length - 0.01 }),
  );
  let number = random.number.int({ min: 80, max: 400 });
  for (const createdPosition of sortBy(creationPositions)) {
    // Leaves gaps, because pull requests share the numbers with issues.
    number += random.number.int({ min: 1, max: 4 });
    const id = FIRST_ID + projects.indexOf(project) * 1_000_000 + number;
    const issue = {
      ...pick(
        composeItem(random, project.domain),
        ...(['title', 'description', 'labels'] as const),
      ),
      entity_ref: project.entity_ref,
      external_id: String(id),
      external_url: `https://github.com/lantern/${project.name}/issues/${number}`,
      created_by: random.datatype.boolean(0.7)
        ? pickPerson(createdPosition)
        : null,
      created_at: calendar.getWorkingMoment(createdPosition).toISOString(),
    };
    const assignee = pickPerson(createdPosition);
    let position = createdPosition;
    /** Adds a state up to `maxDays` working days later, unless it would begin today or later. */
    const addState = (maxDays: number, state_groups: StateGroups) => {
      position += random.number.float({ min: maxDays / 20, max: maxDays });
      if (position >= calendar.length) {
        return;
      }
      const [group] = state_groups;
      const isStarted = group === 'started' || group === 'completed';
      const updated_at = calendar.getWorkingMoment(position).toISOString();
      const cycle = calendar.getCycle(calendar.getDay(position));
      items.push({
        ...issue,
        updated_at,
        state_groups,
        cycle: group === 'unstarted' ? `Cycle ${cycle}` : undefined,
        assignees: isStarted ? [assignee] : undefined,
        completed_at: group === 'completed' ? updated_at : null,
      });
    };
    addState(0, UNRESOLVED_GROUPS);
    if (random.datatype.boolean(0.1)) {
      addState(8, ['cancelled']);
    } else {
      addState(8, ['unstarted', 'started']);
      addState(8, ['started']);
      addState(12, ['completed']);
    }
    createComments(context, createdPosition).forEach(
      ({ at, user_ref, body }, index) => {
        const external_id = `${id}${index}`;
        const author = random.datatype.boolean(0.6)
          ? { author_ref: user_ref, author_name: user_ref.split('/')[1] }
          : { author_name: random.helpers.arrayElement(STRANGERS) };
        comments.push({
          external_id,
          work_item_external_id: issue.external_id,
          external_url: `${issue.external_url}#issuecomment-${external_id}`,
          created_at: at.toISOString(),
          updated_at: at.toISOString(),
          body,
          ...author,
        });
      },
    );
  }
  return { items, comments };
}

/**
 * Ingests issues and their comments with the source `github`.
 *
 * @returns the result of each item
 */
export async function ingest(
  services: SeedServices,
  at: Date,
  { items, comments }: Issues,
) {
  const source = 'github';
  const results = [];
  for (const part of chunk(items, MAX_INGESTED_ITEMS)) {
    const input = { source, items: part };
    results.push(...(await services.ingestWorkItems(at, SLUG, input)));
  }
  for (const part of chunk(comments, MAX_INGESTED_ITEMS)) {
    const input = { source, comments: part };
    await services.ingestWorkItemComments(at, SLUG, input);
  }
  return results;
}
