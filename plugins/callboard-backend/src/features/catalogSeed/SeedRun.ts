import { CatalogImportResult } from '@callboard/plugin-callboard-common';
import { StaffChangeTime } from '../staff/patchStaff';

/** The settings of a run. */
export interface SeedSetting {
  workspace_id: string;
  /** The types of Groups that become departments; undefined for all. */
  groupTypes?: readonly string[];
  /** The configured department types; if empty, departments get the type of their Group. */
  departmentTypes: readonly string[];
  staffIdLength: number;
  moment: StaffChangeTime;
}

/** The numbers of created, updated and unchanged departments or staff. */
export type SeedCounts = CatalogImportResult['departments'];

/** Entities that cannot be imported, completely or in part, and the reasons. */
export class Conflicts {
  readonly #reasons = new Map<string, string>();

  /** Adds an entity with a reason. Only the first reason of an entity is stored. */
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
