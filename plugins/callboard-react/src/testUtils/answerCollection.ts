import {
  allEndpoints,
  type Endpoint,
} from '@callboard/plugin-callboard-common';
import type { z } from 'zod';
import { checkVersion } from './checkVersion';
import { isFound, pick } from './Collections';
import { fieldsOf, plainestOf } from './exampleOf';
import type { FakeCall, FakeHandlers } from './FakeCall';
import { idOf, type FakeKind } from './idOf';
import { pageOfItems } from './pageOfItems';
import { Refusal } from './Refusal';
import { stored } from './stored';

interface Resource {
  id: string;
}

type AnyCall = Pick<FakeCall, 'query' | 'ifMatch'> & {
  params: Record<string, string>;
  body: object;
};

/** How resources of one kind are stored and answered. @internal */
export interface CollectionOptions<Item extends Resource> {
  /** Where the contract lists them; it has each of them one segment below. */
  path: string;
  kind: FakeKind;
  /** What a new one is, apart from what is sent and the plainest of the contract. */
  defaults?: Partial<Item>;
  /** The fields that hold parameters of the path, such as `{ pid: 'project_id' }`. */
  parents?: Record<string, keyof Item & string>;
  /** The order of lists, where it is not that of the fake. */
  compare?: (a: Item, b: Item) => number;
  /** Whether changes have to name the version they are made to; they have to. */
  isVersioned?: boolean;
}

/** The endpoints of the contract at a path, and one segment below it. */
function endpointsAt(path: string) {
  const entries = Object.entries(allEndpoints) as Array<[string, Endpoint]>;
  const found = (method: string, isThere: (other: string) => boolean) =>
    entries.find(([, one]) => one.method === method && isThere(one.path));
  const isList = (other: string) => other === path;
  const isOne = (other: string) =>
    other.startsWith(`${path}/{`) &&
    other.endsWith('}') &&
    !other.slice(path.length + 1).includes('/');
  return {
    list: found('GET', isList),
    create: found('POST', isList),
    get: found('GET', isOne),
    update: found('PATCH', isOne),
    remove: found('DELETE', isOne),
  };
}

/**
 * Lists, creates, changes and deletes resources that a fake holds in memory, as the
 * contract describes it: ids, versions, pages, filters by field, and 404 and 412.
 *
 * @param owner - has the resources, in the order of lists
 * @param field - its name of them
 * @internal
 */
export function answerCollection<Field extends string, Item extends Resource>(
  owner: Record<Field, Item[]>,
  field: Field,
  options: CollectionOptions<Item>,
): FakeHandlers {
  const { path, kind, defaults, parents = {}, isVersioned = true } = options;
  const { compare = () => 0 } = options;
  const { list, create, get, update, remove } = endpointsAt(path);
  const listed = list?.[1].response;
  const listedItem =
    listed && (fieldsOf(listed).items as z.ZodArray | undefined)?.element;
  const whole = (get ?? update ?? create)?.[1].response;
  let created = 0;

  const parentsOf = ({ params }: AnyCall) =>
    Object.entries(parents).map(([name, own]) => [own, params[name]] as const);
  const find = ({ params }: AnyCall) => {
    const id = Object.values(params).at(-1);
    const found = owner[field].find(item => item.id === id);
    if (!found) {
      throw new Refusal(404, `There is no ${kind} ${id}`);
    }
    return found;
  };
  const check = (item: Item, call: AnyCall) => {
    if ('version' in item && (isVersioned || call.ifMatch)) {
      checkVersion(item as Item & { version: number }, call);
    }
  };

  const handlers: Record<string, (call: AnyCall) => unknown> = {};
  const answer = (
    found: [string, Endpoint] | undefined,
    handler: (call: AnyCall) => unknown,
  ) => {
    if (found) {
      handlers[found[0]] = handler;
    }
  };
  answer(list, call =>
    pageOfItems(
      owner[field]
        .filter(
          item =>
            parentsOf(call).every(([own, id]) => item[own] === id) &&
            isFound(item, call.query),
        )
        .sort(compare)
        .map(item => pick(listedItem as z.ZodType | undefined, item)),
      call.query,
    ),
  );
  answer(create, call => {
    created += 1;
    const item = {
      ...(whole &&
        pick(whole, { ...(plainestOf(whole) as object), ...stored(kind, 0) })),
      ...defaults,
      ...Object.fromEntries(parentsOf(call)),
      ...call.body,
      id: idOf(kind, 1_000 + created),
    } as unknown as Item;
    owner[field] = [...owner[field], item];
    return item;
  });
  answer(get, call => pick(whole, find(call)));
  answer(update, call => {
    const item = find(call);
    check(item, call);
    const { version } = item as { version?: number };
    return Object.assign(item, call.body, version && { version: version + 1 });
  });
  answer(remove, call => {
    const item = find(call);
    if (call.ifMatch) {
      check(item, call);
    }
    owner[field] = owner[field].filter(other => other !== item);
  });
  return handlers as FakeHandlers;
}
