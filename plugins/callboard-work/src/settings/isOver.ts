import type { Setting } from './SettingKind';

/** Whether a setting is a cycle that has ended; an overdue module is not over. */
export function isOver(resource: Setting, today: string): boolean {
  return (
    'end_date' in resource &&
    resource.end_date !== null &&
    resource.end_date < today
  );
}
