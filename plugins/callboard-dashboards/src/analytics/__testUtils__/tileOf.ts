import { screen, within } from '@testing-library/react';

/** The tile of a number; undefined where there is none. */
export async function tileOf(label: string): Promise<HTMLElement | undefined> {
  const list = await screen.findByRole('list', { name: /Overview|Time/ });
  return within(list)
    .getAllByRole('listitem')
    .find(tile => tile.textContent?.startsWith(label));
}
