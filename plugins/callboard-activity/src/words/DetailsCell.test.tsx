import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Activity } from '@callboard/plugin-callboard-common';
import { screen } from '@testing-library/react';
import { DetailsCell } from './DetailsCell';

async function lineOf(activity: Partial<Activity>): Promise<string | null> {
  renderInTestApp(
    <div data-testid="line">
      <DetailsCell
        activity={{ action: 'update', changes: [], ...activity } as Activity}
      />
    </div>,
  );
  return (await screen.findByTestId('line')).textContent;
}

describe('DetailsCell', () => {
  it('shows the first changes, before and after', async () => {
    expect(
      await lineOf({
        changes: [
          { field: 'state_id', old_value: 'a', new_value: 'b' },
          { field: 'estimate_time', old_value: 60, new_value: 90 },
          { field: 'is_active', old_value: true, new_value: false },
          { field: 'notes', old_value: null, new_value: '[hidden]' },
        ],
      }),
    ).toBe('estimate time 60 → 90, is active yes → no+2 more');
  });

  it('shows only what is new of a new thing, and cuts what is long', async () => {
    expect(
      await lineOf({
        action: 'create',
        changes: [
          { field: 'name', old_value: null, new_value: 'x'.repeat(99) },
        ],
      }),
    ).toBe(`name ${'x'.repeat(31)}…`);
  });

  it('has nothing to say about a plain view', async () => {
    expect(await lineOf({ action: 'page_view' })).toBe('');
  });
});
