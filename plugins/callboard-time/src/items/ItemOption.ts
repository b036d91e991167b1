import type { LoggedItem } from './LoggedItem';

/** Why a work item is offered. */
export type ItemGroup = 'assigned' | 'recent' | 'found';

/** A work item offered in a picker for logging time. */
export interface ItemOption extends LoggedItem {
  group: ItemGroup;
}
