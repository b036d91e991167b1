import { renderInTestApp } from '@backstage/frontend-test-utils';
import { NOW } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SaveImageItems } from './SaveImageItems';

const names = Array.from({ length: 12 }, (_, at) => `State ${at}`);
const eachOnce = Object.fromEntries(names.map(name => [name, 1]));
const bars = {
  data: [{ key: 'urgent', name: 'Urgent', count: 12, ...eachOnce }],
  schema: Object.fromEntries(names.map(name => [name, name])),
  total: 12,
  computed_at: NOW,
};
const widget = {
  widget_type: 'work_items_chart',
  title: 'By priority',
  config: {
    chart_type: 'stacked_bar',
    x_axis: 'PRIORITY',
    group_by: 'STATES',
    metric: 'count',
  },
} as const;

it('saves a picture whose legend names every group', async () => {
  const saved: Blob[] = [];
  URL.createObjectURL = content => {
    saved.push(content as Blob);
    return 'blob:';
  };
  URL.revokeObjectURL = () => {};
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  renderInTestApp(
    <SaveImageItems
      widget={widget}
      type="stacked_bar"
      bars={bars}
      onDone={() => {}}
    />,
  );
  await userEvent.click(
    await screen.findByRole('menuitem', { name: 'Save as SVG' }),
  );
  await waitFor(() => expect(saved).toHaveLength(1));
  const svg = await saved[0].text();
  expect(names.filter(name => !svg.includes(`>${name}<`))).toEqual([]);
});
