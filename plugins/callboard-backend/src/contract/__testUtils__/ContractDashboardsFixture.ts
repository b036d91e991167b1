import { TestCallboard } from '../../__testUtils__/startCallboard';
import type { TargetWorkspace, ContractFixture } from './ContractFixture';

/** A widget of each source, with keys of all kinds, and a list. */
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
  #made = 0;

  constructor(
    private readonly fixture: ContractFixture,
    private readonly callboard: TestCallboard,
  ) {}

  /** Creates a shared dashboard with a chart in a workspace. */
  async newWidget(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string; wid: string }> {
    const { slug, id } = await this.newDashboard(target);
    const made = await this.callboard
      .as('superAdmin')
      .post(
        `/workspaces/${slug}/dashboards/${id}/widgets`,
        // Later ones are for requests that change them: few patches fit all sources.
        widgets[this.#made] ?? widgets[0],
      )
      .expect(201);
    this.#made += 1;
    return { slug, id, wid: made.body.id };
  }

  /** Creates an empty shared dashboard in a workspace. */
  async newDashboard(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string }> {
    const slug = await this.fixture.slug(target);
    const made = await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${slug}/dashboards`, {
        name: this.fixture.newName('Dashboard'),
        access: 'shared',
      })
      .expect(201);
    return { slug, id: made.body.id };
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
  async newSchedule(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string; sid: string }> {
    const { slug, id } = await this.newDashboard(target);
    const made = await this.callboard
      .as('superAdmin')
      .post(
        `/workspaces/${slug}/dashboards/${id}/schedules`,
        await this.scheduleBody(target),
      )
      .expect(201);
    return { slug, id, sid: made.body.id };
  }

  /** The body of an email schedule to a member of a workspace. */
  async scheduleBody(target: TargetWorkspace): Promise<object> {
    const slug = await this.fixture.slug(target);
    const { body } = await this.callboard
      .as('superAdmin')
      .get(`/workspaces/${slug}/members?limit=1`)
      .expect(200);
    const recipient_refs = [body.items[0].user_ref];
    return { recipient_refs, frequency: 'daily', hour: 8 };
  }
}
