import {
  IngestedWorkItem,
  IngestedWorkItemComment,
} from '@callboard/plugin-callboard-common';
import { getCycleName } from '../Calendar';
import { groupBy } from '../company/random';
import { composeItem, vocabulary } from './items';
import { ProjectContext } from './createHistory';

/** Higher than the ids of real issues. */
const FIRST_ID = 2_900_000_000;

/** The share of issues that have comments. */
const DISCUSSED = 0.08;

/** People on GitHub whom the portal does not know. */
const STRANGERS = ['lampfan42', 'ines-codes', 'brightside-bot', 'kwame-dev'];

/** The state of an issue after a change. */
export interface IssueState {
  /** When it changed: a position of the project's calendar, and the day of the year. */
  at: number;
  day: number;
  state: IngestedWorkItem;
}

/**
 * Creates all states of the issues of a repository in a year, in order of time.
 *
 * @param repository - by its entity, its slug such as `lantern/ledger`, and a number
 */
export function createIssues(
  { project, random, calendar, pickPerson }: ProjectContext,
  count: number,
  {
    entity_ref,
    slug,
    index,
  }: { entity_ref: string; slug: string; index: number },
): IssueState[] {
  const states: IssueState[] = [];
  const begins = Array.from({ length: count }, () =>
    random.number.float({ max: calendar.length - 0.01 }),
  ).sort((a, b) => a - b);
  let number = random.number.int({ min: 80, max: 400 });
  for (const begin of begins) {
    // Pull requests take numbers, too.
    number += random.number.int({ min: 1, max: 4 });
    const content = composeItem(random, project.domain);
    const { title, description, labels } = content;
    const created_at = calendar.getMoment(begin).toISOString();
    let state: IngestedWorkItem = {
      entity_ref,
      external_id: String(FIRST_ID + index * 1_000_000 + number),
      external_url: `https://github.com/${slug}/issues/${number}`,
      updated_at: created_at,
      title,
      description,
      labels,
      state_groups: ['triage', 'backlog', 'unstarted', 'started'],
      assignees: [],
      cycle: null,
      created_by: random.datatype.boolean(0.7) ? pickPerson(begin) : null,
      created_at,
      completed_at: null,
      is_deleted: false,
    };
    const change = (at: number, patch: Partial<IngestedWorkItem>) => {
      const updated_at = calendar.getMoment(at).toISOString();
      state = { ...state, ...patch, updated_at };
      states.push({ at, day: calendar.getDay(at), state });
    };
    const isPast = (at: number) => at < calendar.length;
    change(begin, {});
    const accepted = begin + random.number.float({ min: 0.2, max: 8 });
    const isRefused = random.datatype.boolean(0.1);
    if (isPast(accepted) && isRefused) {
      change(accepted, { state_groups: ['cancelled'] });
    } else if (isPast(accepted)) {
      const cycle = getCycleName(calendar.getCycle(calendar.getDay(accepted)));
      change(accepted, { state_groups: ['unstarted', 'started'], cycle });
      const begun = accepted + random.number.float({ min: 0.3, max: 8 });
      if (random.datatype.boolean(0.9) && isPast(begun)) {
        const assignees = [pickPerson(begun)];
        change(begun, { state_groups: ['started'], assignees });
        const done = begun + random.number.float({ min: 0.5, max: 12 });
        if (isPast(done)) {
          const completed_at = calendar.getMoment(done).toISOString();
          change(done, { state_groups: ['completed'], completed_at });
        }
      }
    }
  }
  return states.sort((a, b) =>
    a.state.updated_at < b.state.updated_at ? -1 : 1,
  );
}

/** Creates comments on issues, each written when its issue changed. */
export function createIssueComments(
  { project, random, pickPerson }: ProjectContext,
  states: readonly IssueState[],
): Array<{ day: number; comment: IngestedWorkItemComment }> {
  const { subjects, conditions } = vocabulary[project.domain];
  const pick = <T>(list: readonly T[]) => random.helpers.arrayElement(list);
  const texts: Array<() => string> = [
    () => `Same here, when ${pick(conditions)}.`,
    () => `Is the ${pick(subjects)} affected as well?`,
    () => 'I cannot reproduce this. Which version is it?',
    () => `Fixed on \`main\`. Please try again when ${pick(conditions)}.`,
  ];
  const issues = groupBy(states, ({ state }) => state.external_id);
  return [...issues].flatMap(([issue, life]) => {
    if (life.length < 2 || !random.datatype.boolean(DISCUSSED)) {
      return [];
    }
    return life.slice(1).map(({ at, day, state }, index) => {
      const { external_url, updated_at } = state;
      const author_ref = pickPerson(at);
      const author = random.datatype.boolean(0.6)
        ? { author_ref, author_name: author_ref.split('/')[1] }
        : { author_name: pick(STRANGERS) };
      const external_id = `${issue}${index}`;
      const comment = {
        external_id,
        work_item_external_id: issue,
        external_url: `${external_url}#issuecomment-${external_id}`,
        updated_at,
        created_at: updated_at,
        body: pick(texts)(),
        ...author,
      };
      return { day, comment };
    });
  });
}
