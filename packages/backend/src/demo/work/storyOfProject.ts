import { composeItem } from './composeItem';
import { Deed } from './Deed';
import { DemoProject } from './DemoProject';
import { lifeOfItem, Step } from './lifeOfItem';
import { Storyteller } from './Storyteller';

/** No bulk update takes more. */
const MAX_TOGETHER = 100;

/** The steps of several items that are one and the same act. */
class Together {
  readonly #acts = new Map<string, { step: Step; names: string[] }>();

  add(step: Step, name: string): void {
    const key = JSON.stringify(step);
    const act = this.#acts.get(key) ?? { step, names: [] };
    act.names.push(name);
    this.#acts.set(key, act);
  }

  list(): Array<{ step: Step; change: string[] }> {
    return [...this.#acts.values()].flatMap(({ step, names }) =>
      Array.from(
        { length: Math.ceil(names.length / MAX_TOGETHER) },
        (_, n) => ({
          step,
          change: names.slice(n * MAX_TOGETHER, (n + 1) * MAX_TOGETHER),
        }),
      ),
    );
  }
}

/** When items were made, in order: a project begins with what has waited. */
function beginnings({ chance, clock }: Storyteller, count: number): number[] {
  return Array.from({ length: count }, () =>
    chance.number.float({
      max: chance.datatype.boolean(0.08) ? 0.9 : clock.length - 0.01,
    }),
  ).sort((a, b) => a - b);
}

/**
 * Everything that people did in a year to the items they made in a project, in
 * order of time.
 */
export function storyOfProject(
  { name: project, domain }: DemoProject,
  count: number,
  teller: Storyteller,
): Deed[] {
  const { chance, clock, crew, days } = teller;
  const deeds: Deed[] = [];
  const together = new Together();
  const parents: string[] = [];
  const actorAt = (at: number, user_ref?: string) => ({
    user_ref: user_ref ?? crew.pick(chance, clock.dayOf(at) / days),
    at: clock.momentOf(at),
  });
  beginnings(teller, count).forEach((begin, index) => {
    const name = `${project} ${index + 1}`;
    const item = composeItem(chance, domain);
    const { begins, steps } = lifeOfItem(begin, item, teller);
    const parent = chance.helpers.maybe(
      () => chance.helpers.arrayElement(parents.slice(-6)),
      { probability: parents.length > 0 ? 0.18 : 0 },
    );
    if (!parent && item.kind === 'feature' && chance.datatype.boolean(0.1)) {
      parents.push(name);
    }
    deeds.push({
      ...actorAt(begin),
      make: name,
      item,
      gift: { ...begins, ...(parent && { parent }) },
    });
    for (const step of steps.filter(({ at }) => at < clock.length)) {
      if (step.isTogether) {
        together.add(step, name);
      } else {
        const { at, gift, user_ref } = step;
        deeds.push({ ...actorAt(at, user_ref), change: [name], gift });
      }
    }
  });
  for (const { step, change } of together.list()) {
    deeds.push({ ...actorAt(step.at, crew.lead), change, gift: step.gift });
  }
  return deeds.sort((a, b) => a.at.getTime() - b.at.getTime());
}
