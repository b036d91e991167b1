import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { Desk } from '../../work/__testUtils__/Desk';
import { fillLabels } from './__testUtils__/fillLabels';

const LABELS = 60;

describeCallboard('bars that are equal', { entities: landscape }, callboard => {
  // Their ids ascend.
  const names = Array.from(
    { length: LABELS },
    (_, nth) => `Label ${100 - nth}`,
  );

  beforeAll(async () => {
    const desk = await Desk.open(callboard());
    const ids = await fillLabels(callboard(), desk, LABELS, nth => names[nth]);
    for (const labels of [ids.slice(0, 30), ids.slice(30)]) {
      await desk.make({ labels, priority: 'high' });
    }
  });

  it.each([undefined, 'PRIORITY'])(
    'are cut by name, grouped by %s',
    async group_by => {
      const { body } = await callboard()
        .as('superAdmin')
        .post('/workspaces/default/dashboards/preview', {
          widget_type: 'work_items_chart',
          config: { x_axis: 'LABELS', group_by, limit: 49 },
        })
        .expect(200);
      expect(body).toMatchObject({ total: 2, truncated: true });
      const groups = group_by ? { high: 1 } : {};
      const shown = [...names].sort().slice(0, 49);
      expect(body.data).toEqual(
        shown.map(name => ({
          ...{ key: expect.any(String), name, count: 1 },
          ...groups,
        })),
      );
    },
  );
});
