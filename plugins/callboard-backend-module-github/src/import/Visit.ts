/** One run of the import in one repository. */
export interface Visit {
  full_name: string;
  /** The entity of the repository. */
  entity_ref: string;
  signal: AbortSignal;
  /**
   * Makes the project secret if the repository is private. Queries GitHub only once. Must be called
   * before storing anything.
   */
  makeSecretIfPrivate(): Promise<void>;
}
