import {
  DEFAULT_WORKSPACE,
  endpoints,
  WorkItem,
} from '@callboard/plugin-callboard-common';
import { SeedClient, SeedServices } from '@callboard/plugin-callboard-node';
import { demoPeople, userRefOf } from '../demoPeople';
import { Calendar } from '../year/Calendar';
import { Tenure } from '../year/tenures';
import { absencesOf } from './absencesOf';
import { allPages } from './allPages';
import { readDeciders } from './deciders';
import { DemoPeriods } from './DemoPeriods';
import { entriesOf } from './entriesOf';
import { periodsOf } from './periodsOf';
import { timeHabits } from './timeHabits';

const slug = DEFAULT_WORKSPACE;

/** So many people have their time approved. */
const SUBMITTERS = 100;

/** A year of what people logged, of when they were away, and who approved it. */
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
    const periods = new DemoPeriods(
      services,
      await readDeciders(this.#inTheEnd()),
      this.#admin,
    );
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
      if (index < SUBMITTERS) {
        const dates = entries.map(({ entry }) => entry.logged_at!);
        await periods.seed(user_ref, periodsOf(tenure, calendar, dates));
      }
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
    const listed = await allPages(query =>
      api.call(endpoints.listHolidays, { params: { slug }, query }),
    );
    return new Set(listed.map(({ date }) => date));
  }

  /** All items, archived ones too, as they are in the end. */
  async #items(): Promise<WorkItem[]> {
    const api = this.#inTheEnd();
    const list = (is_archived: boolean) =>
      allPages(page =>
        api.call(endpoints.listWorkItemsOfWorkspace, {
          params: { slug },
          query: { ...page, is_archived },
        }),
      );
    return [...(await list(false)), ...(await list(true))];
  }

  #inTheEnd(): SeedClient {
    return this.services.as({ user_ref: this.#admin, at: this.calendar.now });
  }
}
