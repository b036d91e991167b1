import {
  DashboardConfig,
  WidgetConfig,
  WidgetData as Told,
  wishOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Asker } from '../../access/Caller';
import { viewerOf } from '../../core/projects/whereProjectVisible';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { DashboardReader } from './DashboardReader';
import { DashboardRow } from './DashboardRow';
import { AskedFor } from './numbers/questionOf';
import { seesMore } from './numbers/seesMore';
import { AskingWidget, WidgetNumbers } from './numbers/WidgetNumbers';

/** The numbers of saved widgets, within what their dashboards leave. */
export class WidgetData {
  constructor(
    private readonly deps: {
      knex: Knex;
      reader: DashboardReader;
      numbers: WidgetNumbers;
      workspaces: WorkspaceDirectory;
      superAdmins: readonly string[];
    },
  ) {}

  /**
   * What a widget shows to somebody, and whether its owner sees more.
   *
   * @param asked - in place of what the dashboard says, for the asker alone
   * @throws NotFoundError when the caller does not see it
   * @throws InputError when a range has too many days for a chart
   */
  async of(
    asker: Asker,
    path: { id: string; wid: string },
    asked: AskedFor,
  ): Promise<Told> {
    const { reader, numbers } = this.deps;
    const { dashboard, widget } = await reader.widgetOf(asker, path);
    const { config } = dashboard;
    const told = await numbers.answer(
      asker,
      { ...widget, config: withRangeOf(config, widget.config) },
      {
        date_range: asked.date_range,
        tz: asked.tz ?? config.timezone ?? undefined,
        filters: {
          ...config.filters,
          project_ids: config.project_ids,
          department_ids: config.department_ids,
          ...asked.filters,
        },
      },
    );
    return (await this.isPartial(asker, dashboard, widget))
      ? { ...told, is_partial: true }
      : told;
  }

  private async isPartial(
    asker: Asker,
    { owner_ref }: DashboardRow,
    { widget_type, config }: AskingWidget,
  ): Promise<boolean> {
    const { knex, workspaces, superAdmins } = this.deps;
    const { workspace } = asker;
    const wish = wishOf(widget_type, config);
    const viewer = viewerOf(asker);
    if (!wish || owner_ref === viewer.user_ref || viewer.sees_all) {
      return false;
    }
    const owner = await workspaces.findSeen(
      { user_ref: owner_ref, is_super_admin: superAdmins.includes(owner_ref) },
      workspace.slug,
    );
    // Who left sees nothing.
    return (
      owner !== undefined &&
      seesMore(
        knex,
        wish.source,
        {
          workspace_id: workspace.id,
          ids: config.filters?.project_ids?.length
            ? config.filters.project_ids
            : undefined,
        },
        {
          one: { user_ref: owner_ref, sees_all: owner.role === 'admin' },
          than: viewer,
        },
      )
    );
  }
}

/** A widget without a range of its own has that of its dashboard. */
function withRangeOf(
  { date_range }: DashboardConfig,
  config: WidgetConfig,
): WidgetConfig {
  return { ...config, date_range: config.date_range ?? date_range };
}
