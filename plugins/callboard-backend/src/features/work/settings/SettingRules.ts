import { Change } from '../../../changes/Changes';
import { SettingFields } from './SettingFields';
import { SettingRow } from './SettingRow';

/** Options of deleting a setting. */
export interface DeleteSettingInput {
  /** The id of the setting that replaces it in its items. */
  reassign_to?: string;
}

/** Rules of one kind of settings, in addition to the common ones. */
export interface SettingRules<Row extends SettingRow> {
  /** Fills in defaults that depend on other rows. */
  complete?(change: Change, row: Row, stated: SettingFields<Row>): Promise<Row>;
  /** @throws ConflictError when the change is not allowed */
  allow?(change: Change, before: Row, after: Row): Promise<void>;
  /**
   * Removes a deleted setting from its items.
   *
   * @throws ConflictError when it cannot be deleted
   */
  release(change: Change, row: Row, input: DeleteSettingInput): Promise<void>;
}
