import {
  DashboardConfig,
  DayRange,
  NumberWish,
  Widget,
  WidgetConfig,
  WidgetData as Told,
  WidgetPreview,
  WidgetRowsPage,
  WidgetType,
  wishOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { pick } from 'lodash';
import { Asker, Onlooker } from '../../access/Caller';
import { isKnownSuperAdmin } from '../../access/isKnownSuperAdmin';
import { Clock } from '../../clock';
import { viewerOf } from '../../core/projects/whereProjectVisible';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { DashboardReader } from './DashboardReader';
import { DashboardRow } from './DashboardRow';
import { askedQuestion } from './numbers/askedQuestion';
import { daysAsked } from './numbers/daysAsked';
import { namesUnseen } from './numbers/namesUnseen';
import { numberViewerOf } from './numbers/numberViewerOf';
import { AskedFor, filtersOf } from './numbers/questionOf';
import { seesMore } from './numbers/seesMore';
import { AskingWidget, WidgetNumbers } from './numbers/WidgetNumbers';
import { RowsWanted, WidgetRows } from './numbers/WidgetRows';

/** What is counted by the types of widgets that do not let people choose it. */
const ofTabs = {
  project_stats: [{ source: 'work_items', metric: 'count' }],
  analytics_overview: [
    { source: 'work_items', metric: 'count' },
    { source: 'time', metric: 'logged_minutes' },
  ],
  text: [],
} as const satisfies Partial<
  Record<WidgetType, readonly Pick<NumberWish, 'source' | 'metric'>[]>
>;

/** What a widget shows, and what that is about. */
export interface ToldWidget {
  dashboard: DashboardRow;
  widget: Widget;
  /** Of its days; an IANA name. */
  zone: string;
  /** Undefined for all times. */
  range: DayRange | undefined;
  data: Told;
}

/** The numbers of widgets, within what their dashboards leave. */
export class WidgetData {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      reader: DashboardReader;
      numbers: WidgetNumbers;
      rows: WidgetRows;
      workspaces: WorkspaceDirectory;
      superAdmins: readonly string[];
    },
  ) {}

  /**
   * What a widget shows to somebody, and whether there is more that they do not see.
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
    const found = await this.deps.reader.widgetOf(asker, path);
    return (await this.tell(asker, found, asked)).data;
  }

  /**
   * The same of a widget that was found, with what it is about.
   *
   * @throws InputError when a range has too many days for a chart
   */
  async tell(
    asker: Onlooker,
    { dashboard, widget }: { dashboard: DashboardRow; widget: Widget },
    asked: AskedFor,
  ): Promise<ToldWidget> {
    const { knex, numbers, clock } = this.deps;
    const { asking, wanted } = narrowed(dashboard, widget, asked);
    const { config } = asking;
    const days = { wanted, now: clock.now() };
    const wish = wishOf(widget.widget_type, config);
    const { zone, range } = wish
      ? await askedQuestion(knex, asker, { wish, config }, days)
      : daysAsked(asker.workspace, config, days);
    const told = await numbers.answer(asker, asking, wanted);
    const isPartial = await this.isPartial(asker, dashboard, asking, wanted);
    const data = isPartial ? { ...told, is_partial: true as const } : told;
    return { dashboard, widget, zone, range, data };
  }

  /**
   * Only the numbers that a widget shows to somebody, for a widget that has been found
   * already.
   *
   * @throws InputError when a range has too many days for a chart
   */
  async count(
    asker: Onlooker,
    { dashboard, widget }: { dashboard: DashboardRow; widget: Widget },
  ): Promise<Told> {
    const { asking, wanted } = narrowed(dashboard, widget, {});
    return this.deps.numbers.answer(asker, asking, wanted, { spark: false });
  }

  /**
   * What somebody would see in a widget if it were saved.
   *
   * @throws NotFoundError when the caller does not see the dashboard it will be on
   * @throws InputError when a range has too many days for a chart
   */
  async preview(
    asker: Asker,
    { dashboard_id, ...widget }: WidgetPreview,
    asked: AskedFor,
  ): Promise<Told> {
    const { reader, numbers } = this.deps;
    if (!dashboard_id) {
      return numbers.answer(asker, widget, asked);
    }
    const dashboard = await reader.require(asker, dashboard_id);
    const { asking, wanted } = narrowed(dashboard, widget, asked);
    return numbers.answer(asker, asking, wanted);
  }

  /**
   * A page of what is behind a bar of a widget, a group of it, or the whole.
   *
   * @throws NotFoundError when the caller does not see it, or it counts nothing
   * @throws InputError when it has no such bar or group
   */
  async rows(
    asker: Asker,
    path: { id: string; wid: string },
    asked: AskedFor,
    rows: RowsWanted,
  ): Promise<WidgetRowsPage> {
    const { dashboard, widget } = await this.deps.reader.widgetOf(asker, path);
    const { asking, wanted } = narrowed(dashboard, widget, asked);
    return this.deps.rows.list(asker, asking, wanted, rows);
  }

  private async isPartial(
    asker: Onlooker,
    { owner_ref }: DashboardRow,
    { widget_type, config }: AskingWidget,
    wanted: AskedFor,
  ): Promise<boolean> {
    const { knex, workspaces, superAdmins } = this.deps;
    const { workspace } = asker;
    const questions = countedBy({ widget_type, config }).map(
      ({ source, metric }) => ({
        workspace_id: workspace.id,
        source,
        metric,
        filters: filtersOf(source, config.filters, ...(wanted.filters ?? [])),
      }),
    );
    const viewer = viewerOf(asker);
    for (const question of questions) {
      if (await namesUnseen(knex, question, viewer)) {
        return true;
      }
    }
    const isOwner = viewer.user_ref === owner_ref;
    if (questions.length === 0 || viewer.sees_all || isOwner) {
      return false;
    }
    const is_super_admin = await isKnownSuperAdmin(
      knex,
      superAdmins,
      owner_ref,
    );
    const owner = await workspaces.findSeen(
      { user_ref: owner_ref, is_super_admin },
      workspace.slug,
    );
    if (!owner) {
      // Those who have left see nothing.
      return false;
    }
    const one = numberViewerOf({ ...owner, caller: { user_ref: owner_ref } });
    const than = numberViewerOf(asker);
    for (const question of questions) {
      if (await seesMore(knex, question, { one, than })) {
        return true;
      }
    }
    return false;
  }
}

/** What a widget counts, as far as it decides who sees how much of it. */
function countedBy({
  widget_type,
  config,
}: AskingWidget): readonly Pick<NumberWish, 'source' | 'metric'>[] {
  const wish = wishOf(widget_type, config);
  return wish ? [wish] : ofTabs[widget_type as keyof typeof ofTabs];
}

/**
 * A widget within its dashboard, and what that leaves of it. What is asked replaces what
 * the dashboard says of the same.
 */
function narrowed(
  { config }: DashboardRow,
  widget: AskingWidget,
  asked: AskedFor,
): { asking: AskingWidget; wanted: AskedFor } {
  return {
    asking: { ...widget, config: withRangeOf(config, widget.config) },
    wanted: {
      date_range: asked.date_range,
      tz: asked.tz ?? config.timezone ?? undefined,
      max_age_ms: asked.max_age_ms,
      filters: [
        config.filters ?? {},
        pick(config, ['project_ids', 'department_ids']),
      ].map(filters => Object.assign({}, filters, ...(asked.filters ?? []))),
    },
  };
}

/** A widget without a range of its own has that of its dashboard. */
function withRangeOf(
  { date_range }: DashboardConfig,
  config: WidgetConfig,
): WidgetConfig {
  return { ...config, date_range: config.date_range ?? date_range };
}
