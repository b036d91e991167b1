import { ProjectAccess, Timer } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import {
  addRepresentedPerson,
  ResourceChange,
} from '../../../changes/ResourceChange';
import { Table } from '../../../database/Table';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';

/** A person's timed work on an item, with the names of the item and its project. */
export interface TimedWork {
  id: string;
  user_ref: string;
  workspace_id: string;
  workspace_slug: string;
  project_id: string;
  project_name: string;
  /** The identifier of the project, which is the prefix of the identifiers of its items. */
  project_identifier: string;
  project_access: ProjectAccess;
  work_item_id: string;
  identifier: string;
  title: string;
  started_at: string;
  description: string | null;
  is_billable: boolean;
  created_at: string;
}

export interface TimerRow extends TimedWork {
  version: number;
  updated_at: string;
}

/** One day of a stopped timer that could not be logged. */
export interface UnloggedTime extends TimedWork {
  date: string;
  ended_at: string;
  minutes: number;
  /** The reason, as shown to the person. */
  reason: string;
}

/** Selects timers or unlogged times, including those on deleted items. */
function selectTimedWork(
  knex: Knex,
  table: 'timers' | 'unlogged_times',
): Knex.QueryBuilder {
  return knex(table)
    .join('work_items', 'work_items.id', `${table}.work_item_id`)
    .join('projects', 'projects.id', 'work_items.project_id')
    .join('workspaces', 'workspaces.id', `${table}.workspace_id`)
    .select(
      `${table}.*`,
      'work_items.number',
      'work_items.title',
      'work_items.project_id as item_project_id',
      'projects.name as project_name',
      'projects.identifier as project_identifier',
      'projects.access as project_access',
      'workspaces.slug as workspace_slug',
    );
}

const timedWorkColumns = {
  id: 'text',
  user_ref: 'text',
  workspace_id: 'text',
  workspace_slug: 'joined',
  project_id: 'text',
  project_name: 'joined',
  project_identifier: 'joined',
  project_access: 'joined',
  work_item_id: 'text',
  identifier: 'joined',
  title: 'joined',
  started_at: 'instant',
  description: 'text',
  is_billable: 'boolean',
  created_at: 'instant',
} as const;

/** The running timers: at most one per person. */
export const timerTable = new Table<TimerRow>('timers', {
  ...timedWorkColumns,
  version: 'number',
  updated_at: 'instant',
});

export const unloggedTimeTable = new Table<UnloggedTime>('unlogged_times', {
  ...timedWorkColumns,
  date: 'text',
  ended_at: 'instant',
  minutes: 'number',
  reason: 'text',
});

function readTimedWork<Row extends TimedWork>(
  table: Table<Row>,
  row: any,
): Row {
  return {
    ...table.read(row),
    // The item may have moved to another project.
    project_id: row.item_project_id,
    identifier: formatItemIdentifier(row.project_identifier, row.number),
  };
}

/** Finds a person's timer, even on a deleted item. */
export async function findTimer(
  knex: Knex,
  user_ref: string,
): Promise<TimerRow | undefined> {
  const row = await selectTimedWork(knex, 'timers')
    .where('timers.user_ref', user_ref)
    .first();
  return row && readTimedWork(timerTable, row);
}

/** Lists a person's unlogged times between two days, both included, in order. */
export async function listUnloggedTimes(
  knex: Knex,
  user_ref: string,
  { from, to }: { from: string; to: string },
): Promise<UnloggedTime[]> {
  const rows: any[] = await selectTimedWork(knex, 'unlogged_times')
    .where('unlogged_times.user_ref', user_ref)
    .whereBetween('unlogged_times.date', [from, to])
    .orderBy(['unlogged_times.started_at', 'unlogged_times.id']);
  return rows.map(row => readTimedWork(unloggedTimeTable, row));
}

export async function deleteUnloggedTimes(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<void> {
  await tx('unlogged_times')
    .whereRaw(...inListSql(tx, 'id', ids))
    .delete();
}

/** Placeholders for an item that the person no longer has access to. */
const hiddenTexts = {
  identifier: '',
  title: 'A work item you no longer have access to',
  project: 'A project you no longer have access to',
};

/**
 * Builds the API response of a timer for its owner.
 *
 * @param isVisible - whether the owner still has access to the item; if not, the response hides
 *   the names of the item and its project
 */
export function toTimerResponse(row: TimedWork, isVisible: boolean): Timer {
  const { identifier, title, project } = isVisible
    ? { ...row, project: row.project_name }
    : hiddenTexts;
  return {
    work_item: { id: row.work_item_id, identifier, title },
    project: {
      id: row.project_id,
      name: project,
      identifier: isVisible ? row.project_identifier : '',
    },
    workspace_slug: row.workspace_slug,
    started_at: row.started_at,
    description: row.description,
    is_billable: row.is_billable,
  };
}

interface TimerState {
  timer: TimedWork;
  isVisible: boolean;
}

/** Fields that the `changes` of an activity entry omit, because they follow from the item's id. */
const derived = ['work_item', 'project', 'workspace_slug'];

/**
 * The activity entry of an action on a timer.
 *
 * @param metadata - additional fields; `on_behalf_of` is added here
 */
export function toTimerActivity(
  actor: { user_ref: string },
  action: 'start' | 'update' | 'stop' | 'discard',
  { before, after }: { before: TimerState | null; after: TimerState | null },
  metadata?: ResourceChange['metadata'],
): ResourceChange<'timer'> {
  const { timer } = (after ?? before)!;
  const names = [before, after].flatMap(state =>
    state ? [[state.timer.work_item_id, formatTimerLabel(state)] as const] : [],
  );
  return {
    workspace_id: timer.workspace_id,
    visibility: 'people',
    people: [timer.user_ref],
    entity_type: 'timer',
    entity_id: timer.id,
    entity_label: formatTimerLabel((after ?? before)!),
    action,
    before: before && toTimerResource(before),
    after: after && toTimerResource(after),
    derived,
    names: new Map(names),
    metadata: addRepresentedPerson(metadata, actor, timer.user_ref),
  };
}

function formatTimerLabel({ timer, isVisible }: TimerState): string {
  const { identifier, title } = toTimerResponse(timer, isVisible).work_item;
  return `${identifier} ${title}`.trim();
}

/** The response fields plus the ids of the timer and its item. */
function toTimerResource({ timer, isVisible }: TimerState) {
  return {
    id: timer.id,
    work_item_id: timer.work_item_id,
    ...toTimerResponse(timer, isVisible),
  };
}
