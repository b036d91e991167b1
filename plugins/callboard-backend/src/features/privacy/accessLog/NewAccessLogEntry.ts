import { AccessLogEntry } from '@callboard/plugin-callboard-common';
import { Actor } from '../../../kernel/actor';

/** A new entry of the access log. */
export interface NewAccessLogEntry
  extends Pick<AccessLogEntry, 'kind' | 'scope' | 'workspace_id'> {
  /** The person whose data is viewed. */
  person_ref: string;
  /** The viewer. */
  actor: Pick<Actor, 'user_ref' | 'display_name'>;
  /** The number of the person's rows in an export. */
  rows?: number;
  /** The reason given by the viewer. */
  reason?: string;
}
