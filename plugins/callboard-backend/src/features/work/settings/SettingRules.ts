import { Change } from '../../../changes/Changes';
import { SettingFields } from './SettingFields';
import { SettingRow } from './SettingRow';

/** What a request to delete a setting asks besides. */
export interface DeleteSettingInput {
  /** What the items that have it are to have instead. */
  reassign_to?: string;
}

/** What one kind of settings does besides what all kinds do. */
export interface SettingRules<Row extends SettingRow> {
  /** Completes a new one with what nobody has said. */
  complete?(change: Change, row: Row, stated: SettingFields<Row>): Promise<Row>;
  /** @throws ConflictError when it cannot change so */
  allow?(change: Change, before: Row, after: Row): Promise<void>;
  /**
   * Takes one that is deleted from the items that have it.
   *
   * @throws ConflictError when it cannot be deleted so
   */
  release(change: Change, row: Row, input: DeleteSettingInput): Promise<void>;
}
