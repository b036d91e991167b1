import { AuditedActivity } from '@callboard/plugin-callboard-node';
import { Unnamed } from '../catalog/unnamedOf';

/** An act that waits to be stored. */
export interface QueuedAct {
  activity: AuditedActivity;
  /** The catalog entity or location that the event gives only an id of. */
  unnamed?: Unnamed;
  /** About what it takes in memory. */
  bytes: number;
}
