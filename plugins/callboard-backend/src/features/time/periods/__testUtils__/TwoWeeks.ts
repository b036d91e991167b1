import {
  Period,
  PeriodStatus,
  WorkItem,
  Worklog,
} from '@callboard/plugin-callboard-common';
import { omit, sortBy, sum, sumBy } from 'lodash';
import { people } from '../../../../__testUtils__/startCallboard';
import { TimeFixture } from '../../__testUtils__/TimeFixture';
import { addDays } from '../../rules/workingDays';
import { ExpectedTime } from './ExpectedTime';
import { TimeStep } from './timeSteps';

const ROOT = '/workspaces/default';

/** The observed state of a week. */
interface SeenWeek {
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

/** Two weeks of a person and the expected state of them. */
export class TwoWeeks {
  readonly #expected = new ExpectedTime();
  readonly #periods: Period[] = [];
  /** The worklogs of each week at submission. */
  readonly #submitted: Worklog[][] = [];

  /**
   * @param mondays - the first days of the weeks
   * @param items - one of each project
   */
  constructor(
    private readonly desks: readonly TimeFixture[],
    private readonly mondays: readonly string[],
    private readonly items: readonly WorkItem[],
  ) {}

  /** Runs a step that applies, and checks its response. */
  async applyStep(step: TimeStep): Promise<void> {
    if (!this.isAboutSomething(step)) {
      return;
    }
    const answer = await this.send(step);
    const expected = this.#expected.take(step);
    if (answer.status !== expected) {
      throw new Error(
        `${JSON.stringify(step)} was answered with ${
          answer.status
        }, not ${expected}: ${answer.text}`,
      );
    }
    if (step.action === 'submit' && answer.status === 201) {
      this.#periods[step.week] = answer.body;
      this.#submitted[step.week] = await this.readEntries(step.week);
    }
  }

  /** The state from the timesheets, summaries and periods. */
  async readWeeks(): Promise<SeenWeek[]> {
    return Promise.all([0, 1].map(week => this.see(week)));
  }

  /** The expected state. */
  expectedWeeks(): SeenWeek[] {
    return [0, 1].map(week => {
      const entries = this.#expected.in(week);
      const total = sumBy(entries, 'minutes');
      const cells = entries.map(({ item, day, minutes }): [string, number] => [
        `${this.items[item].id} ${this.getDate(day)}`,
        minutes,
      ]);
      return {
        cells: added(cells),
        totals: [total, total, total, total],
        status: this.#expected.statuses[week],
        period: this.#periods[week] && total,
        locked: this.#expected.isLocked(week) ? this.#submitted[week] : [],
      };
    });
  }

  private async see(week: number): Promise<SeenWeek> {
    const timesheet = await this.fixture.timesheet('member', {
      week: this.mondays[week],
    });
    const summary = await this.get(
      `/time-tracking/summary?${this.toWeekQuery(week)}`,
    );
    const { period: known, rows } = timesheet;
    const period = known.id && (await this.get(`/periods/${known.id}`));
    return {
      cells: added(
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
      status: known.status,
      period: period?.total_minutes,
      locked: timesheet.is_editable ? [] : await this.readEntries(week),
    };
  }

  private get fixture(): TimeFixture {
    return this.desks[0];
  }

  /** Whether the target of a step exists: a worklog, or a period to decide on. */
  private isAboutSomething(step: TimeStep): boolean {
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
        return this.fixture.as(step.actor).post(this.pathOn(step.item), {
          duration_minutes: step.minutes,
          logged_at: this.getDate(step.day),
          on_behalf_of: people.member,
        });
      case 'change': {
        const { actor, item, day, minutes } = step;
        return this.fixture.as(actor).patch(await this.find(step.nth), {
          ...(item === null ? {} : { work_item_id: this.items[item].id }),
          ...(day === null ? {} : { logged_at: this.getDate(day) }),
          ...(minutes === null ? {} : { duration_minutes: minutes }),
        });
      }
      case 'delete':
        return this.fixture.as(step.actor).delete(await this.find(step.nth));
      case 'fill':
        return this.fixture.save(
          'member',
          this.mondays[step.week],
          step.cells.map(({ item, at, minutes }) => ({
            work_item_id: this.items[item].id,
            date: this.getDate(step.week * 2 + at),
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

  /** The path of a worklog equal to the nth expected one; equal worklogs are interchangeable. */
  private async find(nth: number): Promise<string> {
    const { item, day, minutes } = this.#expected.nth(nth);
    const like = (await this.readEntries(Math.floor(day / 2))).find(
      entry =>
        entry.work_item_id === this.items[item].id &&
        entry.logged_at === this.getDate(day) &&
        entry.duration_minutes === minutes,
    );
    return this.fixture.getWorklogPath(like!);
  }

  private async readEntries(week: number): Promise<Worklog[]> {
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

  private pathOn(item: number): string {
    const { id, project_id } = this.items[item];
    const fixture = this.desks.find(
      ({ project: { pid } }) => pid === project_id,
    )!;
    return fixture.pathOn({ id });
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
function added(cells: ReadonlyArray<[string, number]>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key, minutes] of cells) {
    sums.set(key, (sums.get(key) ?? 0) + minutes);
  }
  return sums;
}
