import { allEndpoints } from '@callboard/plugin-callboard-common';
import type { z } from 'zod';
import { checkVersion, type FakeCall, ErrorResponse, toPage } from './FakeCall';
import { getFieldSchemas, createMinimalValue } from './createExampleResponse';
import {
  findCollections,
  type Action,
  type Collection,
  type CollectionName,
  type StoredIn,
} from './findCollections';

type Fields = Record<string, unknown>;

/** Fields that the parameter `search` searches, if a resource has them. */
const SEARCHED_FIELDS = [
  'name',
  'title',
  'display_name',
  'identifier',
  'entity_ref',
  'first_name',
  'last_name',
  'email',
];

/** Fields with unique values. */
const UNIQUE_FIELDS = ['slug', 'code'];

/** Collections that pages update without sending a version. */
const LAST_WRITE_WINS = ['criticalRules', 'states', 'webhooks', 'workItems'];

/** Picks the fields of a resource that a schema defines. @internal */
export function pickFields(
  schema: z.ZodType | undefined,
  item: object,
): Fields {
  const names = schema ? Object.keys(getFieldSchemas(schema)) : [];
  return names.length === 0
    ? { ...item }
    : Object.fromEntries(
        Object.entries(item).filter(([name]) => names.includes(name)),
      );
}

/** Whether a resource matches the filters of a query. A filter is named after a field. @internal */
export function matchesFilters(
  resource: object,
  query: URLSearchParams,
): boolean {
  const item = resource as Fields;
  return [...query].every(([name, expectedValue]) => {
    if (name === 'search') {
      const text = SEARCHED_FIELDS.map(field => item[field] ?? '').join(' ');
      return text.toLowerCase().includes(expectedValue.toLowerCase());
    }
    return (
      !(name in item) || expectedValue.split(',').includes(String(item[name]))
    );
  });
}

/**
 * Lists, creates, changes and deletes resources in memory, as the contract describes them: ids,
 * versions, pages, filters by field, and 404, 409 and 412.
 *
 * @internal
 */
export class Collections {
  readonly #stored = new Map<string, Fields[]>();
  #insertCount = 0;

  /** The resources of a collection, in the order of its list. */
  all<Name extends CollectionName>(name: Name): Array<StoredIn<Name>> {
    const { store = name } = findCollections().byName.get(name) ?? {};
    const stored = this.#stored.get(store) ?? [];
    this.#stored.set(store, stored);
    return stored as Array<StoredIn<Name>>;
  }

  /** Adds the minimal resource that the contract allows, with some fields set. */
  insert<Name extends CollectionName>(
    name: Name,
    values: Partial<StoredIn<Name>>,
  ): StoredIn<Name> {
    this.#insertCount += 1;
    const collection = findCollections().byName.get(name)!;
    const { itemSchema, resourceSchema } = collection;
    const minimal: Fields = {
      ...(createMinimalValue(itemSchema) as object),
      ...(resourceSchema && (createMinimalValue(resourceSchema) as object)),
    };
    const id = `00000000-0000-7000-8000-${String(this.#insertCount).padStart(
      12,
      '0',
    )}`;
    const created = {
      ...minimal,
      ...('id' in minimal && { id }),
      ...values,
    } as StoredIn<Name>;
    if (collection.isNewestFirst) {
      this.all(name).unshift(created);
    } else {
      this.all(name).push(created);
    }
    return created;
  }

  /** The response to a request for a collection; undefined for other requests. */
  answer(call: FakeCall): { content: unknown } | undefined {
    const operation = findCollections().byEndpoint.get(call.endpoint);
    return (
      operation && {
        content: this.#run(operation.collection, operation.action, call),
      }
    );
  }

  #all({ name }: Collection): Fields[] {
    return this.all(name) as Fields[];
  }

  #run(collection: Collection, action: Action, call: FakeCall): unknown {
    const body = call.body as Fields;
    const stored = this.#all(collection);
    if (action === 'list') {
      return this.#list(collection, call);
    }
    if (action === 'create') {
      rejectDuplicates(stored, body);
      const values = { ...getParentValues(collection, call), ...body };
      const created = this.insert(collection.name, values as never);
      return pickFields(collection.resourceSchema, created);
    }
    const resource = findResource(stored, call);
    if (action === 'remove') {
      if (call.ifMatch) {
        checkVersion(resource as { version: number }, call);
      }
      stored.splice(stored.indexOf(resource), 1);
      return undefined;
    }
    if (action === 'update') {
      const { version } = resource as { version?: number };
      if (
        version &&
        (call.ifMatch || !LAST_WRITE_WINS.includes(collection.store))
      ) {
        checkVersion({ version }, call);
      }
      rejectDuplicates(stored, body, resource);
      Object.assign(resource, body, version && { version: version + 1 });
    }
    const responseSchema = allEndpoints[call.endpoint].response;
    return pickFields(responseSchema, resource);
  }

  #list(collection: Collection, call: FakeCall) {
    const parents = Object.entries(getParentValues(collection, call));
    const items = this.#all(collection)
      .filter(
        item =>
          parents.every(([field, id]) => item[field] === id) &&
          matchesFilters(item, call.query),
      )
      .map(item => pickFields(collection.itemSchema, item));
    return pickFields(collection.pageSchema, {
      ...(createMinimalValue(collection.pageSchema) as object),
      ...toPage(items, call.query),
    });
  }
}

/** The fields of a resource that the path of a request sets. */
function getParentValues(
  { parents }: Collection,
  { params }: FakeCall,
): Fields {
  return Object.fromEntries(
    Object.entries(parents).map(([name, field]) => [
      field,
      (params as Fields)[name],
    ]),
  );
}

/** Finds the resource at the end of a path. */
function findResource(stored: Fields[], { params, path }: FakeCall): Fields {
  const [name, value] = Object.entries(params).at(-1)!;
  const resource = stored.find(item => (item[name] ?? item.id) === value);
  if (!resource) {
    throw new ErrorResponse(404, `No resource exists at ${path}`);
  }
  return resource;
}

function rejectDuplicates(stored: Fields[], body: Fields, self?: Fields): void {
  for (const field of UNIQUE_FIELDS) {
    const value = body?.[field];
    const duplicate = stored.find(
      item => item !== self && item[field] === value,
    );
    if (value && duplicate) {
      const text = `body.${field}: ${value} is taken by ${duplicate.name}`;
      throw new ErrorResponse(409, text);
    }
  }
}
