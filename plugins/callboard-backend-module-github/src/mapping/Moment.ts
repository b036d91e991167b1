/**
 * The position of an issue's state within its second. GitHub's `updated_at` has whole seconds only,
 * and one second can have many changes: opening an issue with three labels causes four deliveries.
 */
export enum Moment {
  /** The state with which an issue was opened: always the first. */
  opened = 0,
  /** Any other state. */
  some = 1,
  /** Read after the end of the second: always the last. */
  last = 999,
}
