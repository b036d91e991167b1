import { NewActivity } from '@callboard/plugin-callboard-common';

/** Whether an activity is a page view. */
export function isView({ action }: NewActivity): boolean {
  return action === 'page_view' || action === 'entity_view';
}
