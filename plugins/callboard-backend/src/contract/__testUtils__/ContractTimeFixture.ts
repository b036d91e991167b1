import { timeSettings } from '@callboard/plugin-callboard-common';
import {
  people,
  PersonName,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { createId } from '../../database/ids';
import { addDays } from '../../database/zones';
import type { TargetWorkspace, ContractFixture } from './ContractFixture';

/** The day with time suggestions. */
export const UNLOGGED_ON = '2026-05-06';

/** Creates worklogs, periods and other time resources. */
export class ContractTimeFixture {
  #worklogs = 0;
  #weeks = 0;

  constructor(
    private readonly fixture: ContractFixture,
    private readonly callboard: TestCallboard,
  ) {}

  /** Logs one minute, as the super admin, on an item of a project. */
  async createWorklog(
    target: TargetWorkspace,
  ): Promise<{ slug: string; pid: string; iid: string; id: string }> {
    const item = await this.fixture.createInProject(target, 'work-items', {
      title: 'Work',
    });
    const { slug, pid, id: iid } = item;
    // Each worklog is on another day, because the minutes of a day are limited.
    this.#worklogs += 1;
    const { id } = await this.fixture.createInProject(
      target,
      `work-items/${iid}/worklogs`,
      {
        duration_minutes: 1,
        logged_at: addDays('2020-01-01', this.#worklogs % 2_000),
      },
    );
    return { slug, pid, iid, id };
  }

  /** Resets the time settings of the own workspace. */
  async resetTimeSettings(): Promise<void> {
    const emptySettings = Object.keys(timeSettings).map(name => [name, null]);
    await this.callboard
      .as('superAdmin')
      .patch(`/workspaces/${await this.fixture.getSlug('own')}`, {
        settings: Object.fromEntries(emptySettings),
      })
      .expect(200);
  }

  /** Returns a day of a week without a period. The requests of the fuzzer name earlier weeks. */
  getUnusedWeek(): string {
    this.#weeks += 1;
    return addDays('1999-01-04', 7 * this.#weeks);
  }

  /** Submits a week of a workspace member. */
  async createPeriod(
    target: TargetWorkspace,
    callerName: PersonName = target === 'foreign' ? 'stranger' : 'member',
  ): Promise<{ slug: string; id: string }> {
    return this.createInWorkspace(
      target,
      'periods',
      { week: this.getUnusedWeek() },
      callerName,
    );
  }

  /** Creates a holiday in a workspace. */
  async createHoliday(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string }> {
    return this.createInWorkspace(target, 'holidays', {
      date: '2026-05-14',
      name: this.fixture.createName('Holiday'),
    });
  }

  /** Creates time off of the super admin in a workspace. */
  async createTimeOff(
    target: TargetWorkspace,
  ): Promise<{ slug: string; id: string }> {
    return this.createInWorkspace(target, 'time-off', {
      date_from: '2026-05-18',
      date_to: '2026-05-22',
      kind: 'vacation',
    });
  }

  private async createInWorkspace(
    target: TargetWorkspace,
    path: string,
    body: object,
    callerName: PersonName = 'superAdmin',
  ): Promise<{ slug: string; id: string }> {
    const slug = await this.fixture.getSlug(target);
    const created = await this.callboard
      .as(callerName)
      .post(`/workspaces/${slug}/${path}`, body)
      .expect(201);
    return { slug, id: created.body.id };
  }

  /** Starts timers of users who may log on an item of the own project. */
  async startTimers(...callerNames: PersonName[]): Promise<void> {
    const { id } = await this.fixture.createInProject('own', 'work-items', {
      title: 'Timed',
    });
    for (const person of callerNames) {
      // Discards the former timer, which could not be logged if it has run too long.
      await this.callboard.as(person).delete('/me/timer');
      await this.callboard
        .as(person)
        .put('/me/timer', { work_item_id: id })
        .expect(200);
    }
  }

  /** Stores a minute that the super admin's timer could not log: a suggestion on `UNLOGGED_ON`. */
  async createUnloggedTime(): Promise<{ id: string }> {
    const {
      slug,
      pid,
      id: work_item_id,
    } = await this.fixture.createInProject('own', 'work-items', {
      title: 'Timed',
    });
    const { knex } = this.callboard;
    const { id: workspace_id } = await knex('workspaces')
      .where({ slug })
      .first('id');
    const id = createId(Date.now());
    const started_at = new Date(`${UNLOGGED_ON}T12:00:00Z`);
    await knex('unlogged_times').insert({
      id,
      workspace_id,
      project_id: pid,
      work_item_id,
      started_at,
      user_ref: people.superAdmin,
      date: UNLOGGED_ON,
      ended_at: new Date(started_at.getTime() + 60_000),
      minutes: 1,
      is_billable: false,
      reason: 'the day was full',
      created_at: new Date(),
    });
    return { id };
  }

  /** Creates a calendar feed for a new user; returns its secret. */
  async createCalendarFeed(): Promise<{ token: string }> {
    const user_ref = `user:default/${this.fixture.createName(
      'logger',
    )}` as const;
    await this.callboard
      .as('superAdmin')
      .post(`/workspaces/${await this.fixture.getSlug('own')}/members`, {
        user_ref,
        role: 'member',
      })
      .expect(201);
    const { body } = await this.callboard
      .as(user_ref)
      .post('/me/calendar-feed')
      .expect(201);
    return { token: /([\w-]+)\.ics$/.exec(body.url)![1] };
  }
}
