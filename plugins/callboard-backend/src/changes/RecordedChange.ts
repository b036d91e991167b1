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
    /** A named act; by default create, update or delete, as the states say. */
    action?: ChangeAction<Type>;
  };
}[Types];

/** The people who may see the change. */
type ChangeSeenBy =
  | { visibility: 'workspace' | 'admins'; project_id?: string }
  | { visibility: 'project' | 'project_members'; project_id: string }
  | {
      visibility: 'people';
      /** For whom it is; lower-case references. */
      people: readonly string[];
      project_id?: string;
    };

interface ChangeDetails extends FieldRules {
  /** The id of its trace, for who has to know it beforehand. */
  id?: string;
  workspace_id: string;
  /** The UUID of the resource. */
  entity_id: string;
  entity_label: string | null;
  /**
   * The resource as the API shows it to an admin of the workspace, before; null
   * when it did not exist.
   */
  before: ResponseFields | null;
  /** The same after; null when it is gone. */
  after: ResponseFields | null;
  metadata?: ActivityRow['metadata'];
  /**
   * What things were called then whose ids are among the values: those that
   * occur are kept with the trace, as `metadata.names`, while there is room.
   */
  names?: ReadonlyMap<string, string>;
  /**
   * One of the many changes that follow from another, or that a bulk operation
   * consists of: lists and totals leave it out, the history of its resource
   * shows it. Everything recorded beside it shares its `batch_id`.
   */
  detail?: boolean;
}
