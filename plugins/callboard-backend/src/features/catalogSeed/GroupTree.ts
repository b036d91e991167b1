import { CatalogGroup } from './CatalogOrganisation';

/** What a Group's department should lie beneath. */
export type Above = { id: string | null } | { left: string };

/** Finds the departments above Groups. */
export class GroupTree {
  readonly #groups: ReadonlyMap<string, CatalogGroup>;

  constructor(groups: readonly CatalogGroup[]) {
    this.#groups = new Map(groups.map(group => [group.entity_ref, group]));
  }

  /**
   * The department of the nearest Group above that has one, or the Group on the
   * way there that is left out.
   *
   * @param departmentOf - the department of a Group; null for one that is left
   *   out, undefined for one that is passed over
   */
  above(
    { parent_ref }: CatalogGroup,
    departmentOf: (group: CatalogGroup) => string | null | undefined,
  ): Above {
    // Groups that are passed over can lie beneath each other.
    const seen = new Set<string>();
    let at = parent_ref;
    while (at && !seen.has(at)) {
      seen.add(at);
      const group = this.#groups.get(at);
      const id = group && departmentOf(group);
      if (id === null) {
        return { left: at };
      }
      if (id) {
        return { id };
      }
      at = group?.parent_ref ?? null;
    }
    return { id: null };
  }
}
