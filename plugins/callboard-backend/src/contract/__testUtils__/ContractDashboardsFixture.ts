import { TestCallboard } from '../../__testUtils__/startCallboard';
import type { TargetWorkspace, ContractFixture } from './ContractFixture';

/** The first widgets: charts of different sources, whose keys are of all kinds, and a list. */
const widgets = [
  {
    widget_type: 'work_items_chart',
    config: { x_axis: 'ASSIGNEES', group_by: 'PRIORITY' },
  },
  {
    widget_type: 'time_chart',
    config: {
      x_axis: 'LOGGED_AT',
      group_by: 'ACTIVITY_TYPE',
      interval: 'week',
    },
  },
  {
    widget_type: 'activity_chart',
    config: { x_axis: 'USER', group_by: 'DAY' },
  },
  { widget_type: 'work_items_list', config: { x_axis: 'TARGET_DATE' } },
];

/** Creates dashboards and widgets. */
export class ContractDashboardsFixture {
  #widgetCount = 0;

  constructor(
    private readonly fixture: ContractFixture,
    private readonly callboard: TestCallboard,
  ) {}

  /** Creates a shared dashboard with a chart in a workspace. */
  async createWidget(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string; wid: string }> {
    const { slug, id } = await this.createDashboard(target);
    const created = await this.callboard
      .as('superAdmin')
      .post(
        `/workspaces/${slug}/dashboards/${id}/widgets`,
        // Requests change the later widgets. The later widgets share one source, because few
        // patches fit all sources.
        widgets[this.#widgetCount] ?? widgets[0],
      )
      .expect(201);
    this.#widgetCount += 1;
    return { slug, id, wid: created.body.id };
  }

  /** Creates an empty shared dashboard in a workspace. */
  async createDashboard(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string }> {
    const slug = await this.fixture.getSlug(target);
    const created = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/dashboards`, {
        name: this.fixture.createName('Dashboard'),
        access: 'shared',
      })
      .expect(201);
    return { slug, id: created.body.id };
  }

  /** Deletes a dashboard, unless a request has done so. */
  async delete({ slug, id }: { slug: string; id: string }): Promise<void> {
    const { status } = await this.callboard
      .as('superAdmin')
      .delete(`/workspaces/${slug}/dashboards/${id}`);
    if (status !== 204 && status !== 404) {
      throw new Error(`A dashboard could not be deleted: ${status}`);
    }
  }

  /** Creates an email schedule of a dashboard. */
  async createSchedule(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string; sid: string }> {
    const { slug, id } = await this.createDashboard(target);
    const created = await this.callboard
      .as('superAdmin')
      .post(
        `/workspaces/${slug}/dashboards/${id}/schedules`,
        await this.createScheduleBody(target),
      )
      .expect(201);
    return { slug, id, sid: created.body.id };
  }

  /** The body of an email schedule to a member of a workspace. */
  async createScheduleBody(target: TargetWorkspace): Promise<object> {
    const slug = await this.fixture.getSlug(target);
    const { body } = await this.callboard
      .as('superAdmin')
      .get(`/workspaces/${slug}/members?limit=1`)
      .expect(200);
    const recipient_refs = [body.items[0].user_ref];
    return { recipient_refs, frequency: 'daily', hour: 8 };
  }
}
