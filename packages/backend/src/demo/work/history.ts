import {
  MAX_ITEMS_PER_BULK_UPDATE,
  WorkItemBulkUpdate,
} from '@callboard/plugin-callboard-common';
import { SeedActor } from '@callboard/plugin-callboard-node';
import { chunk, groupBy, map, omit, sortBy, times, uniq } from 'lodash';
import { getCycleName } from '../Calendar';
import { drawKey } from '../company/random';
import { composeItem, ItemContent } from './items';
import { ProjectContext } from './projects';

/** The fields that a person sets on items, in the form of the API, but with names instead of ids. */
export type ItemPatch = Omit<WorkItemBulkUpdate['changes'], 'parent_id'> &
  Partial<Record<'state' | 'cycle' | 'parent', string>>;

/** A creation or a change of items, which have names until they have ids. */
export type ItemChange = SeedActor & { patch: ItemPatch } & (
    | { make: string; item: ItemContent }
    | { change: string[] }
  );

/** A change of one item, or its part of a bulk update. */
interface Step {
  at: number;
  patch: ItemPatch;
  /** Random if missing; bulk updates are the lead's. */
  user_ref?: string;
  isBulk?: boolean;
}

/** The number of working days after which boards are tidied: older items are archived. */
const TIDY_EVERY = 60;
/** The time of bulk updates, as a fraction of the working day. */
const PLANNING = 0.1;

const OUTCOMES = { draft: 2, untouched: 9, cancelled: 7, done: 82 };

/** Draws an item's initial values and its later changes, ordered by time. */
function drawLife(
  begin: number,
  kind: ItemContent['kind'],
  { random, calendar, pickPerson }: ProjectContext,
): { first: ItemPatch; steps: Step[] } {
  const { boolean } = random.datatype;
  const outcome = drawKey(random, OUTCOMES);
  if (outcome === 'draft') {
    return { first: { is_draft: true }, steps: [] };
  }
  const isTriaged = boolean(kind === 'bug' ? 0.4 : 0.05);
  const target = begin + random.number.int({ min: 10, max: 30 });
  const hasTarget = boolean(0.15) && target < calendar.length;
  const target_date = hasTarget ? calendar.getDate(target) : undefined;
  const first: ItemPatch = {
    ...(isTriaged && { state: 'Triage' }),
    ...(target_date && { target_date }),
    ...(boolean(0.35) && { assignees: [pickPerson(begin)] }),
  };
  const life = { first, steps: [] as Step[] };
  let at = begin;
  const wait = (min: number, max: number) => {
    at += random.number.float({ min, max });
  };
  const set = (state: string, user_ref?: string, more: ItemPatch = {}) =>
    life.steps.push({ at, user_ref, patch: { state, ...more } });
  if (isTriaged) {
    wait(0.3, 6);
    set('Backlog');
  }
  if (outcome === 'cancelled') {
    wait(1, 40);
    set('Cancelled');
  }
  if (outcome !== 'done') {
    return life;
  }

  // Planned for a cycle: alone and soon, or with others at the start of the next cycle.
  const isBulk = !boolean(0.25);
  wait(isBulk ? 0 : 0.02, isBulk ? 10 : 0.4);
  if (at >= calendar.length) {
    return life;
  }
  const cycle = calendar.getCycle(calendar.getDay(at)) + (isBulk ? 1 : 0);
  if (isBulk) {
    at = calendar.getPosition(calendar.getCycleStart(cycle)) + PLANNING;
  }
  const patch = { state: 'Todo', cycle: getCycleName(cycle) };
  life.steps.push({ at, patch, isBulk });

  // Worked on until it is done, and perhaps archived.
  wait(0.05, 9);
  if (at >= calendar.length) {
    return life;
  }
  const user_ref = first.assignees?.[0] ?? pickPerson(at);
  const others = boolean(0.12) ? [pickPerson(at)] : [];
  const start_date = calendar.getDate(at);
  set('In Progress', user_ref, {
    assignees: uniq([user_ref, ...others]),
    ...((!target_date || target_date >= start_date) && { start_date }),
  });
  wait(0.4, 9);
  if (boolean(0.65)) {
    set('In Review', user_ref);
    wait(0.2, 5);
  }
  set('Done', user_ref);
  if (boolean(0.03)) {
    wait(0.5, 5);
    set('In Progress');
    wait(0.5, 3);
    set('Done', user_ref);
  }
  if (boolean(0.15)) {
    at = (Math.ceil(at / TIDY_EVERY) + 1) * TIDY_EVERY + PLANNING;
    if (at < calendar.length) {
      const archived_at = calendar.getMoment(at).toISOString();
      life.steps.push({ at, patch: { archived_at }, isBulk: true });
    }
  }
  return life;
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
  const { project, random, calendar, lead, pickPerson } = context;
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
    const author = createSeedActor(at, lead);
    for (const change of chunk(map(same, 'name'), MAX_ITEMS_PER_BULK_UPDATE)) {
      changes.push({ ...author, change, patch });
    }
  }
  return sortBy(changes, 'at');
}
