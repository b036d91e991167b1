import {
  findFreePosition,
  widgetExtents,
  type Dashboard,
  type DashboardWithWidgets,
  type ExportedDashboard,
  type Widget,
  type WidgetBars,
  type WidgetData,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  createExampleItem,
  FakeServer,
  newMe,
  NOW,
  toPage,
  ErrorResponse,
  createStoredFields,
} from '@callboard/plugin-callboard-react/testUtils';

/** The default bars of widgets. */
export const defaultBars: WidgetBars = {
  data: [
    { key: 'urgent', name: 'Urgent', count: 3 },
    { key: 'low', name: 'Low', count: 1 },
  ],
  schema: {},
  total: 4,
  computed_at: NOW,
};

/** A fake API that stores dashboards in memory. */
export class FakeDashboards extends FakeServer {
  readonly dashboards: Dashboard[] = this.store('dashboards');
  readonly widgets: Widget[] = this.store('widgets');
  /** The data of widgets, by title; `preview` for previewed widgets. */
  readonly widgetData = new Map<string, WidgetData>();
  me = newMe({
    user_ref: 'user:default/mona.manager',
    display_name: 'Mona Manager',
  });

  #createdWidgets = 0;

  constructor() {
    super();
    const getWidgetData = (title: string) =>
      this.widgetData.get(title) ?? defaultBars;
    this.answer({
      // Ignores the search text, which is an entity reference on entity pages.
      listProjects: () => toPage(this.store('projects')),
      getDashboard: ({ params }) => this.getWithWidgets(params.id),
      importDashboard: ({ body }) => ({
        ...this.#copy(body.name, body),
        unresolved: [],
      }),
      exportDashboard: ({ params }) => {
        const { name, description, config, widgets } = this.getWithWidgets(
          params.id,
        );
        return {
          callboard_dashboard: 1,
          name,
          description,
          config,
          widgets: widgets.map(
            ({ widget_type, title, config: own, sort_order, size }) => ({
              widget_type,
              title,
              config: own,
              sort_order,
              size,
            }),
          ),
          references: [],
        };
      },
      updateDashboard: call => {
        if (call.body.is_default) {
          this.dashboards.forEach(dashboard => {
            dashboard.is_default = false;
          });
        }
        this.answerFromStore(call);
        return this.getWithWidgets(call.params.id);
      },
      duplicateDashboard: ({ params }) => {
        const original = this.getWithWidgets(params.id);
        return this.#copy(`${original.name} (Copy)`, original);
      },
      favourDashboard: ({ params }) =>
        Object.assign(this.findDashboard(params.id), { is_favourite: true }),
      unfavourDashboard: ({ params }) => {
        this.findDashboard(params.id).is_favourite = false;
      },
      createWidget: ({ params, body: { title, ...values } }) =>
        this.addWidget(
          this.findDashboard(params.id),
          title ?? '',
          values as Partial<Widget>,
        ),
      layOutDashboard: call => {
        const dashboard = this.findDashboard(call.params.id);
        checkVersion(dashboard, call);
        dashboard.version += 1;
        for (const { id, ...size } of call.body.widgets) {
          this.#findWidget(id).size = size;
        }
        return this.getWithWidgets(dashboard.id);
      },
      getWidgetData: ({ params }) =>
        getWidgetData(this.#findWidget(params.wid).title),
      previewWidget: () => getWidgetData('preview'),
      listWidgetRows: () => toPage([]),
    });
  }

  /** Adds a dashboard; by default, the user owns it. */
  addDashboard(name: string, values: Partial<Dashboard> = {}): Dashboard {
    const dashboard = createExampleItem('listDashboards', {
      ...createStoredFields('dashboard', this.dashboards.length + 1),
      name,
      owner_ref: this.me.user_ref,
      owner_name: this.me.display_name,
      access: 'private',
      ...values,
    });
    this.dashboards.push(dashboard);
    return dashboard;
  }

  addWidget(
    { id }: Pick<Dashboard, 'id'>,
    title: string,
    values: Partial<Widget> = {},
  ): Widget {
    // Ids are never reused.
    this.#createdWidgets += 1;
    const widget_type = values.widget_type ?? 'work_items_chart';
    const others = this.widgets.filter(other => other.dashboard_id === id);
    const widget: Widget = {
      widget_type,
      config: { chart_type: 'bar', x_axis: 'PRIORITY' },
      sort_order: this.widgets.length + 1,
      size: findFreePosition(
        widgetExtents[widget_type].usual,
        others.map(({ size }) => size),
      ),
      ...values,
      ...createStoredFields('widget', this.#createdWidgets),
      dashboard_id: id,
      title,
    };
    this.widgets.push(widget);
    return widget;
  }

  /** Adds a table by priority. */
  addTable(dashboard: Pick<Dashboard, 'id'>, title: string): Widget {
    const config = { x_axis: 'PRIORITY' } as const;
    return this.addWidget(dashboard, title, { widget_type: 'table', config });
  }

  findDashboard(id: string): Dashboard {
    const found = this.dashboards.find(dashboard => dashboard.id === id);
    if (!found) {
      throw new ErrorResponse(404, 'The dashboard was not found');
    }
    return found;
  }

  /** Returns a dashboard with its widgets. */
  getWithWidgets(id: string): DashboardWithWidgets {
    return {
      ...this.findDashboard(id),
      widgets: this.widgets.filter(({ dashboard_id }) => dashboard_id === id),
    };
  }

  #copy(
    name: string,
    { description, config, widgets }: ExportedDashboard | DashboardWithWidgets,
  ): DashboardWithWidgets {
    const copy = this.addDashboard(name, { description, config });
    widgets.forEach(({ title, ...widget }) =>
      this.addWidget(copy, title, widget),
    );
    return this.getWithWidgets(copy.id);
  }

  #findWidget(wid: string): Widget {
    const found = this.widgets.find(({ id }) => id === wid);
    if (!found) {
      throw new ErrorResponse(404, 'The widget was not found');
    }
    return found;
  }
}
