import { SettingRow } from './SettingRow';

/** What people say of a setting; null and absent are the same on create. */
export type SettingFields<Row> = {
  [Field in Exclude<keyof Row, Exclude<keyof SettingRow, 'name'>>]?:
    | Row[Field]
    | null;
};
