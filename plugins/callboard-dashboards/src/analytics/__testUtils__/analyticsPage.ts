import { screen, waitFor, within } from '@testing-library/react';
import { FakeDashboards } from '../../__testUtils__/FakeDashboards';
import { renderDashboards } from '../../__testUtils__/renderDashboards';
import { answerAnalytics } from './answerAnalytics';

/** The path of the analytics endpoint. */
export const ANALYTICS = '/workspaces/default/analytics';

/** The query of the last request for analytics. */
export const getLastQuery = (server: FakeDashboards): Record<string, string> =>
  Object.fromEntries(server.listQueries(ANALYTICS).at(-1)!);

/**
 * Opens the Analytics page, against a fake server.
 *
 * @param change - changes the numbers before the page requests them
 */
export function openAnalytics(
  path: string = '/analytics',
  change: (
    numbers: ReturnType<typeof answerAnalytics>,
    server: FakeDashboards,
  ) => void = () => {},
) {
  const server = new FakeDashboards();
  const numbers = answerAnalytics(server);
  change(numbers, server);
  return { server, numbers, ...renderDashboards(path, server) };
}

/** Reads the rows of a table as text, without the headings. */
export async function readRowTexts(name: string): Promise<string[]> {
  const table = await screen.findByRole('grid', { name });
  const [, ...rows] = within(table).getAllByRole('row');
  return rows.map(row => row.textContent!);
}

/** Returns the tile of a number; undefined if it is missing. */
export async function findTile(
  label: string,
): Promise<HTMLElement | undefined> {
  // The list is rendered before its numbers are loaded.
  const tiles = await waitFor(() => {
    const list = screen.getByRole('list', { name: /Overview|Time/ });
    const all = within(list).getAllByRole('listitem');
    expect(all[0]).not.toBeEmptyDOMElement();
    expect(all.map(({ textContent }) => textContent).join('')).not.toBe('');
    return all;
  });
  return tiles.find(tile => tile.textContent?.startsWith(label));
}
