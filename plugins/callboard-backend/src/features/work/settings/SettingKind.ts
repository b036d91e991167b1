import { FieldProblem } from '../../../http/errors';
import { SettingRow } from './SettingRow';

/** One kind of things that items can have, and where it differs from others. */
export interface SettingKind<Row extends SettingRow> {
  /** What people call it. */
  readonly singular: string;
  readonly entity_type: 'work_state' | 'label' | 'cycle' | 'module';
  readonly table:
    | 'work_states'
    | 'work_labels'
    | 'work_cycles'
    | 'work_modules';
  /** SQL for what lists are ordered by, never null; then by id. */
  readonly orderKey: string;
  readonly orderKeyType: 'string' | 'number';
  /** The same of a row. */
  orderKeyOf(row: Row): string | number;
  /** The columns that only this kind has, as they are on the wire. */
  readonly columns: ReadonlyArray<Exclude<keyof Row, keyof SettingRow>>;
  /** What a new one has where nothing else is said. */
  readonly defaults: Omit<Row, keyof SettingRow>;
  /** What is wrong with one by itself. */
  problemsOf(row: Row): FieldProblem[];
}
