import { Knex } from 'knex';
import { chooseInitialState } from './chooseInitialState';
import { states } from './kinds';
import { StateRow } from './SettingRow';
import { SettingStore } from './SettingStore';

/** The maximum number of states in a workflow. */
const ALL = 1_000;

/** The workflows of projects. */
export class States {
  readonly #store = new SettingStore(states);

  /** All states of a project, in order. */
  async readStates(knex: Knex, project_id: string): Promise<StateRow[]> {
    return this.#store.list(knex, { project_id }, { limit: ALL });
  }

  /** The state of new items: the first of the backlog, if it has one. */
  async readInitialState(knex: Knex, project_id: string): Promise<StateRow> {
    return chooseInitialState(await this.readStates(knex, project_id));
  }
}
