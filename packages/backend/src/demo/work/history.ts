import { MAX_ITEMS_PER_BULK_UPDATE } from '@callboard/plugin-callboard-common';
import { SeedComment, SeedWorkChange } from '@callboard/plugin-callboard-node';
import { chunk, sortBy, times, uniq } from 'lodash';
import { WEEK_MS } from '../Calendar';
import { drawKey } from '../company/random';
import { createComments } from './comments';
import { composeItem } from './items';
import { ProjectContext } from './projects';

/** The fields that a person sets on items. */
export type ItemPatch = Extract<SeedWorkChange, { change: string[] }>['patch'];

/** The outcomes of items, with their weights. */
const OUTCOME_WEIGHTS = { draft: 2, open: 9, cancelled: 7, done: 82 };

const toDate = (at: number) => new Date(at).toISOString().slice(0, 10);

/**
 * Creates what happens in a project during the year: the changes that create and update its items,
 * sorted by time, and the comments. Both refer to items by name, because items have no ids yet.
 *
 * @param ids - the ids of the states, labels, cycles and modules of the project, by name
 * @param count - the number of items
 */
export function createHistory(
  context: ProjectContext,
  ids: Record<string, string>,
  count: number,
) {
  const { project, random, calendar, lead, pickPerson, start } = context;
  const { boolean } = random.datatype;
  const changes: SeedWorkChange[] = [];
  const comments: SeedComment[] = [];
  /** The names of the items of each cycle. */
  const plans: Record<number, string[]> = {};
  let parent: string | undefined;

  const creationPositions = times(count, () =>
    random.number.float({ min: start, max: calendar.length - 0.01 }),
  );
  sortBy(creationPositions).forEach((createdPosition, index) => {
    const itemName = `${project.name} ${index + 1}`;
    const item = composeItem(random, project.domain);
    const { kind, labels, module, ...content } = item;
    const outcome = drawKey(random, OUTCOME_WEIGHTS);
    const startsInTriage = kind === 'bug' && boolean(0.4);
    const [author, assignee] = [
      pickPerson(createdPosition),
      pickPerson(createdPosition),
    ];
    const input = {
      ...content,
      labels: labels.map(name => ids[name]),
      module_id: module && ids[module],
      is_draft: outcome === 'draft',
      assignees: boolean(0.5) ? [assignee] : [],
      ...(startsInTriage && { state_id: ids.Triage }),
      ...(parent && boolean(0.18) && { parent_id: parent }),
    };
    const at = calendar.getWorkingMoment(createdPosition);
    changes.push({ user_ref: author, at, make: itemName, input });
    const itemComments = createComments(context, createdPosition);
    comments.push(...itemComments.map(each => ({ ...each, on: itemName })));
    // Some features are the parents of items that follow.
    parent = kind === 'feature' && boolean(0.1) ? itemName : parent;

    let position = createdPosition;
    /** Moves `position` on by some working days. Returns whether it is still before today. */
    const wait = (min: number, max: number) => {
      position += random.number.float({ min, max });
      return position < calendar.length;
    };
    /** Changes the item some working days later. Does nothing if that is today or later. */
    const change = (
      workingDays: [min: number, max: number],
      state: string,
      getPatch: (at: Date) => ItemPatch = () => ({}),
    ) => {
      if (wait(...workingDays)) {
        const then = calendar.getWorkingMoment(position);
        const patch = { state_id: ids[state], ...getPatch(then) };
        changes.push({
          user_ref: assignee,
          at: then,
          change: [itemName],
          patch,
        });
      }
    };
    if (startsInTriage && outcome !== 'draft') {
      change([0.3, 6], 'Backlog');
    }
    if (outcome === 'cancelled') {
      change([1, 40], 'Cancelled');
    }
    if (outcome !== 'done' || !wait(0, 8)) {
      return;
    }
    // The lead plans all items of a cycle together, on its first morning.
    const cycle = calendar.getCycle(calendar.getDay(position)) + 1;
    plans[cycle] = [...(plans[cycle] ?? []), itemName];
    position = calendar.getPosition(calendar.getCycleStart(cycle)) + 0.1;
    change([0.05, 9], 'In Progress', then => ({
      assignees: boolean(0.12) ? uniq([assignee, author]) : [assignee],
      start_date: toDate(+then),
      ...(boolean(0.3) && { target_date: toDate(+then + WEEK_MS) }),
    }));
    change([0.4, 9], 'In Review');
    change([0.2, 5], 'Done');
    if (boolean(0.15)) {
      change([5, 40], 'Done', then => ({ archived_at: then.toISOString() }));
    }
  });

  for (const [cycle, itemNames] of Object.entries(plans)) {
    const position = calendar.getPosition(
      calendar.getCycleStart(Number(cycle)),
    );
    if (position < calendar.length) {
      const at = calendar.getWorkingMoment(position + 0.1);
      const patch = { state_id: ids.Todo, cycle_id: ids[`Cycle ${cycle}`] };
      for (const batch of chunk(itemNames, MAX_ITEMS_PER_BULK_UPDATE)) {
        changes.push({ user_ref: lead, at, change: batch, patch });
      }
    }
  }
  return { changes: sortBy(changes, 'at'), comments };
}
