import { SettingRow } from './SettingRow';

/** The input fields of a setting; on create, null equals absent. */
export type SettingFields<Row> = {
  [Field in Exclude<keyof Row, Exclude<keyof SettingRow, 'name'>>]?:
    | Row[Field]
    | null;
};
