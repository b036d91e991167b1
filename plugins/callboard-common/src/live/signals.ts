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
  /** The user's notifications or their read state changed. */
  | { type: 'notifications' }
  /** The channels of the receiving user changed: request them again. */
  | { type: 'renew' };
