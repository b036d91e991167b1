import {
  Period,
  Role,
  Timesheet,
  WorkItem,
  Worklog,
} from '@callboard/plugin-callboard-common';
import { requireStatus } from '../../../__testUtils__/requireStatus';
import { setRole } from '../../../__testUtils__/setRole';
import {
  people,
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { ProjectFixture } from '../../work/__testUtils__/ProjectFixture';
import { getWeekStart, addDays } from '../../../database/zones';

const PERIODS = '/workspaces/default/periods';
const TIMESHEET = '/workspaces/default/timesheet';

/** Returns the current date in UTC, the time zone of the default workspace. */
export const today = () => new Date().toISOString().slice(0, 10);

/** A project with a member and an admin, with helpers that log time in it. */
export class TimeFixture {
  #days = 0;
  #weeks = 0;

  private constructor(
    private readonly callboard: TestCallboard,
    readonly project: ProjectFixture,
    readonly item: WorkItem,
  ) {}

  /** Opens a project for a component in the default workspace, and adds its members. */
  static async open(
    callboard: TestCallboard,
    name = 'payments-api',
  ): Promise<TimeFixture> {
    const fixture = await ProjectFixture.open(callboard, name);
    for (const [who, role] of [
      ['member', 'member'],
      ['projectAdmin', 'admin'],
    ] as const) {
      await callboard.as(who).get('/me').expect(200);
      await fixture
        .as('superAdmin')
        .post(`${fixture.path}/members`, { user_ref: people[who], role })
        // 409: the people are already members if the project was opened before.
        .expect(requireStatus(201, 409));
    }
    return new TimeFixture(callboard, fixture, await fixture.make());
  }

  as(who: PersonName) {
    return this.callboard.as(who);
  }

  /** Returns a day without worklogs, at least a year ago. */
  newDay(): string {
    this.#days += 1;
    return addDays(today(), -365 - this.#days);
  }

  /** Returns the first day of a week without worklogs, about ten years ago. */
  newWeek(): string {
    this.#weeks += 1;
    return addDays(getWeekStart(today(), 1), -7 * (520 + this.#weeks));
  }

  /** Reads, as `who`, the timesheet of `who` or of `member_id`. */
  async readTimesheet(
    who: PersonName,
    query: { week: string; member_id?: string },
  ): Promise<Timesheet> {
    const { body } = await this.as(who)
      .get(`${TIMESHEET}?${new URLSearchParams(query)}`)
      .expect(200);
    return body;
  }

  /** Saves cells of the person's own week. */
  save(who: PersonName, week: string, cells: readonly object[]) {
    return this.as(who).put(TIMESHEET, { week, cells });
  }

  /** Submits the person's own week. */
  async submit(who: PersonName, week: string): Promise<Period> {
    const { body } = await this.as(who).post(PERIODS, { week }).expect(201);
    return body;
  }

  /** Applies an action to a period, with a reason if the action requires one. */
  decide(
    who: PersonName,
    action: 'approve' | 'reject' | 'reopen',
    { id }: { id: string },
  ) {
    const body = action === 'approve' ? {} : { reason: 'Because' };
    return this.as(who).post(`${PERIODS}/${id}/${action}`, body);
  }

  /** Returns the path of the worklogs of an item. */
  getItemWorklogsPath({ id }: { id: string } = this.item): string {
    return `${this.project.path}/work-items/${id}/worklogs`;
  }

  /** Returns the path of a worklog. */
  getWorklogPath(
    worklog: Pick<Worklog, 'id' | 'project_id' | 'work_item_id'>,
  ): string {
    const { project_id, work_item_id, id } = worklog;
    return `/workspaces/default/projects/${project_id}/work-items/${work_item_id}/worklogs/${id}`;
  }

  /** Logs time; by default half an hour on a new day. */
  async log(
    who: PersonName,
    values: Record<string, unknown> = {},
    item: { id: string } = this.item,
  ): Promise<Worklog> {
    const { body } = await this.as(who)
      .post(this.getItemWorklogsPath(item), {
        duration_minutes: 30,
        logged_at: this.newDay(),
        ...values,
      })
      .expect(201);
    return body;
  }

  /** Sets a person's role in the project; null removes the person from the project. */
  async setRole(who: PersonName, role: Role | null): Promise<void> {
    await setRole(this.callboard, `${this.project.path}/members`, who, role);
  }

  /** Changes the time settings of the workspace. */
  async saveSettings(settings: Record<string, unknown>): Promise<void> {
    await this.as('superAdmin')
      .patch('/workspaces/default', { settings })
      .expect(200);
  }
}
