import { FieldChange } from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';

/** A row of the log as rules evaluate it. */
export interface MatchedLogRow {
  id: string;
  workspace_id: string;
  user_id: string;
  user_name: string;
  action: string;
  entity_type: string | null;
  entity_id: string | null;
  entity_label: string | null;
  metadata: JsonObject | null;
  changes: FieldChange[];
  /** Milliseconds since 1970. */
  at: number;
  is_detail: boolean;
  source: string;
  /** Whether it is the membership of a workspace's creator, from the same action. */
  isFounding: boolean;
}
