import { Knex } from 'knex';
import { readInstant } from '../../../database/dialect';
import { itemIdentifier } from '../../work/items/readWorkItems';
import { TimerRow } from './TimerRow';

/** The table of running timers: at most one of each person. */
export class TimerStore {
  /** Somebody's timer, also one on something that is deleted. */
  async find(knex: Knex, user_ref: string): Promise<TimerRow | undefined> {
    const row = await knex('timers')
      .join('work_items', 'work_items.id', 'timers.work_item_id')
      .join('projects', 'projects.id', 'timers.project_id')
      .join('workspaces', 'workspaces.id', 'timers.workspace_id')
      .select(
        'timers.*',
        'work_items.number',
        'work_items.title',
        'projects.name as project_name',
        'projects.identifier as project_identifier',
        'projects.access as project_access',
        'workspaces.slug as workspace_slug',
      )
      .where('timers.user_ref', user_ref)
      .first();
    return row && readTimer(row);
  }

  /** Stores a timer of somebody who has none. */
  async insert(tx: Knex.Transaction, row: TimerRow): Promise<void> {
    await tx('timers').insert(toColumns(row));
  }

  /** Overwrites somebody's timer. */
  async update(tx: Knex.Transaction, row: TimerRow): Promise<void> {
    await tx('timers').where({ user_ref: row.user_ref }).update(toColumns(row));
  }

  /** Removes somebody's timer. */
  async delete(tx: Knex.Transaction, user_ref: string): Promise<void> {
    await tx('timers').where({ user_ref }).delete();
  }
}

function readTimer(row: any): TimerRow {
  return {
    id: row.id,
    user_ref: row.user_ref,
    workspace_id: row.workspace_id,
    workspace_slug: row.workspace_slug,
    project_id: row.project_id,
    project_name: row.project_name,
    project_identifier: row.project_identifier,
    project_access: row.project_access,
    work_item_id: row.work_item_id,
    identifier: itemIdentifier(row.project_identifier, row.number),
    title: row.title,
    started_at: readInstant(row.started_at),
    description: row.description,
    is_billable: Boolean(row.is_billable),
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}

function toColumns(row: TimerRow) {
  return {
    id: row.id,
    user_ref: row.user_ref,
    workspace_id: row.workspace_id,
    project_id: row.project_id,
    work_item_id: row.work_item_id,
    started_at: new Date(row.started_at),
    description: row.description,
    is_billable: row.is_billable,
    version: row.version,
    created_at: new Date(row.created_at),
    updated_at: new Date(row.updated_at),
  };
}
