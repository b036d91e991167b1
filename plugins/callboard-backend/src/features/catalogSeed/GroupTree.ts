import { CatalogGroup } from './CatalogOrganisation';

/** The parent of a Group's department, or the skipped Group above it. */
export type Above = { id: string | null } | { left: string };

/** Finds the parent departments of Groups. */
export class GroupTree {
  readonly #groups: ReadonlyMap<string, CatalogGroup>;

  constructor(groups: readonly CatalogGroup[]) {
    this.#groups = new Map(groups.map(group => [group.entity_ref, group]));
  }

  /**
   * The department of the nearest ancestor Group that has one, or the excluded Group on the way
   * there.
   *
   * @param getDepartmentId - the department of a Group; null if excluded, undefined if skipped
   */
  findParent(
    { parent_ref }: CatalogGroup,
    getDepartmentId: (group: CatalogGroup) => string | null | undefined,
  ): Above {
    // Skipped Groups may form a cycle.
    const seen = new Set<string>();
    let at = parent_ref;
    while (at && !seen.has(at)) {
      seen.add(at);
      const group = this.#groups.get(at);
      const id = group && getDepartmentId(group);
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
