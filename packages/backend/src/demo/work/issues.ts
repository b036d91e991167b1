import {
  IngestedWorkItem,
  IngestedWorkItemComment,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { chunk, groupBy, pick, sortBy, times } from 'lodash';
import { getCycleName } from '../Calendar';
import { SLUG } from '../Timeline';
import { composeItem, vocabulary } from './items';
import { ProjectContext, projects } from './projects';

/** Higher than the ids of real issues. */
const FIRST_ID = 2_900_000_000;

const DISCUSSED = 0.08;

/** People on GitHub whom the portal does not know. */
const STRANGERS = ['lampfan42', 'ines-codes', 'brightside-bot', 'kwame-dev'];

/** The state groups of an issue that is not accepted yet. */
export const UNACCEPTED: IngestedWorkItem['state_groups'] = [
  ...(['triage', 'backlog', 'unstarted', 'started'] as const),
];

/** An event from GitHub, on a day of the year. */
export interface Arrival {
  day: number;
  state?: IngestedWorkItem;
  comment?: IngestedWorkItemComment;
}

interface IssueState extends Arrival {
  /** When it changed: a position of the project's calendar. */
  at: number;
  state: IngestedWorkItem;
}

/** Creates all states of the issues of a repository in a year, in order of time. */
export function createIssues(
  { project, random, calendar, pickPerson }: ProjectContext,
  count: number,
): IssueState[] {
  const states: IssueState[] = [];
  const draw = (min: number, max: number) => random.number.float({ min, max });
  const begins = times(count, () => draw(0, calendar.length - 0.01));
  let number = random.number.int({ min: 80, max: 400 });
  for (const begin of sortBy(begins)) {
    // Pull requests take numbers, too.
    number += random.number.int({ min: 1, max: 4 });
    const content = composeItem(random, project.domain);
    const created_at = calendar.getMoment(begin).toISOString();
    const id = FIRST_ID + projects.indexOf(project) * 1_000_000 + number;
    let state: IngestedWorkItem = {
      ...pick(content, 'title', 'description', 'labels'),
      entity_ref: project.entity_ref,
      external_id: String(id),
      external_url: `https://github.com/lantern/${project.name}/issues/${number}`,
      state_groups: UNACCEPTED,
      created_by: random.datatype.boolean(0.7) ? pickPerson(begin) : null,
      created_at,
      updated_at: created_at,
      completed_at: null,
      assignees: [],
      cycle: null,
      is_deleted: false,
    };
    /** Changes the issue, unless it is not time yet. */
    const change = (at: number, patch: Partial<IngestedWorkItem>) => {
      if (at < calendar.length) {
        const updated_at = calendar.getMoment(at).toISOString();
        state = { ...state, ...patch, updated_at };
        states.push({ at, day: calendar.getDay(at), state });
      }
    };
    change(begin, {});
    const accepted = begin + draw(0.2, 8);
    if (random.datatype.boolean(0.1)) {
      change(accepted, { state_groups: ['cancelled'] });
    } else if (accepted < calendar.length) {
      const cycle = getCycleName(calendar.getCycle(calendar.getDay(accepted)));
      change(accepted, { state_groups: ['unstarted', 'started'], cycle });
      const begun = accepted + draw(0.3, 8);
      if (random.datatype.boolean(0.9) && begun < calendar.length) {
        const assignees = [pickPerson(begun)];
        change(begun, { state_groups: ['started'], assignees });
        const done = begun + draw(0.5, 12);
        if (done < calendar.length) {
          const completed_at = calendar.getMoment(done).toISOString();
          change(done, { state_groups: ['completed'], completed_at });
        }
      }
    }
  }
  return sortBy(states, 'state.updated_at');
}

/** Creates comments on issues, each written when its issue changed. */
export function createIssueComments(
  { project, random, pickPerson }: ProjectContext,
  states: readonly IssueState[],
): Arrival[] {
  const { subjects, conditions } = vocabulary[project.domain];
  const { arrayElement: choose } = random.helpers;
  const issues = groupBy(states, ({ state }) => state.external_url);
  return Object.values(issues).flatMap(life => {
    if (life.length < 2 || !random.datatype.boolean(DISCUSSED)) {
      return [];
    }
    return life.slice(1).map(({ at, day, state }, index) => {
      const { external_id: issue, external_url, updated_at } = state;
      const author_ref = pickPerson(at);
      const author = random.datatype.boolean(0.6)
        ? { author_ref, author_name: author_ref.split('/')[1] }
        : { author_name: choose(STRANGERS) };
      const external_id = `${issue}${index}`;
      const comment = {
        external_id,
        work_item_external_id: issue,
        external_url: `${external_url}#issuecomment-${external_id}`,
        created_at: updated_at,
        updated_at,
        body: choose([
          `Same here, when ${choose(conditions)}.`,
          `Is the ${choose(subjects)} affected as well?`,
          'I cannot reproduce this. Which version is it?',
          `Fixed on \`main\`. Please try again when ${choose(conditions)}.`,
        ]),
        ...author,
      };
      return { day, comment };
    });
  });
}

export async function ingest(
  services: SeedServices,
  at: Date,
  items: IngestedWorkItem[],
  comments: IngestedWorkItemComment[],
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
