/** A repository while a run of the import reads it. */
export interface Visit {
  full_name: string;
  /** The entity that it belongs to. */
  entity_ref: string;
  signal: AbortSignal;
  /**
   * Asks who can read the repository, once, and makes its project secret if it
   * has to be. Call this before taking anything.
   */
  guard(): Promise<void>;
}
