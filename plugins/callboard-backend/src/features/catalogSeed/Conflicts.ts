import { CatalogImportResult } from '@callboard/plugin-callboard-common';

/** The skipped entities, and the reasons. */
export class Conflicts {
  readonly #reasons = new Map<string, string>();

  /** The first reason is the one that counts. */
  add(entity_ref: string, reason: string): void {
    if (!this.#reasons.has(entity_ref)) {
      this.#reasons.set(entity_ref, reason);
    }
  }

  has(entity_ref: string): boolean {
    return this.#reasons.has(entity_ref);
  }

  /** All conflicts, in order of detection. */
  list(): CatalogImportResult['conflicts'] {
    return [...this.#reasons].map(([entity_ref, reason]) => ({
      entity_ref,
      reason,
    }));
  }
}
