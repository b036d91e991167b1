import { Look } from '@callboard/plugin-callboard-common';
import { Actor } from '../../../access/actor';

/** That somebody looks at what a person did. */
export interface NewLook extends Pick<Look, 'kind' | 'scope' | 'workspace_id'> {
  /** Who is looked at. */
  person_ref: string;
  /** Who looks. */
  by: Pick<Actor, 'user_ref' | 'display_name'>;
  /** How many rows of theirs a file has. */
  rows?: number;
  /** Why. */
  reason?: string;
}
