import { CatalogImportResult } from '@callboard/plugin-callboard-common';
import { StaffChangeTime } from '../staff/patchStaff';

/** The settings of a run. */
export interface SeedSetting {
  workspace_id: string;
  /** The types of Groups that become departments; undefined for all. */
  groupTypes?: readonly string[];
  /** The existing department types; if empty, all types are accepted. */
  departmentTypes: readonly string[];
  staffIdLength: number;
  moment: StaffChangeTime;
}

/** The numbers of created, updated and unchanged departments or staff. */
export type SeedCounts = CatalogImportResult['departments'];

/** The skipped entities, and the reasons. */
export class Conflicts {
  readonly #reasons = new Map<string, string>();

  /** Adds a skipped entity; its first reason is retained. */
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
