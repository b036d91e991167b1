import { ChangeAction, EntityType } from '@callboard/plugin-callboard-common';
import { ActivityRow } from './log/ActivityRow';
import { FieldRules, ResponseFields } from './diff';

/** One change to one resource, as a service reports it. */
export type RecordedChange<Types extends EntityType = EntityType> =
  ChangeTo<Types> & ChangeSeenBy;

/** The entity, and the action on it. */
type ChangeTo<Types extends EntityType> = {
  [Type in Types]: ChangeDetails & {
    entity_type: Type;
    /** A named action; by default create, update or delete, derived from the states. */
    action?: ChangeAction<Type>;
  };
}[Types];

/** The visibility of the change. */
type ChangeSeenBy =
  | { visibility: 'workspace' | 'admins'; project_id?: string }
  | { visibility: 'project' | 'project_members'; project_id: string }
  | {
      visibility: 'people';
      /** The audience, as lower-case references. */
      people: readonly string[];
      project_id?: string;
    };

interface ChangeDetails extends FieldRules {
  /** The id of its activity entry, for callers that must know it beforehand. */
  id?: string;
  workspace_id: string;
  /** The UUID of the resource. */
  entity_id: string;
  entity_label: string | null;
  /**
   * The resource before the change, as the API shows it to an admin of the workspace; null if it
   * did not exist.
   */
  before: ResponseFields | null;
  /** The resource after the change; null if it was deleted. */
  after: ResponseFields | null;
  metadata?: ActivityRow['metadata'];
  /**
   * The current names of the rows whose ids occur among the values: they are stored with the entry
   * as `metadata.names`, as far as they fit.
   */
  names?: ReadonlyMap<string, string>;
  /**
   * Whether it is one of many changes that follow from another, or that form a bulk operation:
   * lists and totals omit it, the history of its resource shows it. All changes recorded together
   * share its `batch_id`.
   */
  detail?: boolean;
}
