import { MAX_ITEMS_PER_BULK_UPDATE } from '@callboard/plugin-callboard-common';
import { SeedActor } from '@callboard/plugin-callboard-node';
import { Faker } from '@faker-js/faker';
import { chunk, groupBy, map, omit, sortBy, times, uniq } from 'lodash';
import { getCycleName, ProjectCalendar } from '../Calendar';
import { DemoPerson } from '../company/people';
import { drawKey } from '../company/random';
import { composeItem, ItemContent } from './items';
import { DemoProject } from './projects';

/** The fields that a person sets on items, in the form of the API, but with names instead of ids. */
export interface ItemPatch {
  state?: string;
  cycle?: string;
  parent?: string;
  assignees?: string[];
  start_date?: string;
  target_date?: string;
  archived_at?: string;
  is_draft?: true;
}

/** A creation or a change of items, which have names until they have ids. */
export type ItemChange = SeedActor & { patch: ItemPatch } & (
    | { make: string; item: ItemContent }
    | { change: string[] }
  );

/** The context that the generators of a project share. */
export interface ProjectContext {
  project: DemoProject;
  random: Faker;
  calendar: ProjectCalendar;
  team: readonly DemoPerson[];
  /** Draws a person who has joined by a position of the project's calendar. */
  pickPerson(position: number): string;
}

/** A change of one item, or its part of a bulk update. */
interface Step {
  at: number;
  patch: ItemPatch;
  /** Random if missing; bulk updates are the lead's. */
  user_ref?: string;
  isBulk?: true;
}

/** The number of working days after which boards are tidied: older items are archived. */
const TIDY_EVERY = 60;
/** The time of bulk updates, as a fraction of the working day. */
const PLANNING = 0.1;

const OUTCOMES = { draft: 2, untouched: 9, cancelled: 7, done: 82 };

/** Returns the person who plans a project: the longest-serving one. */
export function getLead(team: readonly DemoPerson[]): string {
  return sortBy(team, 'from')[0].ref;
}

/** Plans an item for a cycle: alone and soon, or with others at the start of the cycle. */
function plan(from: number, { random, calendar }: ProjectContext): Step[] {
  const isAlone = random.datatype.boolean(0.25);
  const range = isAlone ? { min: 0.02, max: 0.4 } : { max: 10 };
  const at = from + random.number.float(range);
  if (at >= calendar.length) {
    return [];
  }
  const current = calendar.getCycle(calendar.getDay(at));
  const next = calendar.getPosition(calendar.getCycleStart(current + 1));
  const planFor = (cycle: number) => ({
    patch: { state: 'Todo', cycle: getCycleName(cycle) },
  });
  return isAlone
    ? [{ at, ...planFor(current) }]
    : [{ at: next + PLANNING, ...planFor(current + 1), isBulk: true }];
}

/** Works on a planned item until it is done, and perhaps archived. */
function createWorkSteps(
  planned: number,
  { random, calendar, pickPerson }: ProjectContext,
  { target_date, assignees }: ItemPatch,
): Step[] {
  const drawMomentAfter = (at: number, min: number, max: number) =>
    at + random.number.float({ min, max });
  const begun = drawMomentAfter(planned, 0.05, 9);
  if (begun >= calendar.length) {
    return [];
  }
  const user_ref = assignees?.[0] ?? pickPerson(begun);
  const others = random.datatype.boolean(0.12) ? [pickPerson(begun)] : [];
  const start_date = calendar.getDate(begun);
  const steps: Step[] = [];
  const set = (at: number, state: string, more: ItemPatch = {}) =>
    steps.push({ at, user_ref, patch: { state, ...more } });
  set(begun, 'In Progress', {
    assignees: uniq([user_ref, ...others]),
    ...((!target_date || target_date >= start_date) && { start_date }),
  });
  let at = drawMomentAfter(begun, 0.4, 9);
  if (random.datatype.boolean(0.65)) {
    set(at, 'In Review');
    at = drawMomentAfter(at, 0.2, 5);
  }
  set(at, 'Done');
  if (random.datatype.boolean(0.03)) {
    at = drawMomentAfter(at, 0.5, 5);
    steps.push({ at, patch: { state: 'In Progress' } });
    at = drawMomentAfter(at, 0.5, 3);
    set(at, 'Done');
  }
  if (random.datatype.boolean(0.15)) {
    at = (Math.ceil(at / TIDY_EVERY) + 1) * TIDY_EVERY + PLANNING;
    if (at < calendar.length) {
      const archived_at = calendar.getMoment(at).toISOString();
      steps.push({ at, patch: { archived_at }, isBulk: true });
    }
  }
  return steps;
}

/** Draws an item's initial values and its later changes, ordered by time. */
function drawLife(
  begin: number,
  kind: ItemContent['kind'],
  context: ProjectContext,
): { first: ItemPatch; steps: Step[] } {
  const { random, calendar, pickPerson } = context;
  const outcome = drawKey(random, OUTCOMES);
  if (outcome === 'draft') {
    return { first: { is_draft: true }, steps: [] };
  }
  const isTriaged = random.datatype.boolean(kind === 'bug' ? 0.4 : 0.05);
  const target = begin + random.number.int({ min: 10, max: 30 });
  const hasTarget = random.datatype.boolean(0.15) && target < calendar.length;
  const first: ItemPatch = {
    ...(isTriaged && { state: 'Triage' }),
    ...(hasTarget && { target_date: calendar.getDate(target) }),
    ...(random.datatype.boolean(0.35) && { assignees: [pickPerson(begin)] }),
  };
  const steps: Step[] = [];
  let at = begin;
  const move = (state: string, min: number, max: number) => {
    at += random.number.float({ min, max });
    steps.push({ at, patch: { state } });
  };
  if (isTriaged) {
    move('Backlog', 0.3, 6);
  }
  if (outcome === 'cancelled') {
    move('Cancelled', 1, 40);
  }
  if (outcome === 'done') {
    for (const planned of plan(at, context)) {
      steps.push(planned, ...createWorkSteps(planned.at, context, first));
    }
  }
  return { first, steps };
}

/**
 * Creates the year of a project: everything that people did to the items that
 * they created, in order of time.
 *
 * @param count - the number of items
 */
export function createHistory(
  context: ProjectContext,
  count: number,
): ItemChange[] {
  const { project, random, calendar, team, pickPerson } = context;
  const changes: ItemChange[] = [];
  const bulk: Array<Step & { name: string }> = [];
  const parents: string[] = [];
  const createSeedActor = (at: number, user_ref = pickPerson(at)) => ({
    user_ref,
    at: calendar.getMoment(at),
  });
  // A project starts with items that existed before it.
  const begins = times(count, () =>
    random.number.float({
      max: random.datatype.boolean(0.08) ? 0.9 : calendar.length - 0.01,
    }),
  );
  sortBy(begins).forEach((begin, index) => {
    const name = `${project.name} ${index + 1}`;
    const item = composeItem(random, project.domain);
    const { first, steps } = drawLife(begin, item.kind, context);
    const parent = random.datatype.boolean(parents.length > 0 ? 0.18 : 0)
      ? random.helpers.arrayElement(parents.slice(-6))
      : undefined;
    if (!parent && item.kind === 'feature' && random.datatype.boolean(0.1)) {
      parents.push(name);
    }
    const patch = { ...first, ...(parent && { parent }) };
    changes.push({ ...createSeedActor(begin), make: name, item, patch });
    for (const step of steps.filter(({ at }) => at < calendar.length)) {
      if (step.isBulk) {
        bulk.push({ ...step, name });
      } else {
        const author = createSeedActor(step.at, step.user_ref);
        changes.push({ ...author, change: [name], patch: step.patch });
      }
    }
  });
  const groups = groupBy(bulk, step => JSON.stringify(omit(step, 'name')));
  for (const same of Object.values(groups)) {
    const [{ at, patch }] = same;
    const author = createSeedActor(at, getLead(team));
    for (const change of chunk(map(same, 'name'), MAX_ITEMS_PER_BULK_UPDATE)) {
      changes.push({ ...author, change, patch });
    }
  }
  return sortBy(changes, 'at');
}
