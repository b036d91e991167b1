import {
  Dashboard,
  dashboardEndpoints,
  DashboardWithWidgets,
  ExportedDashboard,
  QueryOf,
  Widget,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { pick, sortBy } from 'lodash';
import { RequestContext, Viewer } from '../../access/Caller';
import { whereDashboardReadable } from '../../access/visibility/whereVisible';
import { containsPattern } from '../../database/dialect';
import {
  createTupleGuard,
  PageQuery,
  readPage,
  selectPage,
} from '../../database/paging';
import { countRows } from '../../database/statements';
import { normaliseForSearch } from '../../database/text';
import {
  DashboardRow,
  DashboardStore,
  toDashboardResponse,
} from './DashboardStore';
import { DashboardReferences } from './DashboardReferences';
import { WidgetPosition, WidgetStore } from './WidgetStore';

type DashboardQuery = QueryOf<typeof dashboardEndpoints.listDashboards>;

type DashboardPosition = [sort_name: string, id: string];

const isDashboardPosition = createTupleGuard<DashboardPosition>('text', 'id');

const isWidgetPosition = createTupleGuard<WidgetPosition>('number', 'id');

/**
 * Reads dashboards and widgets as a viewer sees them, and sets the viewer's favourites. Methods that
 * take a viewer and an id throw NotFoundError when the viewer may not see that dashboard.
 */
export class DashboardReader {
  constructor(
    private readonly deps: {
      knex: Knex;
      store: DashboardStore;
      widgets: WidgetStore;
      references: DashboardReferences;
    },
  ) {}

  /** Lists the dashboards that the caller may read, sorted by name. */
  async list(context: RequestContext, query: DashboardQuery) {
    const { knex, store } = this.deps;
    const { user_ref } = context.caller;
    const where = whereMatches(knex, context, query);
    const page = await readPage(query, isDashboardPosition, {
      list: async (after, maxRows): Promise<any[]> =>
        selectPage(
          store
            .select(knex)
            .select(
              knex.raw('CASE WHEN ? THEN 1 ELSE 0 END AS is_favourite', [
                isFavouriteSql(knex, user_ref),
              ]),
            )
            .modify(where),
          ['dashboards.sort_name', 'dashboards.id'],
          { after, limit: maxRows },
        ),
      getPosition: ({ sort_name, id }): DashboardPosition => [sort_name, id],
    });
    return {
      items: page.items.map(row => ({
        ...toDashboardResponse(store.read(row)),
        is_favourite: Boolean(row.is_favourite),
      })),
      next_cursor: page.next_cursor,
      total: await countRows(
        knex('dashboards').whereNull('dashboards.deleted_at').modify(where),
      ),
    };
  }

  async get(
    context: RequestContext,
    id: string,
  ): Promise<DashboardWithWidgets> {
    return this.toResponse(context, await this.requireDashboard(context, id));
  }

  /**
   * Converts a dashboard to an API response with its widgets, without an access check. Only
   * `is_favourite` depends on the caller.
   */
  async toResponse(
    { caller }: RequestContext,
    row: DashboardRow,
  ): Promise<DashboardWithWidgets> {
    const { knex, store, widgets } = this.deps;
    return {
      ...toDashboardResponse(row),
      is_favourite: await store.isFavourite(knex, row.id, caller.user_ref),
      widgets: await widgets.listWidgets(knex, row.id),
    };
  }

  async setFavourite(
    context: RequestContext,
    id: string,
    is_favourite: boolean,
  ): Promise<Dashboard> {
    const { knex, store } = this.deps;
    const row = await this.requireDashboard(context, id);
    const { user_ref } = context.caller;
    const favourite = { dashboard_id: id, user_ref };
    await store.setFavourite(knex, favourite, is_favourite);
    return { ...toDashboardResponse(row), is_favourite };
  }

  /** Lists the widgets of a dashboard by `sort_order`, in pages. */
  async listWidgets(context: RequestContext, id: string, query: PageQuery) {
    const { knex, widgets } = this.deps;
    await this.requireDashboard(context, id);
    return readPage(query, isWidgetPosition, {
      list: (after, limit) => widgets.listWidgets(knex, id, { after, limit }),
      getPosition: (widget): WidgetPosition => [widget.sort_order, widget.id],
    });
  }

  /** @throws NotFoundError when the dashboard has no such widget */
  async requireWidget(
    viewer: Viewer,
    { id, wid }: { id: string; wid: string },
  ): Promise<{ dashboard: DashboardRow; widget: Widget }> {
    const { knex, widgets } = this.deps;
    const dashboard = await this.requireDashboard(viewer, id);
    return { dashboard, widget: await widgets.require(knex, id, wid) };
  }

  /** Finds a widget and its dashboard without an access check. */
  async findWidget(
    knex: Knex,
    id: string,
  ): Promise<{ dashboard: DashboardRow; widget: Widget } | undefined> {
    const { store, widgets } = this.deps;
    const widget = await widgets.find(knex, { id });
    const dashboard =
      widget && (await store.find(knex, { id: widget.dashboard_id }));
    return dashboard && { dashboard, widget };
  }

  /** Returns a dashboard and its widgets, sorted by their position: by `y`, then by `x`. */
  async loadContent(
    viewer: Viewer,
    id: string,
  ): Promise<{ dashboard: DashboardRow; widgets: Widget[] }> {
    const { knex, widgets } = this.deps;
    const dashboard = await this.requireDashboard(viewer, id);
    const unsorted = await widgets.listWidgets(knex, id);
    return {
      dashboard,
      widgets: sortBy(unsorted, [({ size }) => size.y, ({ size }) => size.x]),
    };
  }

  /** Exports a dashboard, with the names of the referenced resources that the caller may see. */
  async export(
    context: RequestContext,
    id: string,
  ): Promise<ExportedDashboard> {
    const { name, description, config, widgets } = await this.get(context, id);
    const exportedWidgets = widgets.map(widget =>
      pick(widget, ['widget_type', 'title', 'config', 'sort_order', 'size']),
    );
    return {
      callboard_dashboard: 1,
      name,
      description,
      config,
      widgets: exportedWidgets,
      references: await this.deps.references.listNamedReferences(context, {
        config,
        widgets: exportedWidgets,
      }),
    };
  }

  async requireDashboard(
    { caller, workspace }: Viewer,
    id: string,
  ): Promise<DashboardRow> {
    const { knex, store } = this.deps;
    const key = { id, workspace_id: workspace.id };
    return store.requireReadable(knex, key, caller.user_ref);
  }
}

/** Filters to the dashboards of a workspace that the caller may read and that match a query. */
function whereMatches(
  knex: Knex,
  { caller, workspace }: RequestContext,
  { search, access, is_favourite }: DashboardQuery,
) {
  return (query: Knex.QueryBuilder) => {
    query
      .where('dashboards.workspace_id', workspace.id)
      .modify(whereDashboardReadable(caller.user_ref));
    if (search !== undefined) {
      query.whereRaw("dashboards.sort_name LIKE ? ESCAPE '\\'", [
        containsPattern(normaliseForSearch(search)),
      ]);
    }
    if (access !== undefined) {
      query.where('dashboards.access', access);
    }
    if (is_favourite !== undefined) {
      query.whereRaw(is_favourite ? '?' : 'NOT ?', [
        isFavouriteSql(knex, caller.user_ref),
      ]);
    }
  };
}

function isFavouriteSql(knex: Knex, user_ref: string): Knex.Raw {
  return knex.raw(
    `EXISTS (SELECT 1 FROM dashboard_favourites
       WHERE dashboard_favourites.dashboard_id = dashboards.id
         AND dashboard_favourites.user_ref = ?)`,
    [user_ref],
  );
}
