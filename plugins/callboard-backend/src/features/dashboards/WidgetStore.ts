import {
  Widget,
  WidgetConfig,
  WidgetSize,
  ExportedWidget,
} from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { insertMany, updateMany } from '../../database/bulk';
import { readInstant, readJson } from '../../database/dialect';
import { createId } from '../../database/ids';
import { ThresholdStore } from './thresholds/ThresholdStore';

/** The cursor position in a list of widgets. */
export type WidgetPosition = [sort_order: number, id: string];

/**
 * The table of widgets; hides deleted ones, but not those of deleted dashboards: callers find the
 * dashboard first.
 */
export class WidgetStore {
  private readonly thresholds = new ThresholdStore();

  /** Lists the widgets of a dashboard in order. */
  async listWidgets(
    knex: Knex,
    dashboard_id: string,
    { after, limit }: { after?: WidgetPosition; limit?: number } = {},
  ): Promise<Widget[]> {
    const query = selectLiveWidgets(knex)
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

  /** Finds a widget of a dashboard. */
  async find(
    knex: Knex,
    dashboard_id: string,
    id: string,
  ): Promise<Widget | undefined> {
    const row = await selectLiveWidgets(knex)
      .where({ dashboard_id, id })
      .first();
    return row && readWidget(row);
  }

  /** Finds a widget of any dashboard. */
  async findAnywhere(knex: Knex, id: string): Promise<Widget | undefined> {
    const row = await selectLiveWidgets(knex).where({ id }).first();
    return row && readWidget(row);
  }

  async insertMany(
    tx: Knex.Transaction,
    widgets: readonly Widget[],
  ): Promise<void> {
    await insertMany(tx, 'dashboard_widgets', widgets.map(toColumns));
    await this.thresholds.register(tx, widgets);
  }

  async updateMany(
    tx: Knex.Transaction,
    widgets: readonly Widget[],
  ): Promise<void> {
    await updateMany(tx, 'dashboard_widgets', widgets.map(toColumns));
    await this.thresholds.register(tx, widgets);
  }

  /** Soft-deletes a widget. */
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

/** The fields of a widget to create. */
export type WidgetInput = ExportedWidget;

/** A new widget on a dashboard. */
export function toWidget(
  dashboard_id: string,
  { widget_type, title, config, sort_order, size }: WidgetInput,
  now: number,
): Widget {
  const instant = new Date(now).toISOString();
  return {
    id: createId(now),
    dashboard_id,
    widget_type,
    title,
    config,
    sort_order,
    size,
    version: 1,
    created_at: instant,
    updated_at: instant,
  };
}

function selectLiveWidgets(knex: Knex): Knex.QueryBuilder {
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
