import { screen, within } from '@testing-library/react';

/** The rows of a table as text, without its headings. */
export async function rowsOf(name: string): Promise<string[]> {
  const table = await screen.findByRole('grid', { name });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent!);
}
