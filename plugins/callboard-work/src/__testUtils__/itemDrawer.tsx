import type { PageOptions } from '@callboard/plugin-callboard-react/testUtils';
import { screen, within } from '@testing-library/react';
import { WorkTab } from '../entity/WorkTab';
import type { FakeWork } from './FakeWork';
import { renderWork } from './renderWork';

/** Opens the drawer of a work item on the page of its entity. */
export async function openItem(
  server: FakeWork,
  id: string,
  options: PageOptions = {},
) {
  const rendered = renderWork(server, {
    ...options,
    element: <WorkTab />,
    path: `/entity?item=${id}`,
  });
  const drawer = await screen.findByRole('dialog', { name: 'Work item' });
  return { ...rendered, drawer };
}

/** Finds the field with the item's title, once the item is loaded. */
export const findTitleField = (drawer: HTMLElement) =>
  within(drawer).findByRole<HTMLTextAreaElement>('textbox', { name: 'Title' });
