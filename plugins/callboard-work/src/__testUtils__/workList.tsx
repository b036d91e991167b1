import { screen } from '@testing-library/react';
import { WorkTab } from '../entity/WorkTab';
import type { FakeWork } from './FakeWork';
import { renderWork } from './renderWork';

/** Opens the list of work items of an entity. */
export function openList(server: FakeWork, query = '') {
  return renderWork(server, {
    element: <WorkTab />,
    path: `/entity${query}`,
  });
}

/** Finds the row of the item with the given title, once the item is loaded. */
export async function findRowByTitle(title: string): Promise<HTMLElement> {
  const cell = await screen.findByText(title);
  return cell.closest<HTMLElement>('[role=row]')!;
}
