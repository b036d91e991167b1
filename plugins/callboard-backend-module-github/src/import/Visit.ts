/** One run of the import in one repository. */
export interface Visit {
  full_name: string;
  /** The entity that it belongs to. */
  entity_ref: string;
  signal: AbortSignal;
  /**
   * Makes the project secret if the repository is private. Asks GitHub only once.
   * Call this before storing anything.
   */
  guard(): Promise<void>;
}
