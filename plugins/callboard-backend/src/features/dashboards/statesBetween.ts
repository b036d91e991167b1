import { DashboardRow } from './DashboardRow';

/**
 * The states that a dashboard goes through in one change. Where it is shared or
 * no longer shared, that is a step of its own: everybody hears of it, and of
 * nothing that is said of it while it is private.
 */
export function statesBetween(
  before: DashboardRow,
  after: DashboardRow,
): DashboardRow[] {
  if (before.access === after.access) {
    return [after];
  }
  const { access, is_default } = after.access === 'private' ? after : before;
  const between =
    after.access === 'private'
      ? { ...before, access, is_default }
      : { ...after, access, is_default };
  return [between, after];
}
