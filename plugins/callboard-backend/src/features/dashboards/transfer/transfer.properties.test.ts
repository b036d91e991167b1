import {
  ExportedDashboard,
  exportedDashboard,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { dailySeed } from '../../../__testUtils__/dailySeed';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { arbitraryOf } from '../../../contract/__testUtils__/fuzz/arbitraryOf';

const path = '/workspaces/default/dashboards';

/** Ids of nothing, so that there is nothing to name. */
const files = arbitraryOf(exportedDashboard, () => undefined)
  .filter(file => exportedDashboard.safeParse(file).success)
  .map(file => ({
    ...exportedDashboard.parse(file),
    references: [],
  })) as fc.Arbitrary<ExportedDashboard>;

describeCallboard('any dashboard', {}, callboard => {
  it('is the same after it was a file', async () => {
    const max = callboard().as('member');
    const seen: number[] = [];
    const check = fc.asyncProperty(files, async file => {
      const made = await max.post(`${path}/import`, file).expect(201);
      const first = await max.get(`${path}/${made.body.id}/export.json`);
      const again = await max.post(`${path}/import`, first.body).expect(201);
      const second = await max.get(`${path}/${again.body.id}/export.json`);
      const { name: _, widgets, ...rest } = file;
      // Those with the same place are in the order they were made in.
      const inOrder = [...widgets].sort((a, b) => a.sort_order - b.sort_order);
      expect(first.body).toMatchObject({ ...rest, widgets: inOrder });
      expect(second.body).toEqual({ ...first.body, name: again.body.name });
      seen.push(widgets.length);
    });
    await fc.assert(check, { seed: dailySeed, numRuns: 25 });
    expect(Math.max(...seen)).toBeGreaterThan(1);
  }, 60_000);
});
