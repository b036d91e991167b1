import { NotFoundError } from '@backstage/errors';
import { Widget, ExportedWidget } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { createId } from '../../database/ids';
import { Table } from '../../database/Table';
import { ThresholdStore } from './thresholds/ThresholdStore';
import { selectPage } from '../../database/paging';

export type WidgetPosition = [sort_order: number, id: string];

/** The table of widgets. Also finds widgets of deleted dashboards: callers check the dashboard. */
export class WidgetStore extends Table<Widget> {
  private readonly thresholds = new ThresholdStore();

  constructor() {
    super('dashboard_widgets', {
      id: 'text',
      dashboard_id: 'text',
      widget_type: 'text',
      title: 'text',
      config: 'json',
      sort_order: 'number',
      size: 'json',
      version: 'number',
      created_at: 'instant',
      updated_at: 'instant',
    });
  }

  /** Lists the widgets of a dashboard by `sort_order`. */
  async listWidgets(
    knex: Knex,
    dashboard_id: string,
    paging: { after?: WidgetPosition; limit?: number } = {},
  ): Promise<Widget[]> {
    const widgets = this.select(knex).where({ dashboard_id });
    const page = selectPage(widgets, ['sort_order', 'id'], paging);
    return (await page).map(this.read);
  }

  /** @throws NotFoundError when the dashboard has no such widget */
  async require(knex: Knex, dashboard_id: string, id: string): Promise<Widget> {
    const widget = await this.find(knex, { id, dashboard_id });
    if (!widget) {
      throw new NotFoundError(`Widget ${id} not found`);
    }
    return widget;
  }

  async insert(tx: Knex.Transaction, widgets: readonly Widget[]) {
    await super.insert(tx, widgets);
    await this.thresholds.register(tx, widgets);
  }

  async updateMany(tx: Knex.Transaction, widgets: readonly Widget[]) {
    await super.updateMany(tx, widgets);
    await this.thresholds.register(tx, widgets);
  }
}

export function toWidget(
  dashboard_id: string,
  { widget_type, title, config, sort_order, size }: ExportedWidget,
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
