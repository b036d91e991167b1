import {
  Activity,
  FieldChange,
  HIDDEN_VALUE,
  isPseudonym,
  nameOfPseudonym,
} from '@callboard/plugin-callboard-common';
import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { NameFinder, Substitutes } from './NameFinder';
import { Pseudonyms } from './Pseudonyms';

/** No row is of nobody: what a filter asks for that must find nothing. */
export const NOBODY = '';

/** What stands for somebody who is not known by name. */
const SOMEBODY = 'Somebody';

/** Entities that are records about a person: their ids lead to the person's name. */
const RECORDS_OF_PEOPLE: ReadonlySet<string> = new Set([
  'staff',
  'workspace_member',
  'project_member',
  'time_off',
  'work_schedule',
  'period',
  'calendar_feed',
  'timer',
]);

/** Of these, what has changed tells who somebody is, whatever it is. */
const DESCRIPTIONS_OF_PEOPLE: ReadonlySet<string> = new Set(['staff']);

/** Leaves such records out of a query: whoever asks for one by its id knows whose it is. */
export function whereNoRecord(query: Knex.QueryBuilder): void {
  const types = [...RECORDS_OF_PEOPLE];
  query.whereRaw(
    `coalesce(activity.entity_type, '') NOT IN (${types.map(() => '?')})`,
    types,
  );
}

/** Shows activity to a reader who does not see who people are. */
export class ActivityMask {
  constructor(
    private readonly deps: {
      /** Who reads. */
      viewer: string;
      pseudonyms: Pseudonyms;
      finder: NameFinder;
    },
  ) {}

  /**
   * The pseudonym of somebody in a workspace, and what to show of it. Services have none:
   * they are nobody's.
   */
  person(
    workspace_id: string,
    user_id: string,
    name: string = user_id,
  ): { user_id: string; user_name: string } {
    if (!user_id.startsWith('user:')) {
      return { user_id, user_name: this.text(workspace_id, name) };
    }
    const pseudonym = this.deps.pseudonyms.of(workspace_id, user_id);
    return { user_id: pseudonym, user_name: nameOfPseudonym(pseudonym) };
  }

  /**
   * Whose a pseudonym is, or nobody. It is nobody, too, for the reference of any person but
   * the reader: what was found by it would give away their pseudonym.
   */
  async userOf(workspace_id: string, given: string): Promise<string> {
    const { viewer, pseudonyms } = this.deps;
    if (!isPseudonym(given)) {
      const isOpen = given === viewer || !given.startsWith('user:');
      return isOpen ? given : NOBODY;
    }
    return (await pseudonyms.find(workspace_id, given)) ?? NOBODY;
  }

  /** A row of the log without names. */
  row(activity: Activity): Activity {
    const { workspace_id, entity_type } = activity;
    const text = (value: string) => this.text(workspace_id, value);
    return {
      ...activity,
      ...this.person(workspace_id, activity.user_id, activity.user_name),
      user_email: null,
      ip: null,
      request_id: null,
      ...this.entity(activity),
      metadata: activity.metadata && this.json(activity.metadata, text),
      changes: activity.changes.map(change =>
        DESCRIPTIONS_OF_PEOPLE.has(entity_type ?? '')
          ? hidden(change)
          : (this.json(change, text) as FieldChange),
      ),
    };
  }

  /** What something was done to, without names. */
  entity({
    workspace_id,
    entity_type,
    entity_id,
    entity_label,
  }: Pick<
    Activity,
    'workspace_id' | 'entity_type' | 'entity_id' | 'entity_label'
  >): Pick<Activity, 'entity_id' | 'entity_label'> {
    const isRecord = RECORDS_OF_PEOPLE.has(entity_type ?? '');
    const label = entity_label && this.text(workspace_id, entity_label);
    return {
      entity_id: isRecord
        ? null
        : entity_id && this.text(workspace_id, entity_id),
      entity_label: isRecord && label === entity_label ? SOMEBODY : label,
    };
  }

  private text(workspace_id: string, text: string): string {
    const { pseudonyms, finder } = this.deps;
    const substitutes: Substitutes = {
      ref: user_ref => pseudonyms.of(workspace_id, user_ref),
      name: user_ref => nameOfPseudonym(pseudonyms.of(workspace_id, user_ref)),
    };
    return finder.replace(text, substitutes);
  }

  private json<T extends JsonValue>(
    value: T,
    text: (value: string) => string,
  ): T;
  private json(value: JsonValue, text: (value: string) => string): JsonValue {
    if (typeof value === 'string') {
      return text(value);
    }
    if (Array.isArray(value)) {
      return value.map(one => this.json(one, text));
    }
    if (value === null || typeof value !== 'object') {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        text(key),
        this.json(one!, text),
      ]),
    );
  }
}

/** A change that says what was changed, and not to what. */
function hidden({ field, old_value, new_value }: FieldChange): FieldChange {
  const hide = (value: JsonValue) => (value === null ? null : HIDDEN_VALUE);
  return { field, old_value: hide(old_value), new_value: hide(new_value) };
}
