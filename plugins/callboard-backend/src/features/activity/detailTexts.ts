import { parseEntityRef } from '@backstage/catalog-model';
import {
  Activity,
  getFieldLabel,
  isIdField,
  isPseudonym,
  JsonValue,
  getPseudonymName,
  getRecordedName,
  resourceParameters,
  ResourceType,
  uuid,
  mergeRefsWithNames,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { map, upperFirst } from 'lodash';
import { readPeopleNames } from '../../core/people/PeopleService';
import { ActivityPseudonymiser } from '../../pseudonyms/ActivityPseudonymiser';
import { Resources } from '../resources/Resources';

/** The type of the resources to which the ids in a field refer, by field. */
const resourceTypes: ReadonlyMap<string, ResourceType> = new Map([
  ['cycle_id', 'cycle'],
  ['cycles', 'cycle'],
  ['dashboard_id', 'dashboard'],
  ['department', 'department'],
  ['department_id', 'department'],
  ['department_ids', 'department'],
  ['duplicate_of', 'dashboard'],
  ['labels', 'label'],
  ['module_id', 'module'],
  ['module_ids', 'module'],
  ['modules', 'module'],
  ['period_id', 'period'],
  ['project_id', 'project'],
  ['project_ids', 'project'],
  ['state_id', 'work_state'],
  ['states', 'work_state'],
  ['work_item_id', 'work_item'],
  ['work_item_ids', 'work_item'],
  ['worklog_id', 'worklog'],
  ['workspace_id', 'workspace'],
]);

/** The labels of types whose label differs from their API name. */
const typeLabels: Partial<Record<ResourceType, string>> = {
  staff: 'staff member',
  work_item: 'work item',
  work_item_comment: 'comment',
  work_state: 'state',
  worklog: 'time entry',
};

const USER_REF = /^user:[^\s:/]+\/[^\s:/]+$/;

const isEmptyValue = (value: JsonValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

interface Names {
  resolveResourceName(type: ResourceType, id: string): string;
  resolvePersonName(user_ref: string): string;
}

/** Replaces the ids in the values of one row by names; ids of unknown types become undefined. */
class NamedValues {
  constructor(
    private readonly activity: Activity,
    private readonly names: Names,
  ) {}

  resolveValue(field: string, value: JsonValue): JsonValue | undefined {
    if (typeof value === 'string') {
      return this.resolveText(field, value);
    }
    if (Array.isArray(value)) {
      return value.flatMap(item => {
        const named = this.resolveValue(field, item);
        return named === undefined ? [] : [named];
      });
    }
    return value === null || typeof value !== 'object'
      ? value
      : this.resolveObject(value);
  }

  /**
   * Replaces the ids in the metadata. Returns the metadata of posted events and audit events
   * unchanged, because Callboard cannot interpret it.
   */
  resolveMetadata(): JsonValue | undefined {
    const { metadata, source } = this.activity;
    if (!metadata || source === 'frontend' || source === 'auditor') {
      return metadata ?? undefined;
    }
    const { names: _, ...fields } = metadata;
    return this.resolveObject(fields);
  }

  private resolveObject(
    value: Record<string, JsonValue>,
  ): Record<string, JsonValue> {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) => {
        const named = this.resolveValue(key, item);
        // `work_item_id` becomes `work_item`.
        const namedKey = isIdField(key)
          ? getFieldLabel(key).replace(/ /g, '_')
          : key;
        return named === undefined ? [] : [[namedKey, named]];
      }),
    );
  }

  private resolveText(field: string, text: string): string | undefined {
    const { activity, names } = this;
    const recorded = getRecordedName(activity, text);
    if (recorded !== undefined) {
      return recorded;
    }
    if (USER_REF.test(text)) {
      return isPseudonym(text)
        ? getPseudonymName(text)
        : names.resolvePersonName(text);
    }
    const id = uuid.safeParse(text).data;
    const type = this.getFieldType(field);
    if (id && type) {
      return names.resolveResourceName(type, id);
    }
    return id ? undefined : text;
  }

  private getFieldType(field: string): ResourceType | undefined {
    if (field !== 'parent_id') {
      return resourceTypes.get(field);
    }
    return this.activity.entity_type === 'department'
      ? 'department'
      : 'work_item';
  }
}

function toReadable(activity: Activity, names: Names) {
  const named = new NamedValues(activity, names);
  return {
    changes: mergeRefsWithNames(activity.changes).flatMap(change => {
      const { field } = change;
      const old_value = named.resolveValue(field, change.old_value);
      const new_value = named.resolveValue(field, change.new_value);
      return isEmptyValue(old_value) && isEmptyValue(new_value)
        ? []
        : [{ field, old_value, new_value }];
    }),
    metadata: named.resolveMetadata(),
  };
}

/** Formats details as `Field: old → new; …`, followed by the metadata as JSON. */
function formatDetails(activity: Activity, names: Names): string {
  const { changes, metadata } = toReadable(activity, names);
  const parts = changes.map(
    ({ field, old_value, new_value }) =>
      `${upperFirst(getFieldLabel(field))}: ${formatDetailValue(
        old_value,
      )} → ${formatDetailValue(new_value)}`,
  );
  const json = metadata && JSON.stringify(metadata, omitIds);
  if (json && json !== '{}') {
    parts.push(json);
  }
  return parts.join('; ');
}

const isId = (value: JsonValue) => uuid.safeParse(value).success;

/** Omits ids from JSON: they say nothing to a reader of the details. */
function omitIds(_key: string, value: JsonValue): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.filter(item => !isId(item));
  }
  return isId(value) ? undefined : value;
}

function formatDetailValue(value: JsonValue | undefined): string {
  if (isEmptyValue(value)) {
    return '–';
  }
  if (Array.isArray(value)) {
    return value.map(formatDetailValue).join(', ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The reader, whose access limits the names shown. */
export interface DetailsReader {
  caller: Parameters<Resources['find']>[0];
  pseudonymiser?: ActivityPseudonymiser;
}

/** Formats the changes and metadata of log rows, with names in place of ids. */
export class DetailTexts {
  constructor(
    private readonly deps: { knex: Knex; resources: Pick<Resources, 'find'> },
  ) {}

  /**
   * Formats the details of rows, with at most one query for each type of id. Uses the name that the
   * log recorded, else the current name. Uses the current name of a resource only if the reader has
   * access to the resource.
   */
  async format(
    rows: readonly Activity[],
    reader: DetailsReader,
  ): Promise<string[]> {
    const ids = new Map<ResourceType, Set<string>>();
    const user_refs = new Set<string>();
    const collector: Names = {
      resolveResourceName(type, id) {
        ids.set(type, (ids.get(type) ?? new Set()).add(id));
        return '';
      },
      resolvePersonName(user_ref) {
        user_refs.add(user_ref);
        return '';
      },
    };
    for (const row of rows) {
      // Discards the result, because this run only collects the ids without a recorded name.
      toReadable(row, collector);
    }
    const names = await this.findNames(ids, user_refs, reader);
    return rows.map(row => formatDetails(row, names));
  }

  private async findNames(
    ids: ReadonlyMap<ResourceType, ReadonlySet<string>>,
    user_refs: ReadonlySet<string>,
    { caller, pseudonymiser }: DetailsReader,
  ): Promise<Names> {
    const { knex, resources } = this.deps;
    const query = Object.fromEntries(
      [...ids].map(([type, idSet]) => [resourceParameters[type], [...idSet]]),
    );
    const { items, deleted: missingResources } =
      ids.size > 0
        ? await resources.find(caller, query)
        : { items: [], deleted: [] };
    const titles = new Map(items.map(({ id, title }) => [id, title]));
    const deleted = new Set(map(missingResources, 'id'));
    const people =
      user_refs.size > 0
        ? await readPeopleNames(knex, [...user_refs])
        : new Map<string, string>();
    const pseudonymise = (name: string) =>
      pseudonymiser?.pseudonymiseText(name) ?? name;
    return {
      resolveResourceName(type, id) {
        const label = typeLabels[type] ?? type;
        const title = titles.get(id);
        if (title !== undefined) {
          return pseudonymise(title);
        }
        return deleted.has(id)
          ? `a deleted ${label}`
          : `a ${label} you do not have access to`;
      },
      resolvePersonName: ref =>
        pseudonymise(people.get(ref) ?? parseEntityRef(ref).name),
    };
  }
}
