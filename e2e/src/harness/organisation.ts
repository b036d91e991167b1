import { Page } from 'playwright-core';
import { goTo } from './sidebar';
import { Person } from './signIn';
import { PortalSession } from './PortalSession';

/** The workspace with every demo user. */
export const defaultPath = '/workspaces/default';

/** Opens a tab of the organisation. */
export async function openOrganisation(
  page: Page,
  tab: 'Departments' | 'People' | 'My profile',
): Promise<void> {
  await goTo(page, 'Organisation');
  await page.getByRole('tab', { name: tab, exact: true }).click();
}

/** A department in the tree. */
export function getDepartmentRow(page: Page, name: string) {
  return page.getByRole('treeitem', { name: new RegExp(`^${name},`) });
}

/** Searches for a department in the tree and selects it. */
export async function selectDepartment(
  page: Page,
  name: string,
): Promise<void> {
  await page.getByLabel('Search departments').fill(name);
  await getDepartmentRow(page, name).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

/** Drags a department onto another in several steps, as a hand does. */
export async function dragDepartment(
  page: Page,
  name: string,
  onto: string,
): Promise<void> {
  await getDepartmentRow(page, name).hover();
  await page.mouse.down();
  const box = await getDepartmentRow(page, onto).boundingBox();
  if (!box) throw new Error(`${onto} is not in view`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, {
    steps: 10,
  });
  await page.mouse.up();
}

/** Returns the response of the API to a GET request, which must succeed. */
export async function read<T>(
  session: PortalSession,
  person: Person,
  path: string,
): Promise<T> {
  const response = await session.callApi(person, path);
  expect(response.status).toBe(200);
  return response.json();
}

/** A department in the tree, in the form of the API. */
export interface DepartmentNode {
  id: string;
  name: string;
  level: number;
  staff_count_recursive: number;
  children: DepartmentNode[];
}

/** A list of the API. */
export type List<Item> = { items: Item[]; total: number };

/** Returns a department in the form of the API. */
export async function loadDepartment(
  session: PortalSession,
  name: string,
): Promise<DepartmentNode> {
  const { items } = await read<List<DepartmentNode>>(
    session,
    'alex.admin',
    `${defaultPath}/departments/tree`,
  );
  const flatten = (nodes: DepartmentNode[]): DepartmentNode[] =>
    nodes.flatMap(node => [node, ...flatten(node.children)]);
  return flatten(items).find(node => node.name === name)!;
}

/** Reads Max's staff record as `reader` sees it. */
export async function readRecordOfMax(session: PortalSession, reader: Person) {
  const { items } = await read<List<{ id: string; phone?: string }>>(
    session,
    reader,
    `${defaultPath}/staff?search=max.member`,
  );
  return items[0];
}

/** Returns the status of the response to a write. */
export async function getWriteStatus(
  session: PortalSession,
  person: Person,
  [method, path, body]: [string, string, object],
): Promise<number> {
  const { status } = await session.callApi(person, path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return status;
}
