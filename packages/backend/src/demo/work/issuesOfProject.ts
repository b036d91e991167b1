import { IngestedWorkItem } from '@callboard/plugin-callboard-common';
import { composeItem } from './composeItem';
import { DemoProject } from './DemoProject';
import { Storyteller } from './Storyteller';

/** No issue that GitHub gives out today has a lower id. */
const FIRST_ID = 2_900_000_000;

/** A state of an issue, and the day of the calendar it was reached on. */
export interface IssueState {
  day: number;
  state: IngestedWorkItem;
}

/** Where issues come from. */
export interface Repository {
  entity_ref: string;
  /** Owner and name, as in the address of its issues. */
  slug: string;
  /** Which of all repositories it is. */
  index: number;
}

/**
 * All states of the issues of a repository in a year, in order of time: each
 * tells everything that GitHub knows of its issue then.
 */
export function issuesOfProject(
  { domain, github = 0 }: DemoProject,
  count: number,
  repository: Repository,
  teller: Storyteller,
): IssueState[] {
  if (github === 0) {
    return [];
  }
  const { chance, clock, crew, cycles, days } = teller;
  const states: IssueState[] = [];
  const begins = Array.from({ length: count }, () =>
    chance.number.float({ max: clock.length - 0.01 }),
  ).sort((a, b) => a - b);
  let number = chance.number.int({ min: 80, max: 400 });
  for (const begin of begins) {
    // Pull requests have numbers too.
    number += chance.number.int({ min: 1, max: 4 });
    const { title, description, labels } = composeItem(chance, domain);
    const person = (at: number) => crew.pick(chance, clock.dayOf(at) / days);
    const created = clock.momentOf(begin).toISOString();
    let state: IngestedWorkItem = {
      entity_ref: repository.entity_ref,
      external_id: String(FIRST_ID + repository.index * 1_000_000 + number),
      external_url: `https://github.com/${repository.slug}/issues/${number}`,
      updated_at: created,
      title,
      description,
      labels,
      state_groups: ['triage', 'backlog', 'unstarted', 'started'],
      assignees: [],
      cycle: null,
      created_by: chance.datatype.boolean(0.7) ? person(begin) : null,
      created_at: created,
      completed_at: null,
      is_deleted: false,
    };
    const reach = (at: number, change: Partial<IngestedWorkItem>) => {
      if (at < clock.length) {
        const updated_at = clock.momentOf(at).toISOString();
        state = { ...state, ...change, updated_at };
        states.push({ day: clock.dayOf(at), state });
      }
    };
    reach(begin, {});
    const accepted = begin + chance.number.float({ min: 0.2, max: 8 });
    if (chance.datatype.boolean(0.1)) {
      reach(accepted, { state_groups: ['cancelled'] });
    } else if (accepted < clock.length) {
      const cycle = cycles.nameOf(cycles.indexOf(clock.dayOf(accepted)));
      reach(accepted, { state_groups: ['unstarted', 'started'], cycle });
      const begun = accepted + chance.number.float({ min: 0.3, max: 8 });
      if (chance.datatype.boolean(0.9) && begun < clock.length) {
        reach(begun, { state_groups: ['started'], assignees: [person(begun)] });
        const done = begun + chance.number.float({ min: 0.5, max: 12 });
        const state_groups = ['completed' as const];
        const completed_at =
          done < clock.length ? clock.momentOf(done).toISOString() : null;
        reach(done, { state_groups, completed_at });
      }
    }
  }
  return states.sort((a, b) =>
    a.state.updated_at < b.state.updated_at ? -1 : 1,
  );
}
