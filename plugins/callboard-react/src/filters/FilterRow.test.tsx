import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FilterRow } from './FilterRow';

const row = (
  <FilterRow
    label="Filters of time"
    first={<span>This week</span>}
    count={2}
    onClear={() => {}}
  >
    <input aria-label="Person" />
    {false}
    <input aria-label="Project" />
  </FilterRow>
);

const { matchMedia } = window;

function openIn(width: number) {
  window.matchMedia = ((query: string) => ({
    matches: width <= parseFloat(/max-width:([\d.]+)/.exec(query)?.[1] ?? '0'),
    addListener: () => {},
    removeListener: () => {},
  })) as unknown as typeof window.matchMedia;
  renderInTestApp(row);
}

describe('FilterRow', () => {
  afterEach(() => {
    window.matchMedia = matchMedia;
  });

  it('has the filters in the row where there is room', async () => {
    openIn(1200);
    expect(
      await screen.findByRole('textbox', { name: 'Person' }),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: /Filters/ })).toBeNull();
    const { children } = screen.getByRole('search');
    expect([...children].filter(child => !child.innerHTML)).toEqual([]);
    expect(screen.getByRole('button', { name: 'Clear' })).toBeVisible();
  });

  it('has them behind a button that counts them in narrow windows', async () => {
    openIn(400);
    const button = await screen.findByRole('button', { name: 'Filters (2)' });
    expect(screen.getByText('This week')).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'Person' })).toBeNull();
    await userEvent.click(button);
    expect(
      await screen.findByRole('dialog', { name: 'Filters of time' }),
    ).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'Project' })).toBeVisible();
  });
});
