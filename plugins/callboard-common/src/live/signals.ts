import { EntityType } from '../changes';

/** A message on a live-update channel. It holds ids, never content. @public */
export type CallboardSignal =
  | {
      type: 'change';
      workspace_id: string;
      entity_type: EntityType;
      entity_id: string;
    }
  | { type: 'activity'; workspace_id: string }
  /** What the person has been told, or their marks on it, is not what it was. */
  | { type: 'notifications' }
  /** The channels of whoever hears this are others now: ask for them again. */
  | { type: 'renew' };
