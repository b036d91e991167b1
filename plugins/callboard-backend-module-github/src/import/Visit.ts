import { SyncProblem } from '@callboard/plugin-callboard-node';
import { ImportCursors } from './ImportCursors';

/** One run of the import in one repository. */
export interface Visit {
  full_name: string;
  /** The entity of the repository. */
  entity_ref: string;
  signal: AbortSignal;
  cursors: ImportCursors;
  /** Shows that an issue or a comment could not be imported. */
  report(problem: SyncProblem): void;
  /**
   * Makes the project secret if the repository is private. Queries GitHub only once. Must be called
   * before storing anything.
   */
  makeSecretIfPrivate(): Promise<void>;
}
