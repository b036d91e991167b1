import { AuditedActivity } from '@callboard/plugin-callboard-node';
import { Unnamed } from '../catalog/findUnnamedResource';

/** A queued audit event. */
export interface QueuedAction {
  activity: AuditedActivity;
  /** The catalog entity or location of which the event has only an id. */
  unnamed?: Unnamed;
  /** The approximate memory it takes. */
  bytes: number;
}
