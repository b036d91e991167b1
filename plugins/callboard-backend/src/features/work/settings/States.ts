import { Knex } from 'knex';
import { firstState } from './firstState';
import { states } from './kinds';
import { StateRow } from './SettingRow';
import { SettingStore } from './SettingStore';

/** The maximum number of states in a workflow. */
const ALL = 1_000;

/** The workflows of projects. */
export class States {
  readonly #store = new SettingStore(states);

  /** All states of a project, in order. */
  async all(knex: Knex, project_id: string): Promise<StateRow[]> {
    return this.#store.list(knex, { project_id }, { limit: ALL });
  }

  /** The state of new items: the first of the backlog, if it has one. */
  async first(knex: Knex, project_id: string): Promise<StateRow> {
    return firstState(await this.all(knex, project_id));
  }
}
