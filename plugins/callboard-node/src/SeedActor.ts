/** The user and the time of a seeded change. @public */
export interface SeedActor {
  /** A User reference such as `user:default/jane`. */
  user_ref: string;
  /** The moment the change is dated to. */
  at: Date;
}
