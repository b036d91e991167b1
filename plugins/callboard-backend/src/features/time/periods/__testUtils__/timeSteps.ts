import fc from 'fast-check';

/** The index of one of two items, which belong to different projects. */
const item = fc.nat({ max: 1 });

/** The index of one of four days: two in the first week, then two in the second week. */
const day = fc.nat({ max: 3 });

const week = fc.nat({ max: 1 });

/** Two worklogs of the longest duration exceed the daily limit. */
const minutes = fc.integer({ min: 1, max: 250 });

/** The index of a worklog, modulo the number of worklogs. */
const nth = fc.nat({ max: 9 });

/** The member themselves or a project admin. */
const actor = fc.constantFrom('member' as const, 'projectAdmin' as const);

/** A cell of a timesheet. */
export interface CellStep {
  item: number;
  /** 0 or 1, the two days of the week that the tests use. */
  dayOfWeek: number;
  minutes: number;
}

/** A step that changes one person's time. */
export type TimeStep =
  | {
      action: 'log';
      actor: StepActor;
      item: number;
      day: number;
      minutes: number;
    }
  | {
      action: 'change';
      actor: StepActor;
      nth: number;
      item: number | null;
      day: number | null;
      minutes: number | null;
    }
  | { action: 'delete'; actor: StepActor; nth: number }
  | { action: 'fill'; week: number; cells: CellStep[] }
  | { action: 'submit' | 'approve' | 'reject' | 'reopen'; week: number };

type StepActor = 'member' | 'projectAdmin';

function buildStep<Action extends string, Fields>(
  action: Action,
  fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> },
) {
  return fc.record({ action: fc.constant(action), ...fields });
}

/** Cells of two timesheet rows, each cell at most once. */
const cells = fc.uniqueArray(
  fc.record({
    item,
    dayOfWeek: fc.nat({ max: 1 }),
    minutes: fc.oneof(fc.constant(0), minutes),
  }),
  {
    minLength: 1,
    maxLength: 3,
    selector: cell => `${cell.item} ${cell.dayOfWeek}`,
  },
);

/** Steps that the server may reject, but that must never cause an internal error. */
export const timeStep = fc.oneof(
  { weight: 4, arbitrary: buildStep('log', { actor, item, day, minutes }) },
  {
    weight: 3,
    arbitrary: buildStep('change', {
      actor,
      nth,
      item: fc.option(item),
      day: fc.option(day),
      minutes: fc.option(minutes),
    }),
  },
  { weight: 1, arbitrary: buildStep('delete', { actor, nth }) },
  { weight: 4, arbitrary: buildStep('fill', { week, cells }) },
  { weight: 1, arbitrary: buildStep('submit', { week }) },
  { weight: 1, arbitrary: buildStep('approve', { week }) },
  { weight: 1, arbitrary: buildStep('reject', { week }) },
  { weight: 1, arbitrary: buildStep('reopen', { week }) },
) as fc.Arbitrary<TimeStep>;
