import { FieldProblem } from '../../../http/errors';
import { SettingRow } from './SettingRow';

/** A kind of project settings: states, labels, cycles or modules. */
export interface SettingKind<Row extends SettingRow> {
  /** Its name on screens. */
  readonly singular: string;
  readonly entity_type: 'work_state' | 'label' | 'cycle' | 'module';
  readonly table:
    | 'work_states'
    | 'work_labels'
    | 'work_cycles'
    | 'work_modules';
  /** SQL for the sort key of lists, never null; ties are broken by id. */
  readonly orderKey: string;
  readonly orderKeyType: 'string' | 'number';
  /** The sort key of a row. */
  getOrderKey(row: Row): string | number;
  /** The columns that only this kind has, named as in responses. */
  readonly columns: ReadonlyArray<Exclude<keyof Row, keyof SettingRow>>;
  /** The default values of a new setting. */
  readonly defaults: Omit<Row, keyof SettingRow>;
  /** Validates a row on its own. */
  findProblems(row: Row): FieldProblem[];
}
