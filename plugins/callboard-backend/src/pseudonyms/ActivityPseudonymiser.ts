import {
  Activity,
  FieldChange,
  HIDDEN_VALUE,
  isPseudonym,
  getPseudonymName,
} from '@callboard/plugin-callboard-common';
import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { KnownNames } from './KnownNames';
import { NameMatcher, SOMEBODY } from './NameMatcher';
import { Pseudonyms } from './Pseudonyms';

/** A user reference that no row has, so that a filter by it finds nothing. */
export const NOBODY = '';

/** Entity types that are people. */
const PEOPLE: ReadonlySet<string> = new Set(['user', 'person']);

const isUserRef = (text: string) => /^user:/i.test(text);

/** Entity types that are records about a person: their ids lead to the person's name. */
const RECORDS_OF_PEOPLE: ReadonlySet<string> = new Set([
  'staff',
  'workspace_member',
  'project_member',
  'time_off',
  'work_schedule',
  'time_adjustment',
  'leave_entitlement',
  'period',
  'calendar_feed',
  'timer',
]);

/** Entity types of which any changed field can identify the person. */
const DESCRIPTIONS_OF_PEOPLE: ReadonlySet<string> = new Set(['staff']);

/** Excludes rows about records of people from a query: the id of a record reveals its person. */
export function excludeRecordsOfPeople(query: Knex.QueryBuilder): void {
  const types = [...RECORDS_OF_PEOPLE];
  query.whereRaw(
    `coalesce(activity.entity_type, '') NOT IN (${types.map(() => '?')})`,
    types,
  );
}

/**
 * Shows activity to a reader without access to names: the actor gets a pseudonym, all other people
 * are hidden.
 */
export class ActivityPseudonymiser {
  #matcher?: NameMatcher;
  /** The reader's own reference and name, if they stay readable. */
  readonly #own: ReadonlySet<string>;

  constructor(
    private readonly deps: {
      /** The reference of the reader. */
      viewer: string;
      /** The name of the reader; only for their own activity, in which it stays readable. */
      ownName?: string;
      pseudonyms: Pseudonyms;
      names: KnownNames;
    },
  ) {
    const { viewer, ownName } = deps;
    this.#own = new Set(ownName === undefined ? [] : [viewer, ownName]);
  }

  /**
   * The SQL for the version of the known names. Callers that can read the version with another
   * statement pass it to `loadMatcher`.
   */
  namesVersionSql(): Knex.Raw {
    return this.deps.names.namesVersionSql();
  }

  /**
   * Loads the current names. Must be called before any text is shown.
   *
   * @param version - the result of `namesVersionSql`, if the caller has read it
   */
  async loadMatcher(version?: string): Promise<void> {
    this.#matcher = await this.deps.names.getMatcher(version);
  }

  /**
   * The pseudonym of a user in a workspace, and its display name. Services keep their reference,
   * because they are not people.
   */
  pseudonymisePerson(
    workspace_id: string,
    user_id: string,
    name: string = user_id,
  ): { user_id: string; user_name: string } {
    if (this.#own.has(user_id)) {
      return { user_id, user_name: this.deps.ownName! };
    }
    if (!user_id.startsWith('user:')) {
      return { user_id, user_name: this.pseudonymiseText(name) };
    }
    const pseudonym = this.deps.pseudonyms.getPseudonym(workspace_id, user_id);
    return { user_id: pseudonym, user_name: getPseudonymName(pseudonym) };
  }

  /**
   * Resolves pseudonyms to users, or to `NOBODY`. References of people other than the reader also
   * become `NOBODY`: the rows of a person would reveal the person's pseudonym.
   */
  async resolveUsers(
    workspace_id: string,
    user_ids: readonly string[],
  ): Promise<string[]> {
    const { viewer, pseudonyms } = this.deps;
    const requested = user_ids.filter(isPseudonym);
    const found = await pseudonyms.findAll(workspace_id, requested);
    return user_ids.map(id => {
      if (isPseudonym(id)) {
        return found.get(id) ?? NOBODY;
      }
      return id === viewer || !isUserRef(id) ? id : NOBODY;
    });
  }

  /** Like `resolveUsers`, for one user. */
  async resolveUser(workspace_id: string, user_id: string): Promise<string> {
    return (await this.resolveUsers(workspace_id, [user_id]))[0];
  }

  /**
   * The entity to filter by; `NOBODY` for the reference or the pseudonym of a person other than the
   * reader. Rows about a person do not reveal the person, so a filter must not either.
   */
  resolveEntity(entity_id: string): string {
    const isAllowed = entity_id === this.deps.viewer || !isUserRef(entity_id);
    return isAllowed ? entity_id : NOBODY;
  }

  pseudonymiseActivity(activity: Activity): Activity {
    const { workspace_id, entity_type, metadata, changes } = activity;
    const person = this.pseudonymisePerson(
      workspace_id,
      activity.user_id,
      activity.user_name,
    );
    const entity = this.pseudonymiseEntity(activity);
    const isOwn = this.#own.has(activity.user_id);
    // Assigns single fields: a page has hundreds of rows, and spreading more objects would cost as
    // much as finding the names.
    return {
      ...activity,
      user_id: person.user_id,
      user_name: person.user_name,
      user_email: isOwn ? activity.user_email : null,
      ip: isOwn ? activity.ip : null,
      request_id: isOwn ? activity.request_id : null,
      entity_id: entity.entity_id,
      entity_label: entity.entity_label,
      metadata: metadata && this.pseudonymiseJson(metadata),
      changes: this.pseudonymiseChanges(entity_type, changes),
    };
  }

  pseudonymiseEntity({
    entity_type,
    entity_id,
    entity_label,
  }: Pick<Activity, 'entity_type' | 'entity_id' | 'entity_label'>): Pick<
    Activity,
    'entity_id' | 'entity_label'
  > {
    if (this.#own.has(entity_id ?? '')) {
      return { entity_id, entity_label };
    }
    const type = entity_type ?? '';
    const isRecord = RECORDS_OF_PEOPLE.has(type);
    const id = entity_id && this.pseudonymiseText(entity_id);
    const label = entity_label && this.pseudonymiseText(entity_label);
    const isPerson =
      PEOPLE.has(type.toLowerCase()) || (!!entity_id && isUserRef(entity_id));
    // Hides the whole label: the label of a page about a person can contain a name that no table
    // has.
    const isAboutPerson = isPerson || id !== entity_id;
    return {
      entity_id: isRecord || isPerson ? null : id,
      entity_label:
        label &&
        (isAboutPerson ||
          (isRecord && label === entity_label && !this.#own.has(label)))
          ? SOMEBODY
          : label,
    };
  }

  pseudonymiseChanges(
    entity_type: string | null,
    changes: readonly FieldChange[],
  ): FieldChange[] {
    return changes.map(change =>
      DESCRIPTIONS_OF_PEOPLE.has(entity_type ?? '')
        ? hideValues(change)
        : {
            field: this.pseudonymiseText(change.field),
            old_value: this.pseudonymiseJson(change.old_value),
            new_value: this.pseudonymiseJson(change.new_value),
          },
    );
  }

  /** Whether entities of a type are people or records about people: only their type is shown. */
  isPersonalType(entity_type: string): boolean {
    return RECORDS_OF_PEOPLE.has(entity_type) || PEOPLE.has(entity_type);
  }

  pseudonymiseText(text: string): string {
    if (!this.#matcher) {
      throw new Error('Call loadMatcher before a text is shown');
    }
    return this.#own.has(text) ? text : this.#matcher.replace(text);
  }

  /** Removes names from all texts in a JSON value. */
  pseudonymiseJson<T extends JsonValue>(value: T): T;
  pseudonymiseJson(value: JsonValue): JsonValue {
    if (typeof value === 'string') {
      return this.pseudonymiseText(value);
    }
    if (Array.isArray(value)) {
      return value.map(item => this.pseudonymiseJson(item));
    }
    if (value === null || typeof value !== 'object') {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        this.pseudonymiseText(key),
        this.pseudonymiseJson(item!),
      ]),
    );
  }
}

/** A change with its field, but without its values. */
function hideValues({ field, old_value, new_value }: FieldChange): FieldChange {
  const hide = (value: JsonValue) => (value === null ? null : HIDDEN_VALUE);
  return { field, old_value: hide(old_value), new_value: hide(new_value) };
}
