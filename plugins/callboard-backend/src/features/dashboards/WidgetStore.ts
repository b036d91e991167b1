import {
  Widget,
  WidgetConfig,
  WidgetSize,
} from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { insertMany, updateMany } from '../../database/bulk';
import { readInstant, readJson } from '../../database/dialect';
import { ThresholdStore } from './thresholds/ThresholdStore';

/** Where a list of widgets goes on. */
export type WidgetPosition = [sort_order: number, id: string];

/**
 * The table of widgets; deleted ones are invisible here. Those of a deleted
 * dashboard are still there: whoever asks has found the dashboard before.
 */
export class WidgetStore {
  private readonly thresholds = new ThresholdStore();

  /** Those of a dashboard, in order. */
  async listOf(
    knex: Knex,
    dashboard_id: string,
    { after, limit }: { after?: WidgetPosition; limit?: number } = {},
  ): Promise<Widget[]> {
    const query = live(knex)
      .where({ dashboard_id })
      .orderBy(['sort_order', 'id']);
    if (after) {
      query.whereRaw('(sort_order, id) > (?, ?)', after);
    }
    if (limit !== undefined) {
      query.limit(limit);
    }
    return (await query).map(readWidget);
  }

  /** One of a dashboard, if it is there. */
  async find(
    knex: Knex,
    dashboard_id: string,
    id: string,
  ): Promise<Widget | undefined> {
    const row = await live(knex).where({ dashboard_id, id }).first();
    return row && readWidget(row);
  }

  /** One of whichever dashboard, if it is there. */
  async findAnywhere(knex: Knex, id: string): Promise<Widget | undefined> {
    const row = await live(knex).where({ id }).first();
    return row && readWidget(row);
  }

  async insertMany(
    tx: Knex.Transaction,
    widgets: readonly Widget[],
  ): Promise<void> {
    await insertMany(tx, 'dashboard_widgets', widgets.map(toColumns));
    await this.thresholds.note(tx, widgets);
  }

  async updateMany(
    tx: Knex.Transaction,
    widgets: readonly Widget[],
  ): Promise<void> {
    await updateMany(tx, 'dashboard_widgets', widgets.map(toColumns));
    await this.thresholds.note(tx, widgets);
  }

  /** Makes a widget invisible. */
  async softDelete(
    tx: Knex.Transaction,
    id: string,
    now: number,
  ): Promise<void> {
    await tx('dashboard_widgets')
      .where({ id })
      .update({ deleted_at: new Date(now) });
  }
}

function live(knex: Knex): Knex.QueryBuilder {
  return knex('dashboard_widgets').whereNull('deleted_at');
}

function readWidget(row: any): Widget {
  return {
    id: row.id,
    dashboard_id: row.dashboard_id,
    widget_type: row.widget_type,
    title: row.title,
    config: readJson<JsonObject>(row.config) as WidgetConfig,
    sort_order: row.sort_order,
    size: readJson<JsonObject>(row.size) as unknown as WidgetSize,
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}

function toColumns(row: Widget) {
  return {
    ...row,
    config: row.config as JsonObject,
    size: { ...row.size },
    created_at: new Date(row.created_at),
    updated_at: new Date(row.updated_at),
  };
}
