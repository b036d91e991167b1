import { DashboardRow } from './DashboardRow';

/**
 * The states of a dashboard within one change. Starting or ending sharing is a state of its own:
 * everybody sees that entry, but no changes made while it is private.
 */
export function listStatesBetween(
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
