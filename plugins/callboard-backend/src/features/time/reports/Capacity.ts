import {
  CapacityBand,
  DepartmentCapacity,
  MemberCapacity,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, sumBy } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { Core } from '../../../core/Core';
import { Clock } from '../../../kernel/clock';
import { getDateInZone } from '../../../database/zones';
import { InvalidRequestError } from '../../../http/errors';
import { iterateInSteps } from '../../../kernel/yielding';
import { DayRange, computeExpectedDays } from '../calendar/expectedTime';
import { getWeekStart, addDays, countDaysInRange } from '../rules/workingDays';
import { TimeSubfeature } from '../TimeParts';
import { toDayKey } from '../worklogs/WorklogStore';
import {
  CapacityPerson,
  CapacityQuery,
  CapacityReadModel,
} from './CapacityReadModel';

/** The maximum number of days. A plan beyond a year is unreadable. */
const MAX_DAYS = 400;

/** The maximum number of people × days. */
const MAX_CELLS = 250_000;

/** Below this share of the expected minutes, a person has spare capacity. */
const UNDER_RATIO = 0.9;

/** Above this share of the expected minutes, a person is overbooked. */
const OVER_RATIO = 1.1;

/** Compares the expected minutes of people with their logged minutes. */
export class Capacity {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      readModel: CapacityReadModel;
    },
  ) {}

  /**
   * Returns the capacity of the people whose time the caller plans, and of their departments. By
   * default, for the current week.
   *
   * @throws InvalidRequestError for too long a range, or too many people × days
   */
  async readCapacity(
    context: RequestContext,
    {
      date_from,
      date_to,
      ...query
    }: CapacityQuery & { date_from?: string; date_to?: string },
  ): Promise<{ items: MemberCapacity[]; departments: DepartmentCapacity[] }> {
    const { knex, readModel } = this.deps;
    const range = this.computeRange(context, date_from, date_to);
    const maxPeople = Math.floor(
      MAX_CELLS / countDaysInRange(range.from, range.to),
    );
    const people = await readModel.listPlannedPeople(
      context,
      query,
      maxPeople + 1,
    );
    if (people.length > maxPeople) {
      throw new InvalidRequestError([
        {
          field: 'query.date_to',
          reason: `is too far from date_from for ${people.length} people. Choose fewer days or a department`,
        },
      ]);
    }
    const refs = people.map(({ member_id }) => member_id);
    const getExpectedTime = await computeExpectedDays(
      knex,
      context.workspace,
      refs,
      range,
    );
    const logged = await readModel.sumLoggedMinutes(context, refs, range);
    const items: MemberCapacity[] = [];
    for await (const person of iterateInSteps(people)) {
      const capacity = toMemberCapacity(
        person,
        getExpectedTime(person.member_id),
        logged,
      );
      const hasTime = capacity.expected_minutes + capacity.logged_minutes > 0;
      if (hasTime || !person.hasResigned) items.push(capacity);
    }
    return { items, departments: await this.groupByDepartment(items) };
  }

  private computeRange(
    { workspace }: RequestContext,
    date_from: string | undefined,
    date_to: string | undefined,
  ): DayRange {
    const today = getDateInZone(this.deps.clock.now(), workspace.timezone);
    const week = getWeekStart(
      date_from ?? date_to ?? today,
      workspace.week_start,
    );
    const from = date_from ?? week;
    const to = date_to ?? addDays(from, 6);
    if (countDaysInRange(from, to) > MAX_DAYS) {
      throw new InvalidRequestError([
        {
          field: 'query.date_to',
          reason: `must be within ${MAX_DAYS} days of date_from`,
        },
      ]);
    }
    return { from, to };
  }

  private async groupByDepartment(
    items: readonly MemberCapacity[],
  ): Promise<DepartmentCapacity[]> {
    const ids = items.flatMap(({ department_id }) => department_id ?? []);
    const names = await this.deps.readModel.listDepartmentNames([
      ...new Set(ids),
    ]);
    const groups = Object.values(groupBy(items, 'department_id'));
    return groups
      .map(people => {
        const { department_id } = people[0];
        return {
          department_id,
          name: (department_id && names.get(department_id)) ?? null,
          people: people.length,
          ...sumCapacity(people),
        };
      })
      .sort((one, other) => (one.name ?? '').localeCompare(other.name ?? ''));
  }
}

function toMemberCapacity(
  { hasResigned: _, ...person }: CapacityPerson,
  expected: ReadonlyArray<{ date: string; minutes: number }>,
  logged: ReadonlyMap<string, number>,
): MemberCapacity {
  const days = expected.map(({ date, minutes }) => ({
    date,
    expected_minutes: minutes,
    logged_minutes:
      logged.get(toDayKey({ logged_by: person.member_id, logged_at: date })) ??
      0,
  }));
  return { ...person, ...sumCapacity(days), days };
}

/** Sums days or people, and derives the ratio and band. */
export function sumCapacity(
  parts: ReadonlyArray<{ expected_minutes: number; logged_minutes: number }>,
) {
  const expected_minutes = sumBy(parts, 'expected_minutes');
  const logged_minutes = sumBy(parts, 'logged_minutes');
  return {
    expected_minutes,
    logged_minutes,
    ratio: expected_minutes > 0 ? logged_minutes / expected_minutes : null,
    band: getCapacityBand(expected_minutes, logged_minutes),
  };
}

function getCapacityBand(expected: number, logged: number): CapacityBand {
  if (logged < expected * UNDER_RATIO) {
    return 'under';
  }
  return logged > expected * OVER_RATIO ? 'over' : 'on';
}

/** Adds the capacity report: expected and logged minutes of people. */
export function addCapacity({ reader, clock, router }: Core): TimeSubfeature {
  const capacity = new Capacity({
    knex: reader,
    clock,
    readModel: new CapacityReadModel(reader),
  });
  router.handle(endpoints.getCapacity, context =>
    capacity.readCapacity(context, context.query),
  );
  return {};
}
