/**
 * Where in its second a state of an issue belongs. GitHub's `updated_at` has
 * whole seconds only, and much happens in one: an issue is opened with three
 * labels, and four deliveries tell of it.
 */
export enum Moment {
  /** The state an issue was opened with: the first there is. */
  opened = 0,
  /** A state of which nobody knows more. */
  some = 1,
  /** Read when the second was over: the last there is. */
  last = 999,
}
