import type { LoggedItem } from './LoggedItem';

/** Why an item is offered. */
export type ItemGroup = 'assigned' | 'recent' | 'found';

/** An item that is offered to log time on. */
export interface ItemOption extends LoggedItem {
  group: ItemGroup;
}
