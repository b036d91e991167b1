import {
  NewWorkItem,
  WorkItem,
  WorkState,
} from '@callboard/plugin-callboard-common';
import {
  SeedWorkAct,
  SeedWorkSettings,
} from '@callboard/plugin-callboard-node';
import { CycleCalendar } from './CycleCalendar';
import { Deed, Gift } from './Deed';

/** Knows the ids of what is in a project, by name. */
export class ProjectBook {
  /** The id of the project, once it is founded. */
  id = '';
  readonly #states = new Map<string, string>();
  readonly #labels = new Map<string, string>();
  readonly #cycles = new Map<string, string>();
  readonly #modules = new Map<string, string>();
  readonly #items = new Map<string, string>();

  constructor(private readonly calendar: CycleCalendar) {}

  addStates(states: readonly WorkState[]): void {
    states.forEach(({ id, name }) => this.#states.set(name, id));
  }

  addSettings({ labels, cycles, modules }: SeedWorkSettings): void {
    labels.forEach(({ id, name }) => this.#labels.set(name, id));
    cycles.forEach(({ id, name }) => this.#cycles.set(name, id));
    modules.forEach(({ id, name }) => this.#modules.set(name, id));
  }

  addItems(items: ReadonlyMap<string, Pick<WorkItem, 'id'>>): void {
    items.forEach(({ id }, name) => this.#items.set(name, id));
  }

  /** The id of an item that has been made. */
  itemOf(name: string): string {
    return this.#items.get(name)!;
  }

  /** A deed as Callboard takes it. */
  actOf(deed: Deed): SeedWorkAct {
    const { user_ref, at } = deed;
    const itemOf = (name: string) => this.#items.get(name) ?? name;
    if ('change' in deed) {
      const change = deed.change.map(itemOf);
      const archived = deed.gift.archived && { archived_at: at.toISOString() };
      const patch = { ...this.#fieldsOf(deed.gift), ...archived };
      return { user_ref, at, change, patch };
    }
    const { item, gift, make } = deed;
    const input: NewWorkItem = {
      title: item.title,
      description: item.description,
      priority: item.priority,
      estimate_points: item.estimate_points,
      estimate_time: item.estimate_time,
      labels: item.labels.map(name => this.#labels.get(name)!),
      module_id: item.module && this.#modules.get(item.module),
      ...this.#fieldsOf(gift),
      ...(gift.draft && { is_draft: true }),
      ...(gift.parent && { parent_id: itemOf(gift.parent) }),
    };
    return { user_ref, at, make, input };
  }

  #fieldsOf({ state, cycle, assignees, start_date, target_date }: Gift) {
    return {
      ...(state && { state_id: this.#states.get(state)! }),
      ...(cycle !== undefined && {
        cycle_id: this.#cycles.get(this.calendar.nameOf(cycle))!,
      }),
      ...(assignees && { assignees }),
      ...(start_date && { start_date }),
      ...(target_date && { target_date }),
    };
  }
}
