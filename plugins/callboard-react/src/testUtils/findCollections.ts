import {
  allEndpoints,
  type Endpoint,
} from '@callboard/plugin-callboard-common';
import type { z } from 'zod';
import { getElementSchema, getFieldSchemas } from './createExampleResponse';
import type { AnswerOf, EndpointId } from './FakeCall';

/** The names of lists in the contract: `listDepartments` returns `departments`. @internal */
export type CollectionName = {
  [Id in EndpointId]: Id extends `list${infer Name}`
    ? AnswerOf<Id> extends { items: unknown[] }
      ? Uncapitalize<Name>
      : never
    : never;
}[EndpointId];

type ListedIn<Name extends CollectionName> = AnswerOf<
  Extract<`list${Capitalize<Name>}`, EndpointId>
> extends {
  items: Array<infer Item>;
}
  ? Item
  : never;

type Singular<Name extends string> = Name extends `${infer Start}ies`
  ? `${Start}y`
  : Name extends `${infer Start}s`
  ? Start
  : Name;

type ResourceIn<Name extends CollectionName> = `get${Capitalize<
  Singular<Name>
>}` extends infer Id
  ? Id extends EndpointId
    ? AnswerOf<Id>
    : unknown
  : never;

/** The stored fields of a collection: all that its list and its other endpoints return. @internal */
export type StoredIn<Name extends CollectionName> = ListedIn<Name> &
  ResourceIn<Name>;

/** The operation of an endpoint on a collection. @internal */
export type Action = 'list' | 'create' | 'get' | 'update' | 'remove';

/** The definition of a collection in the contract. @internal */
export interface Collection {
  name: CollectionName;
  /** The collection that stores the resources; several lists can share a store. */
  store: CollectionName;
  pageSchema: z.ZodType;
  itemSchema: z.ZodType;
  /** The response schema of the endpoints for one resource. */
  resourceSchema?: z.ZodType;
  /** The fields that contain path parameters, such as `{ pid: 'project_id' }`. */
  parents: Record<string, string>;
  /** Whether the list is sorted newest first. */
  isNewestFirst: boolean;
}

interface ContractCollections {
  byName: Map<string, Collection>;
  byEndpoint: Map<string, { collection: Collection; action: Action }>;
}

/** Lists that share the resources of other lists. */
const SHARED_STORES: Record<string, CollectionName> = {
  departmentStaff: 'staff',
  workItemsOfWorkspace: 'workItems',
};

let collections: ContractCollections | undefined;

/** The collections of the contract, built on first use. @internal */
export function findCollections(): ContractCollections {
  if (!collections) {
    collections = { byName: new Map(), byEndpoint: new Map() };
    for (const [id, list] of Object.entries(allEndpoints)) {
      const { items } = list.response
        ? getFieldSchemas(list.response)
        : ({} as never);
      if (id.startsWith('list') && items) {
        addCollection(collections, id, list, getElementSchema(items));
      }
    }
  }
  return collections;
}

function addCollection(
  { byName, byEndpoint }: ContractCollections,
  id: string,
  list: Endpoint,
  itemSchema: z.ZodType,
): void {
  const actions = findPathActions(list.path);
  const { get, update, create } = Object.fromEntries(
    actions.map(([, action, endpoint]) => [action, endpoint]),
  );
  const name = (id[4].toLowerCase() + id.slice(5)) as CollectionName;
  const collection: Collection = {
    name,
    store: SHARED_STORES[name] ?? name,
    pageSchema: list.response!,
    itemSchema,
    resourceSchema: (get ?? update ?? create)?.response,
    parents: getParentFields(list.path, itemSchema),
    isNewestFirst:
      /(newest|latest) first/.test(list.summary) &&
      !('order_by' in getFieldSchemas(list.query)),
  };
  byName.set(name, collection);
  for (const [endpoint, action] of actions) {
    byEndpoint.set(endpoint, { collection, action });
  }
}

const ACTIONS: Array<[Endpoint['method'], RegExp, Action]> = [
  ['GET', /^$/, 'list'],
  ['POST', /^$/, 'create'],
  ['GET', /^\/\{\w+\}$/, 'get'],
  ['PATCH', /^\/\{\w+\}$/, 'update'],
  ['DELETE', /^\/\{\w+\}$/, 'remove'],
];

/** The endpoints at a path, and one segment below it. */
function findPathActions(path: string): Array<[string, Action, Endpoint]> {
  return Object.entries(allEndpoints)
    .filter(([, endpoint]) => endpoint.path.startsWith(path))
    .flatMap(([id, endpoint]) =>
      ACTIONS.filter(
        ([method, suffixPattern]) =>
          method === endpoint.method &&
          suffixPattern.test(endpoint.path.slice(path.length)),
      ).map(([, , action]): [string, Action, Endpoint] => [
        id,
        action,
        endpoint,
      ]),
    );
}

/** Maps path parameters to fields: in `/projects/{pid}/labels`, labels have a `project_id`. */
function getParentFields(
  path: string,
  itemSchema: z.ZodType,
): Record<string, string> {
  const parents = [...path.matchAll(/([\w-]+?)s?\/\{(\w+)\}/g)].map(
    ([, kind, name]) => [name, `${kind.replace(/-/g, '_')}_id`],
  );
  const fields = getFieldSchemas(itemSchema);
  return Object.fromEntries(
    parents.filter(([name, field]) => name !== 'slug' && field in fields),
  );
}
