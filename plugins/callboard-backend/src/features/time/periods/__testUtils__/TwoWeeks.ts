import {
  Period,
  PeriodStatus,
  WorkItem,
  Worklog,
} from '@callboard/plugin-callboard-common';
import { omit, sortBy, sum, sumBy } from 'lodash';
import { people } from '../../../../__testUtils__/startCallboard';
import { TimeFixture } from '../../__testUtils__/TimeFixture';
import { addDays } from '../../../../database/zones';
import { ExpectedTime } from './ExpectedTime';
import { TimeStep } from './timeSteps';

const ROOT = '/workspaces/default';

/** The state of a week, as read from the server or as expected. */
interface WeekState {
  /** Minutes by item and day. */
  cells: ReadonlyMap<string, number>;
  /** The total from each endpoint that returns one. */
  totals: readonly number[];
  status: PeriodStatus;
  /** The total of the period, if any. */
  period: number | undefined;
  /** The worklogs of a submitted or approved period. */
  locked: readonly Worklog[];
}

/** Two weeks of a person on the server, with a model of their expected state. */
export class TwoWeeks {
  readonly #expected = new ExpectedTime();
  readonly #periods: Period[] = [];
  /** The worklogs of each week at submission. */
  readonly #submitted: Worklog[][] = [];

  /**
   * @param fixtures - the fixtures of two projects
   * @param mondays - the first days of the weeks
   * @param items - one item of each project
   */
  constructor(
    private readonly fixtures: readonly TimeFixture[],
    private readonly mondays: readonly string[],
    private readonly items: readonly WorkItem[],
  ) {}

  /** Runs a step if its target exists, and checks the response. */
  async applyStep(step: TimeStep): Promise<void> {
    if (!this.hasTarget(step)) {
      return;
    }
    const response = await this.send(step);
    const expected = this.#expected.applyStep(step);
    if (response.status !== expected) {
      throw new Error(
        `${JSON.stringify(step)} returned ${
          response.status
        }, not ${expected}: ${response.text}`,
      );
    }
    if (step.action === 'submit' && response.status === 201) {
      this.#periods[step.week] = response.body;
      this.#submitted[step.week] = await this.listWorklogs(step.week);
    }
  }

  /** Reads the state of both weeks from the timesheets, summaries and periods. */
  async readWeeks(): Promise<WeekState[]> {
    return Promise.all([0, 1].map(week => this.readWeek(week)));
  }

  /** Returns the expected state of both weeks. */
  buildExpectedWeeks(): WeekState[] {
    return [0, 1].map(week => {
      const entries = this.#expected.listInWeek(week);
      const total = sumBy(entries, 'minutes');
      const cells = entries.map(({ item, day, minutes }): [string, number] => [
        `${this.items[item].id} ${this.getDate(day)}`,
        minutes,
      ]);
      return {
        cells: sumByKey(cells),
        totals: [total, total, total, total],
        status: this.#expected.statuses[week],
        period: this.#periods[week] && total,
        locked: this.#expected.isLocked(week) ? this.#submitted[week] : [],
      };
    });
  }

  private async readWeek(week: number): Promise<WeekState> {
    const timesheet = await this.fixture.readTimesheet('member', {
      week: this.mondays[week],
    });
    const summary = await this.get(
      `/time-tracking/summary?${this.toWeekQuery(week)}`,
    );
    const { period, rows } = timesheet;
    const storedPeriod = period.id && (await this.get(`/periods/${period.id}`));
    return {
      cells: sumByKey(
        rows.flatMap(({ issue_id, days }) =>
          Object.entries(days).map(([date, minutes]): [string, number] => [
            `${issue_id} ${date}`,
            minutes,
          ]),
        ),
      ),
      totals: [
        timesheet.grand_total_minutes,
        sumBy(rows, 'total_minutes'),
        sum(Object.values(timesheet.daily_totals)),
        summary.total_duration_minutes,
      ],
      status: period.status,
      period: storedPeriod?.total_minutes,
      locked: timesheet.is_editable ? [] : await this.listWorklogs(week),
    };
  }

  private get fixture(): TimeFixture {
    return this.fixtures[0];
  }

  /** Whether the target of a step exists: a worklog, or a period to decide on. */
  private hasTarget(step: TimeStep): boolean {
    if ('nth' in step) {
      return this.#expected.entries.length > 0;
    }
    return (
      ['log', 'fill', 'submit'].includes(step.action) ||
      this.#periods[(step as { week: number }).week] !== undefined
    );
  }

  private async send(step: TimeStep) {
    switch (step.action) {
      case 'log':
        return this.fixture
          .as(step.actor)
          .post(this.getItemWorklogsPath(step.item), {
            duration_minutes: step.minutes,
            logged_at: this.getDate(step.day),
            on_behalf_of: people.member,
          });
      case 'change': {
        const { actor, item, day, minutes } = step;
        return this.fixture
          .as(actor)
          .patch(await this.findWorklogPath(step.nth), {
            ...(item === null ? {} : { work_item_id: this.items[item].id }),
            ...(day === null ? {} : { logged_at: this.getDate(day) }),
            ...(minutes === null ? {} : { duration_minutes: minutes }),
          });
      }
      case 'delete':
        return this.fixture
          .as(step.actor)
          .delete(await this.findWorklogPath(step.nth));
      case 'fill':
        return this.fixture.save(
          'member',
          this.mondays[step.week],
          step.cells.map(({ item, dayOfWeek, minutes }) => ({
            work_item_id: this.items[item].id,
            date: this.getDate(step.week * 2 + dayOfWeek),
            minutes,
          })),
        );
      case 'submit':
        return this.fixture
          .as('member')
          .post(`${ROOT}/periods`, { week: this.mondays[step.week] });
      default:
        return this.fixture.decide(
          'superAdmin',
          step.action,
          this.#periods[step.week],
        );
    }
  }

  /**
   * Finds the path of a worklog that equals the nth expected worklog. Equal worklogs are
   * interchangeable.
   */
  private async findWorklogPath(nth: number): Promise<string> {
    const { item, day, minutes } = this.#expected.getNth(nth);
    const equalWorklog = (await this.listWorklogs(Math.floor(day / 2))).find(
      entry =>
        entry.work_item_id === this.items[item].id &&
        entry.logged_at === this.getDate(day) &&
        entry.duration_minutes === minutes,
    );
    return this.fixture.getWorklogPath(equalWorklog!);
  }

  private async listWorklogs(week: number): Promise<Worklog[]> {
    const { items } = await this.get(`/worklogs?${this.toWeekQuery(week)}`);
    const entries = items.map((entry: Worklog) => omit(entry, 'period_status'));
    return sortBy(entries, 'id');
  }

  private toWeekQuery(week: number): string {
    const from = this.mondays[week];
    return `member_id=${people.member}&date_from=${from}&date_to=${addDays(
      from,
      6,
    )}`;
  }

  private getDate(day: number): string {
    return addDays(this.mondays[Math.floor(day / 2)], day % 2);
  }

  private getItemWorklogsPath(item: number): string {
    const { id, project_id } = this.items[item];
    const fixture = this.fixtures.find(
      ({ project: { pid } }) => pid === project_id,
    )!;
    return fixture.getItemWorklogsPath({ id });
  }

  private async get(path: string) {
    const { body } = await this.fixture
      .as('member')
      .get(ROOT + path)
      .expect(200);
    return body;
  }
}

/** Sums the minutes of each key. */
function sumByKey(cells: ReadonlyArray<[string, number]>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key, minutes] of cells) {
    sums.set(key, (sums.get(key) ?? 0) + minutes);
  }
  return sums;
}
