import { List, read } from './organisation';
import { Person } from './signIn';
import { PortalSession } from './PortalSession';

export const WORKSPACE = '/workspaces/default';

/** The work page of a component that everybody can see. */
export const WORK = '/catalog/default/component/payments-api/work';

export interface Project {
  id: string;
  entity_ref: string;
  name: string;
}

export interface Item {
  id: string;
  identifier: string;
  title: string;
  state_id: string;
  completed_at: string | null;
}

/** Returns the first project that a query of the project list finds. */
export async function findProject(
  session: PortalSession,
  query: string,
): Promise<Project> {
  const { items } = await read<List<Project>>(
    session,
    'alex.admin',
    `${WORKSPACE}/projects?${query}`,
  );
  return items[0];
}

export const getProjectPath = ({ id }: Project) =>
  `${WORKSPACE}/projects/${id}`;

/** Returns the API path of the project whose work page is at `WORK`. */
export async function findDemoProjectPath(
  session: PortalSession,
): Promise<string> {
  return getProjectPath(await findProject(session, 'search=payments-api'));
}

/** Creates a work item; `project` is the API path of its project. */
export async function makeItem(
  session: PortalSession,
  project: string,
  values: object,
): Promise<Item> {
  return sendChange(
    session,
    'alex.admin',
    'POST',
    `${project}/work-items`,
    values,
  );
}

/** Sends a change of work as a person, and returns the response. */
export async function sendChange(
  session: PortalSession,
  person: Person,
  method: 'POST' | 'PATCH',
  path: string,
  values: object,
) {
  const response = await session.callApi(person, path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(values),
  });
  expect(response.ok).toBe(true);
  return response.json();
}
