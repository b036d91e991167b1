import {
  Period,
  Role,
  Timesheet,
  WorkItem,
  Worklog,
} from '@callboard/plugin-callboard-common';
import { setRole } from '../../../__testUtils__/setRole';
import {
  people,
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { ProjectFixture } from '../../work/__testUtils__/ProjectFixture';
import { firstOfWeek } from '../rules/weeks';
import { addDays } from '../rules/workingDays';

const PERIODS = '/workspaces/default/periods';
const SHEET = '/workspaces/default/timesheet';

/** Today where the default workspace is: in UTC. */
export const today = () => new Date().toISOString().slice(0, 10);

/** A project with a member and an admin, and the time they log in it. */
export class TimeFixture {
  #days = 0;
  #weeks = 0;

  private constructor(
    private readonly callboard: TestCallboard,
    readonly project: ProjectFixture,
    readonly item: WorkItem,
  ) {}

  /** Opens the project of a component in the default workspace. */
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
        // They are members already where it was open before.
        .expect(({ status }) => [201, 409].includes(status));
    }
    return new TimeFixture(callboard, fixture, await fixture.make());
  }

  as(who: PersonName) {
    return this.callboard.as(who);
  }

  /** A day that nobody has logged on here, a year ago and earlier. */
  newDay(): string {
    this.#days += 1;
    return addDays(today(), -365 - this.#days);
  }

  /** The first day of a week that nobody has logged in here, long ago. */
  newWeek(): string {
    this.#weeks += 1;
    return addDays(firstOfWeek(today(), 1), -7 * (520 + this.#weeks));
  }

  /** Somebody's week as somebody sees it. */
  async sheet(
    who: PersonName,
    query: { week: string; member_id?: string },
  ): Promise<Timesheet> {
    const { body } = await this.as(who)
      .get(`${SHEET}?${new URLSearchParams(query)}`)
      .expect(200);
    return body;
  }

  /** Fills cells of somebody's own week. */
  save(who: PersonName, week: string, cells: readonly object[]) {
    return this.as(who).put(SHEET, { week, cells });
  }

  /** Submits somebody's own week. */
  async submit(who: PersonName, week: string): Promise<Period> {
    const { body } = await this.as(who).post(PERIODS, { week }).expect(201);
    return body;
  }

  /** Does something to a period; with a reason, where it takes one. */
  decide(
    who: PersonName,
    act: 'approve' | 'reject' | 'reopen',
    { id }: { id: string },
  ) {
    const body = act === 'approve' ? {} : { reason: 'Because' };
    return this.as(who).post(`${PERIODS}/${id}/${act}`, body);
  }

  /** The path of the entries on an item. */
  pathOn({ id }: { id: string } = this.item): string {
    return `${this.project.path}/work-items/${id}/worklogs`;
  }

  /** The path of an entry. */
  pathOf(worklog: Pick<Worklog, 'id' | 'project_id' | 'work_item_id'>): string {
    const { project_id, work_item_id, id } = worklog;
    return `/workspaces/default/projects/${project_id}/work-items/${work_item_id}/worklogs/${id}`;
  }

  /** Logs time, half an hour on a new day unless told. */
  async log(
    who: PersonName,
    values: Record<string, unknown> = {},
    item: { id: string } = this.item,
  ): Promise<Worklog> {
    const { body } = await this.as(who)
      .post(this.pathOn(item), {
        duration_minutes: 30,
        logged_at: this.newDay(),
        ...values,
      })
      .expect(201);
    return body;
  }

  /** Makes somebody an admin, member or guest of the project, or nothing. */
  async admit(who: PersonName, role: Role | null): Promise<void> {
    await setRole(this.callboard, `${this.project.path}/members`, who, role);
  }

  /** Changes the settings of the workspace about time. */
  async saveSettings(settings: Record<string, unknown>): Promise<void> {
    await this.as('superAdmin')
      .patch('/workspaces/default', { settings })
      .expect(200);
  }
}
