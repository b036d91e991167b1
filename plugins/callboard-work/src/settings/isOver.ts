import type { Setting } from './SettingKind';

/** Whether a thing is a cycle that has ended; what is late is not over. */
export function isOver(thing: Setting, today: string): boolean {
  return (
    'end_date' in thing && thing.end_date !== null && thing.end_date < today
  );
}
