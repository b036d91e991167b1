import { Composed } from './composeItem';
import { Gift } from './Deed';
import { Storyteller } from './Storyteller';

/** Boards are tidied every so many working days, of what is that old. */
const TIDY_EVERY = 60;

/** When a day's planning is over, as a part of it. */
const PLANNED = 0.1;

/** Something that happens to an item. */
export interface Step {
  /** In working days. */
  at: number;
  gift: Gift;
  /** Who does it; else somebody. */
  user_ref?: string;
  /** Whether it happens to others in the same act. */
  isTogether?: true;
}

/** What an item begins with, and what happens to it then, in order. */
export interface Life {
  begins: Gift;
  steps: Step[];
}

const fates = [
  { weight: 2, value: 'draft' as const },
  { weight: 9, value: 'parked' as const },
  { weight: 7, value: 'cancelled' as const },
  { weight: 82, value: 'done' as const },
];

/** When the people plan it, and for which cycle. */
function planning(
  from: number,
  { chance, clock, cycles }: Storyteller,
): Step | undefined {
  if (chance.datatype.boolean(0.25)) {
    const at = from + chance.number.float({ min: 0.02, max: 0.4 });
    return at < clock.length
      ? { at, gift: { state: 'Todo', cycle: cycles.indexOf(clock.dayOf(at)) } }
      : undefined;
  }
  const wanted = from + chance.number.float({ max: 10 });
  if (wanted >= clock.length) {
    return undefined;
  }
  const cycle = cycles.indexOf(clock.dayOf(wanted)) + 1;
  return {
    at: clock.positionOf(cycles.startOf(cycle)) + PLANNED,
    gift: { state: 'Todo', cycle },
    isTogether: true,
  };
}

/** What becomes of an item that is planned: begun, looked at, done. */
function work(
  planned: number,
  { chance, clock, crew, days }: Storyteller,
  { target_date, assignees }: Gift,
): Step[] {
  const after = (at: number, min: number, max: number) =>
    at + chance.number.float({ min, max });
  const begun = after(planned, 0.05, 9);
  if (begun >= clock.length) {
    return [];
  }
  const pick = () => crew.pick(chance, clock.dayOf(begun) / days);
  const user_ref = assignees?.[0] ?? pick();
  const others = chance.datatype.boolean(0.12) ? [pick()] : [];
  const start_date = clock.dateOf(begun);
  const steps: Step[] = [
    {
      at: begun,
      user_ref,
      gift: {
        state: 'In Progress',
        assignees: [...new Set([user_ref, ...others])],
        ...((!target_date || target_date >= start_date) && { start_date }),
      },
    },
  ];
  let at = after(begun, 0.4, 9);
  if (chance.datatype.boolean(0.65)) {
    steps.push({ at, user_ref, gift: { state: 'In Review' } });
    at = after(at, 0.2, 5);
  }
  steps.push({ at, user_ref, gift: { state: 'Done' } });
  if (chance.datatype.boolean(0.03)) {
    at = after(at, 0.5, 5);
    steps.push({ at, gift: { state: 'In Progress' } });
    at = after(at, 0.5, 3);
    steps.push({ at, user_ref, gift: { state: 'Done' } });
  }
  if (chance.datatype.boolean(0.15)) {
    at = (Math.ceil(at / TIDY_EVERY) + 1) * TIDY_EVERY + PLANNED;
    steps.push({ at, gift: { archived: true }, isTogether: true });
  }
  return steps;
}

/** Draws what happens to an item. */
export function lifeOfItem(
  begin: number,
  { kind }: Composed,
  teller: Storyteller,
): Life {
  const { chance, clock, crew, days } = teller;
  const fate = chance.helpers.weightedArrayElement(fates);
  if (fate === 'draft') {
    return { begins: { draft: true }, steps: [] };
  }
  const isTriaged = chance.datatype.boolean(kind === 'bug' ? 0.4 : 0.05);
  const target = begin + chance.number.int({ min: 10, max: 30 });
  const target_date =
    chance.datatype.boolean(0.15) && target < clock.length
      ? clock.dateOf(target)
      : undefined;
  const begins: Gift = {
    ...(isTriaged && { state: 'Triage' }),
    ...(target_date && { target_date }),
    // Some know from the beginning whose it is.
    ...(chance.datatype.boolean(0.35) && {
      assignees: [crew.pick(chance, clock.dayOf(begin) / days)],
    }),
  };
  const steps: Step[] = [];
  let at = begin;
  if (isTriaged) {
    at += chance.number.float({ min: 0.3, max: 6 });
    steps.push({ at, gift: { state: 'Backlog' } });
  }
  if (fate === 'cancelled') {
    at += chance.number.float({ min: 1, max: 40 });
    steps.push({ at, gift: { state: 'Cancelled' } });
  }
  const planned = fate === 'done' ? planning(at, teller) : undefined;
  if (planned) {
    steps.push(planned, ...work(planned.at, teller, begins));
  }
  return { begins, steps };
}
