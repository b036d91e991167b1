import { StateGroup } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { Change } from '../../../changes/Changes';
import { ProjectRow } from '../../../access/Caller';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { toNameKey } from '../../../database/text';
import { DraftPerson, matchPeople } from '../../../core/people/matchPeople';
import { isMailAddress } from '../../../kernel/mailConfig';
import { SettingFields, SettingRow, StateRow } from '../settings/settingKinds';
import { SettingService } from '../settings/SettingService';
import { chooseInitialState } from '../settings/Workflows';
import { findStateGroup } from './itemCells';
import { ItemDraft } from './readItemFile';

export interface ImportedState {
  state: StateRow;
  /**
   * Whether neither the mapping nor the name determined the state. An existing item in the same
   * group keeps its state.
   */
  isGuess: boolean;
  /** Whether nothing matched, so `state` is the initial state. An existing item keeps its state. */
  isInitial: boolean;
}

/** The states of a project by their names in a file. */
export class ImportedStates {
  /** The ids of the states that were found, by name in the file. */
  readonly mapping = new Map<string, string>();
  readonly #unmapped = new Set<string>();
  readonly #byName: ReadonlyMap<string, StateRow>;

  constructor(
    readonly states: readonly StateRow[],
    /** Finds the id of the state to which a name is mapped. */
    private readonly findMapped: (name: string) => string | undefined,
  ) {
    this.#byName = new Map(states.map(state => [toNameKey(state.name), state]));
  }

  /** The names of unknown states. New items in these states get the initial state. */
  get unmapped(): string[] {
    return [...this.#unmapped];
  }

  /**
   * Finds the state of a row: by the mapping, by name, or as the first state of the group that the
   * name or category stands for in other tools. Otherwise returns the initial state.
   *
   * @returns undefined if the row has no state
   */
  find({ state: name, state_category }: ItemDraft): ImportedState | undefined {
    if (name === undefined) {
      return undefined;
    }
    const mappedId = this.findMapped(name);
    const exact =
      this.states.find(({ id }) => id === mappedId) ??
      this.#byName.get(toNameKey(name));
    const state =
      exact ?? this.findInGroup(findStateGroup(name), state_category);
    if (state) {
      this.mapping.set(name, state.id);
    } else {
      this.#unmapped.add(name);
    }
    return {
      state: state ?? chooseInitialState(this.states),
      isGuess: exact === undefined,
      isInitial: state === undefined,
    };
  }

  private findInGroup(
    group: StateGroup | undefined,
    category: string | undefined,
  ): StateRow | undefined {
    const likelyGroup = group ?? (category && findStateGroup(category));
    return this.states.find(state => state.group === likelyGroup);
  }
}

/** The people of a project by their names in a file. */
export class ImportedPeople {
  /** The references of the people who were found, by name in the file. */
  readonly mapping = new Map<string, string>();
  readonly #unmapped = new Set<string>();

  private constructor(
    private readonly refs: ReadonlyMap<string, string>,
    private readonly viewers: ReadonlySet<string>,
  ) {}

  static async load(
    knex: Knex,
    audience: ProjectAudience,
    project: ProjectRow,
    names: readonly string[],
    findMapped: (name: string) => string | undefined,
  ): Promise<ImportedPeople> {
    const people = new Map(names.map(name => [name, readPerson(name)]));
    const matchPerson = await matchPeople(
      knex,
      audience,
      project.workspace_id,
      [...people.values()],
    );
    const refs = new Map<string, string>();
    for (const [name, person] of people) {
      const match = matchPerson(person);
      const found = 'user_ref' in match ? match.user_ref : undefined;
      const user_ref = findMapped(name) ?? found;
      if (user_ref !== undefined) refs.set(name, user_ref);
    }
    const viewers = await audience.filterProjectViewers(
      knex,
      project,
      uniq([...refs.values()]),
    );
    return new ImportedPeople(refs, viewers);
  }

  /** The names of unknown people, and of assignees who cannot see the project. */
  get unmapped(): string[] {
    return [...this.#unmapped];
  }

  /** Finds an author. Unlike assignees, authors do not need access to the project. */
  findAuthor(name: string | undefined): string | undefined {
    return name === undefined ? undefined : this.find(name);
  }

  /** Finds the assignees who can see the project. */
  findAssignees(names: readonly string[]): string[] {
    const refs = names.flatMap(name => {
      const user_ref = this.find(name);
      if (user_ref !== undefined && !this.viewers.has(user_ref)) {
        this.#unmapped.add(name);
        return [];
      }
      return user_ref ?? [];
    });
    return uniq(refs).sort();
  }

  private find(name: string): string | undefined {
    const user_ref = this.refs.get(name);
    if (user_ref === undefined) {
      this.#unmapped.add(name);
    } else {
      this.mapping.set(name, user_ref);
    }
    return user_ref;
  }
}

/** Parses a person such as `Jane Doe <jane@example.org>`, `jane@example.org` or `jdoe`. */
function readPerson(text: string): DraftPerson {
  const [, displayName, account = text] =
    /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  const name = displayName || account;
  const isRef = /^user:[^/\s]+\/[^/\s]+$/i.test(account);
  return {
    user_ref: isRef ? account.toLowerCase() : null,
    email: isMailAddress(account) ? account.toLowerCase() : null,
    username: account,
    name,
  };
}

/** The labels, cycles or modules of a project by name. `getId` creates missing settings. */
export class ImportedSettings<Row extends SettingRow> {
  readonly #byName: Map<string, Row>;
  readonly #created: Row[] = [];

  private constructor(
    private readonly change: Pick<Change, 'now'>,
    private readonly project: ProjectRow,
    private readonly service: SettingService<Row>,
    existing: readonly Row[],
  ) {
    this.#byName = new Map(existing.map(row => [toNameKey(row.name), row]));
  }

  /** Reads the settings with the given names. */
  static async load<Row extends SettingRow>(
    knex: Knex,
    change: Pick<Change, 'now'>,
    project: ProjectRow,
    service: SettingService<Row>,
    names: readonly string[],
  ): Promise<ImportedSettings<Row>> {
    const existing = await service.store.findByNames(knex, project.id, names);
    return new ImportedSettings(change, project, service, existing);
  }

  /** All settings that were found or created. */
  get rows(): readonly Row[] {
    return [...this.#byName.values()];
  }

  /**
   * Returns the id of a setting. Creates a missing setting, without `fields` if they are invalid.
   */
  getId(name: string, fields: Partial<SettingFields<Row>> = {}): string {
    const key = toNameKey(name);
    const existing = this.#byName.get(key);
    if (existing) {
      return existing.id;
    }
    const row = this.service.buildValidRow(this.change, this.project, {
      ...fields,
      name,
    } as SettingFields<Row>);
    this.#byName.set(key, row);
    this.#created.push(row);
    return row.id;
  }

  /** Stores the created settings to which items refer. */
  async save(change: Change, isUsed: (id: string) => boolean): Promise<void> {
    const used = this.#created.filter(({ id }) => isUsed(id));
    await this.service.add(change, used, { detail: true });
  }
}
