import {
  freePlaceFor,
  widgetExtents,
  type Dashboard,
  type DashboardWithWidgets,
  type ExportedDashboard,
  type Me,
  type NewWidget,
  type Widget,
  type WidgetBars,
  type WidgetData,
} from '@callboard/plugin-callboard-common';
import {
  answerCollection,
  checkVersion,
  FakeServer,
  newMe,
  NOW,
  pageOfItems,
  Refusal,
  stored,
} from '@callboard/plugin-callboard-react/testUtils';

const PATH = '/workspaces/{slug}/dashboards';

/** The bars of widgets for which a test sets none. */
export const someBars: WidgetBars = {
  data: [
    { key: 'urgent', name: 'Urgent', count: 3 },
    { key: 'low', name: 'Low', count: 1 },
  ],
  schema: {},
  total: 4,
  computed_at: NOW,
};

/** Dashboards in memory, as the API keeps them. */
export class FakeDashboards extends FakeServer {
  dashboards: Dashboard[] = [];
  widgets: Widget[] = [];
  /** What widgets show, by the title of the widget. */
  readonly shown = new Map<string, WidgetData>();
  me: Me = newMe({
    user_ref: 'user:default/mona.manager',
    display_name: 'Mona Manager',
  });

  #madeWidgets = 0;

  constructor() {
    super();
    this.answer({
      getMe: () => this.me,
      // Nobody but a super admin looks after the workspace.
      listWorkspaceMembers: ({ query }) => pageOfItems([], query),
      // The filters of a dashboard that is opened.
      listProjects: ({ query }) => pageOfItems([], query),
      getDepartmentTree: () => ({ items: [] }),
      listDepartments: ({ query }) => pageOfItems([], query),
      getWorkspace: () => {
        throw new Refusal(503, 'Later');
      },
      ...answerCollection<'dashboards', Dashboard>(this, 'dashboards', {
        path: PATH,
        kind: 'dashboard',
        compare: (a, b) => a.name.localeCompare(b.name),
      }),
      ...answerCollection<'widgets', Widget>(this, 'widgets', {
        path: `${PATH}/{id}/widgets`,
        kind: 'widget',
        parents: { id: 'dashboard_id' },
      }),
      getDashboard: ({ params }) => this.whole(params.id),
      createDashboard: ({ body }) => {
        this.refuseTaken(body.name);
        return this.whole(
          this.add(body.name, {
            description: body.description ?? null,
            access: body.access ?? 'private',
            config: body.config ?? {},
          }).id,
        );
      },
      importDashboard: ({ body }) => this.#import(body),
      exportDashboard: ({ params }) => {
        const { name, description, config, widgets } = this.whole(params.id);
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
        const dashboard = this.find(call.params.id);
        checkVersion(dashboard, call);
        this.refuseTaken(call.body.name, dashboard);
        if (call.body.is_default) {
          this.dashboards.forEach(one => {
            one.is_default = false;
          });
        }
        Object.assign(dashboard, call.body, { version: dashboard.version + 1 });
        return this.whole(dashboard.id);
      },
      duplicateDashboard: ({ params }) => {
        const { name, description, config, widgets } = this.whole(params.id);
        const copy = this.add(`${name} (Copy)`, { description, config });
        widgets.forEach(({ title, ...widget }) =>
          this.addWidget(copy, title, widget),
        );
        return this.whole(copy.id);
      },
      favourDashboard: ({ params }) =>
        Object.assign(this.find(params.id), { is_favourite: true }),
      unfavourDashboard: ({ params }) => {
        this.find(params.id).is_favourite = false;
      },
      ...this.#aboutWidgets(),
    });
  }

  /** A dashboard of the reader's own, unless the values say otherwise. */
  add(name: string, values: Partial<Dashboard> = {}): Dashboard {
    const dashboard: Dashboard = {
      ...stored('dashboard', this.dashboards.length + 1),
      name,
      description: null,
      owner_ref: this.me.user_ref,
      owner_name: this.me.display_name,
      access: 'private',
      is_default: false,
      is_favourite: false,
      config: {},
      ...values,
    };
    this.dashboards.push(dashboard);
    return dashboard;
  }

  addWidget(
    { id }: Pick<Dashboard, 'id'>,
    title: string,
    values: Partial<Widget> = {},
  ): Widget {
    // Ids are never reused.
    this.#madeWidgets += 1;
    const widget_type = values.widget_type ?? 'work_items_chart';
    const others = this.widgets.filter(other => other.dashboard_id === id);
    const widget: Widget = {
      widget_type,
      config: { chart_type: 'bar', x_axis: 'PRIORITY' },
      sort_order: this.widgets.length + 1,
      size: freePlaceFor(
        widgetExtents[widget_type].usual,
        others.map(({ size }) => size),
      ),
      ...values,
      ...stored('widget', this.#madeWidgets),
      dashboard_id: id,
      title,
    };
    this.widgets.push(widget);
    return widget;
  }

  find(id: string): Dashboard {
    const found = this.dashboards.find(one => one.id === id);
    if (!found) {
      throw new Refusal(404, 'There is no such dashboard');
    }
    return found;
  }

  whole(id: string): DashboardWithWidgets {
    return {
      ...this.find(id),
      widgets: this.widgets.filter(({ dashboard_id }) => dashboard_id === id),
    };
  }

  protected refuseTaken(name: string | undefined, except?: Dashboard): void {
    if (this.dashboards.some(one => one !== except && one.name === name)) {
      throw new Refusal(409, `body.name: ${name} is taken`);
    }
  }

  #import({ description, config, widgets, ...file }: ExportedDashboard) {
    // As a copy, where there is one of that name.
    const isTaken = this.dashboards.some(one => one.name === file.name);
    const name = isTaken ? `${file.name} (Copy)` : file.name;
    const made = this.add(name, { description, config });
    widgets.forEach(({ title, ...widget }) =>
      this.addWidget(made, title, widget),
    );
    return { ...this.whole(made.id), unresolved: [] };
  }

  #widget(wid: string): Widget {
    const found = this.widgets.find(({ id }) => id === wid);
    if (!found) {
      throw new Refusal(404, 'There is no such widget');
    }
    return found;
  }

  #shownOf(title: string): WidgetData {
    return this.shown.get(title) ?? someBars;
  }

  #aboutWidgets(): Parameters<FakeServer['answer']>[0] {
    return {
      createWidget: ({ params, body }) => {
        const { title, size, config, sort_order, ...widget }: NewWidget = body;
        return this.addWidget(this.find(params.id), title ?? '', {
          ...widget,
          ...(config ? { config } : {}),
          ...(size ? { size } : {}),
        });
      },
      updateWidget: call => {
        const widget = this.#widget(call.params.wid);
        checkVersion(widget, call);
        const { dashboard: _, dashboard_id: __, ...patch } = call.body;
        return Object.assign(widget, patch, { version: widget.version + 1 });
      },
      layOutDashboard: call => {
        const { params, body } = call;
        const dashboard = this.find(params.id);
        checkVersion(dashboard, call);
        dashboard.version += 1;
        for (const { id, ...size } of body.widgets) {
          this.#widget(id).size = size;
        }
        return this.whole(params.id);
      },
      getWidgetData: ({ params }) =>
        this.#shownOf(this.#widget(params.wid).title),
      previewWidget: () => this.#shownOf('preview'),
      listWidgetRows: () => pageOfItems([]),
    };
  }
}
