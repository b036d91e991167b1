import { AuditedActivity } from '@callboard/plugin-callboard-node';
import { UnnamedResource } from '../catalog/findUnnamedResource';

/** A queued audit event. */
export interface QueuedAction {
  activity: AuditedActivity;
  /** The catalog entity or location of which the event has only an id. */
  unnamed?: UnnamedResource;
  /** The approximate memory that the event takes. */
  bytes: number;
}
