import { PeriodStatus } from '@callboard/plugin-callboard-common';
import { sumBy } from 'lodash';
import { CellStep, TimeStep } from './timeSteps';

/** The fields of a worklog from which sums are computed. */
interface ExpectedEntry {
  item: number;
  day: number;
  minutes: number;
}

/** The daily limit in the tests, in minutes. */
export const MAX_MINUTES = 400;

/** The status after each action, by current status. */
const transitions: Record<PeriodStatus, Record<string, PeriodStatus>> = {
  open: { submit: 'submitted' },
  submitted: { approve: 'approved', reject: 'rejected', reopen: 'open' },
  approved: { reopen: 'open' },
  rejected: { submit: 'submitted' },
};

/** Returns the week of a day. The tests use only two days of each week. */
const getWeek = (day: number) => Math.floor(day / 2);

/** A model of one person's time in two weeks. */
export class ExpectedTime {
  entries: ExpectedEntry[] = [];
  readonly statuses: PeriodStatus[] = ['open', 'open'];

  /** Lists the worklogs of a week. */
  listInWeek(week: number): ExpectedEntry[] {
    return this.entries.filter(({ day }) => getWeek(day) === week);
  }

  isLocked(week: number): boolean {
    return ['submitted', 'approved'].includes(this.statuses[week]);
  }

  /** Returns the nth worklog, modulo the number of worklogs. */
  getNth(index: number): ExpectedEntry {
    return this.entries[index % this.entries.length];
  }

  /** Applies a step if the server must accept it. Returns the expected HTTP status. */
  applyStep(step: TimeStep): number {
    switch (step.action) {
      case 'log':
        return this.replace([], [step], 201);
      case 'change': {
        const before = this.getNth(step.nth);
        const after = {
          item: step.item ?? before.item,
          day: step.day ?? before.day,
          minutes: step.minutes ?? before.minutes,
        };
        return this.replace([before], [after], 200);
      }
      case 'delete':
        return this.replace([this.getNth(step.nth)], [], 204);
      case 'fill':
        return this.fill(step.week, step.cells);
      default:
        return this.changeStatus(step.action, step.week);
    }
  }

  private fill(week: number, cells: readonly CellStep[]): number {
    const filled = cells.map(({ item, dayOfWeek, minutes }) => {
      const after = { item, day: week * 2 + dayOfWeek, minutes };
      const before = this.entries.filter(
        entry => entry.item === item && entry.day === after.day,
      );
      return { before, after };
    });
    if (filled.some(({ before }) => before.length > 1)) {
      return 409;
    }
    const changed = filled.filter(
      ({ before: [entry], after }) => (entry?.minutes ?? 0) !== after.minutes,
    );
    return this.replace(
      changed.flatMap(({ before }) => before),
      changed.flatMap(({ after }) => (after.minutes > 0 ? after : [])),
      200,
    );
  }

  private changeStatus(action: string, week: number): number {
    const status = transitions[this.statuses[week]][action];
    if (!status) {
      return 409;
    }
    this.statuses[week] = status;
    return action === 'submit' ? 201 : 200;
  }

  private replace(
    before: readonly ExpectedEntry[],
    after: readonly ExpectedEntry[],
    status: number,
  ): number {
    if ([...before, ...after].some(({ day }) => this.isLocked(getWeek(day)))) {
      return 409;
    }
    const entries = [
      ...this.entries.filter(entry => !before.includes(entry)),
      ...after.map(({ item, day, minutes }) => ({ item, day, minutes })),
    ];
    const isFull = ({ day }: ExpectedEntry) =>
      sumBy(entries, entry => (entry.day === day ? entry.minutes : 0)) >
      MAX_MINUTES;
    if (after.some(isFull)) {
      return 400;
    }
    this.entries = entries;
    return status;
  }
}
