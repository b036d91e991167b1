import {
  endpoints,
  Project,
  getStaffName,
  uuid,
  WorkItem,
} from '@callboard/plugin-callboard-common';
import { InputError, NotFoundError } from '@backstage/errors';
import { AssistantUser } from './AssistantAction';

/**
 * The part of a name that must match, ignoring case. Actions that write require `whole` names.
 * Actions that read accept a part of a name, because a wrong match is visible in the response and
 * does no harm.
 */
type Matching = 'whole' | 'part';

/**
 * Finds a project of a workspace by id, identifier, name or catalog entity.
 *
 * @throws the errors of `requireSingleMatch`
 */
export async function findProject(
  user: AssistantUser,
  slug: string,
  name: string,
  matching: Matching = 'part',
): Promise<Project> {
  if (isResourceId(name)) {
    return user.call(endpoints.getProject, { params: { slug, pid: name } });
  }
  return requireSingleMatch(
    { field: 'project', kind: 'project', name, matching },
    query => user.call(endpoints.listProjects, { params: { slug }, query }),
    project => ({
      value: project,
      names: [
        project.identifier,
        project.name,
        project.entity_ref,
        project.entity_ref.split('/')[1],
      ],
    }),
  );
}

/**
 * Finds the id of a department by name or code. Ids are returned unchanged.
 *
 * @throws the errors of `requireSingleMatch`
 */
export async function findDepartment(
  user: AssistantUser,
  slug: string,
  name: string,
): Promise<string> {
  if (isResourceId(name)) {
    return name;
  }
  return requireSingleMatch(
    { field: 'department', kind: 'department', name, matching: 'part' },
    query => user.call(endpoints.listDepartments, { params: { slug }, query }),
    ({ id, code, dept_code, short_name, ...department }) => ({
      value: id,
      names: [department.name, code, dept_code, short_name],
    }),
  );
}

/**
 * Finds the id of a project's state or label by its whole name.
 *
 * @param field - the input field, for the error
 * @throws the errors of `requireSingleMatch`
 */
export async function findStateOrLabel(
  user: AssistantUser,
  params: { slug: string; pid: string },
  field: 'state' | 'labels',
  name: string,
): Promise<string> {
  const kind = field === 'state' ? 'state' : 'label';
  const endpoint =
    field === 'state' ? endpoints.listStates : endpoints.listLabels;
  return requireSingleMatch(
    { field, kind, name, matching: 'whole' },
    query => user.call(endpoint, { params, query }),
    item => ({ value: item.id, names: [item.name] }),
  );
}

/**
 * Resolves a text to a User reference. The text is `me`, a reference, or the name or email address
 * of a staff member.
 *
 * @param field - the input field, for the error
 * @throws the errors of `requireSingleMatch`
 */
export async function findPerson(
  user: AssistantUser,
  slug: string,
  text: string,
  {
    field = 'person',
    matching = 'part',
  }: { field?: string; matching?: Matching } = {},
): Promise<string> {
  const name = text.trim();
  if (name.toLowerCase() === 'me') {
    return user.user_ref;
  }
  if (name.includes(':')) {
    return name.toLowerCase();
  }
  return requireSingleMatch(
    { field, kind: 'person', name, matching },
    query => user.call(endpoints.listStaff, { params: { slug }, query }),
    ({ user_ref, email, ...staff }) =>
      user_ref
        ? { value: user_ref, names: [user_ref, getStaffName(staff), email] }
        : [],
  );
}

/** A resource that a name could mean. */
interface Candidate<T> {
  value: T;
  /** Its names, which errors list; an entry is null if that name is not set. */
  names: readonly (string | null)[];
}

/** The maximum number of candidates in an error. */
const MAX_LISTED = 10;

/** A name in an action's input. */
interface NameQuery {
  /** The input field, for the error. */
  field: string;
  /** The kind of resource, such as `project`. */
  kind: string;
  name: string;
  matching: Matching;
}

/** Lists a page of the resources that a search finds. */
type ListPage<Item> = (query: {
  search: string;
  limit: number;
  cursor?: string;
}) => Promise<{ items: Item[]; next_cursor: string | null }>;

const PAGE_SIZE = 200;

/** The maximum number of pages, which limits the work for an unspecific name. */
const MAX_PAGES = 10;

/**
 * Lists all resources that a search for a name finds. Reads every page, because lists are not
 * ordered by relevance: the resource with exactly this name may be on the last page.
 *
 * @throws InputError if the search finds too many resources
 */
async function listMatches<Item>(
  { field, kind, name }: NameQuery,
  listPage: ListPage<Item>,
): Promise<Item[]> {
  const matches: Item[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, next_cursor } = await listPage({
      search: name.trim(),
      limit: PAGE_SIZE,
      cursor,
    });
    matches.push(...items);
    if (next_cursor === null) {
      return matches;
    }
    cursor = next_cursor;
  }
  throw new InputError(
    `${field}: "${name}" matches more than ${matches.length} entries of the kind ${kind}. Use a more specific name, an id or a reference`,
  );
}

/**
 * Returns the only candidate with exactly this name, ignoring case. If no candidate has exactly
 * this name, and `matching` is `part`, returns the only candidate.
 *
 * @param listPage - searches for the name. The search may match a text other than a name, such as a
 *   staff id
 * @param toCandidate - returns an empty list for a resource that no name can mean
 * @throws NotFoundError without candidates
 * @throws InputError if several candidates match, if `matching` is `whole` and none has exactly this
 *   name, or if the search finds too many resources
 */
async function requireSingleMatch<Item, T>(
  nameQuery: NameQuery,
  listPage: ListPage<Item>,
  toCandidate: (item: Item) => Candidate<T> | [],
): Promise<T> {
  const { field, kind, name, matching } = nameQuery;
  const items = await listMatches(nameQuery, listPage);
  const candidates = items.flatMap(toCandidate);
  const normalisedName = name.trim().toLowerCase();
  const exactMatches = candidates.filter(({ names }) =>
    names.some(each => each?.toLowerCase() === normalisedName),
  );
  const matches = exactMatches.length > 0 ? exactMatches : candidates;
  if (matches.length === 0) {
    throw new NotFoundError(
      `${field}: no ${kind} named "${name}" was found, or the user has no access to it`,
    );
  }
  if (exactMatches.length === 0 && matching === 'whole') {
    throw new InputError(
      `${field}: no ${kind} is named exactly "${name}". Use one of: ${formatCandidates(
        matches,
      )}`,
    );
  }
  if (matches.length > 1) {
    throw new InputError(
      `${field}: "${name}" matches more than one ${kind}. Use one of: ${formatCandidates(
        matches,
      )}`,
    );
  }
  return matches[0].value;
}

function formatCandidates(candidates: readonly Candidate<unknown>[]): string {
  const listed = candidates
    .slice(0, MAX_LISTED)
    .map(({ names }) => names.filter(Boolean).join(' = '));
  return [...listed, ...(candidates.length > MAX_LISTED ? ['…'] : [])].join(
    '; ',
  );
}

function isResourceId(text: string): boolean {
  return uuid.safeParse(text).success;
}

/**
 * The filters to search with, one after another. Without a filter, the endpoint omits archived
 * items and drafts.
 */
const filtersToTry = [
  {},
  { is_archived: true },
  { is_draft: true },
  { is_archived: true, is_draft: true },
];

/**
 * Finds the work item with an identifier such as `PAY-42`.
 *
 * @param field - the input field, for the error
 * @throws NotFoundError if no item that the user can see has the identifier
 */
export async function findWorkItem(
  user: AssistantUser,
  slug: string,
  identifier: string,
  field = 'item',
): Promise<WorkItem> {
  const requested = identifier.trim().toUpperCase();
  for (const filter of filtersToTry) {
    const { items } = await user.call(endpoints.listWorkItemsOfWorkspace, {
      params: { slug },
      // The item with the identifier comes first, before items whose titles contain it.
      query: { ...filter, search: requested, order_by: 'relevance', limit: 1 },
    });
    if (items[0]?.identifier === requested) {
      return items[0];
    }
  }
  throw new NotFoundError(
    `${field}: no work item ${requested} was found, or the user has no access to it`,
  );
}
