import {
  DEFAULT_WORKSPACE,
  endpoints,
  WorkItem,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { demoPeople, userRefOf } from '../demoPeople';
import { Calendar } from '../year/Calendar';
import { Tenure } from '../year/tenures';
import { absencesOf } from './absencesOf';
import { entriesOf } from './entriesOf';
import { timeHabits } from './timeHabits';

const slug = DEFAULT_WORKSPACE;

/** No page of a list has more. */
const PAGE = 200;

/** A year of what people logged, and of when they were away. */
export class DemoTime {
  readonly #admin = userRefOf(demoPeople[0]);

  constructor(
    private readonly services: SeedServices,
    private readonly calendar: Calendar,
    private readonly tenures: readonly Tenure[],
  ) {}

  /**
   * Lets people log their year, on the items that were theirs.
   *
   * @returns how many entries there are
   */
  async seed(): Promise<number> {
    const { services, calendar } = this;
    const holidays = await this.#holidays();
    const items = await this.#items();
    const there = this.tenures.filter(
      ({ role, until }) => role !== 'guest' && until === undefined,
    );
    let count = 0;
    for (const [index, tenure] of there.entries()) {
      const user_ref = userRefOf(tenure.person);
      const absences = absencesOf(tenure, calendar);
      for (const { at, ...body } of absences) {
        await services
          .as({ user_ref, at })
          .call(endpoints.createTimeOff, { params: { slug }, body });
      }
      const entries = entriesOf({
        tenure,
        habits: timeHabits(index),
        calendar,
        holidays,
        absences,
        items: items.filter(({ assignees }) => assignees.includes(user_ref)),
      });
      count += await services.recordTime(slug, user_ref, entries);
    }
    return count;
  }

  /** The company keeps the public holidays of where it sits. */
  async #holidays(): Promise<ReadonlySet<string>> {
    const { calendar } = this;
    const years = [calendar.dayAt(0).year, calendar.dayAt(calendar.days).year];
    const at = calendar.momentAt(0, 9);
    const api = this.services.as({ user_ref: this.#admin, at });
    for (const year of new Set(years)) {
      await api.call(endpoints.importHolidays, {
        params: { slug },
        body: { country: 'DE', year },
      });
    }
    const { items } = await api.call(endpoints.listHolidays, {
      params: { slug },
      query: { limit: PAGE },
    });
    return new Set(items.map(({ date }) => date));
  }

  /** All items, archived ones too, as they are in the end. */
  async #items(): Promise<WorkItem[]> {
    const api = this.services.as({
      user_ref: this.#admin,
      at: this.calendar.now,
    });
    const found: WorkItem[] = [];
    for (const is_archived of [false, true]) {
      let cursor: string | undefined;
      do {
        const page = await api.call(endpoints.listWorkItemsOfWorkspace, {
          params: { slug },
          query: { limit: PAGE, cursor, is_archived },
        });
        found.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
    }
    return found;
  }
}
