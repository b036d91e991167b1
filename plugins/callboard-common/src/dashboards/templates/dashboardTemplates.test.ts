import { GRID_COLUMNS, WidgetSize } from '../layout';
import { exportedDashboard } from '../transfer';
import { dashboardTemplateNames } from './DashboardTemplate';
import { dashboardTemplates } from './dashboardTemplates';

const overlap = (one: WidgetSize, other: WidgetSize) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/;

describe('the templates of dashboards', () => {
  it('are all there', () => {
    expect(dashboardTemplates.map(({ name }) => name)).toEqual(
      dashboardTemplateNames,
    );
  });

  describe.each(dashboardTemplates)('$name', ({ dashboard }) => {
    const sizes = dashboard.widgets.map(({ size }) => size);

    it('can be imported as it is', () => {
      expect(exportedDashboard.parse(dashboard)).toEqual(dashboard);
    });

    it('names nothing that only one workspace has', () => {
      expect(JSON.stringify(dashboard)).not.toMatch(UUID);
      expect(dashboard.references).toEqual([]);
    });

    it('has no two widgets in one place', () => {
      const twice = sizes.flatMap((one, nth) =>
        sizes.slice(nth + 1).filter(other => overlap(one, other)),
      );
      expect(twice).toEqual([]);
    });

    it('leaves no gap', () => {
      const height = Math.max(0, ...sizes.map(size => size.y + size.height));
      const covered = sizes.reduce(
        (sum, size) => sum + size.width * size.height,
        0,
      );
      expect(covered).toBe(GRID_COLUMNS * height);
    });

    it('has a title on each widget, which no other has', () => {
      const titles = dashboard.widgets.map(({ title }) => title);
      expect(titles).not.toContain('');
      expect(new Set(titles).size).toBe(titles.length);
    });

    it('has its widgets in the order in which they are read', () => {
      const order = (a: WidgetSize, b: WidgetSize) => a.y - b.y || a.x - b.x;
      const inOrder = [...dashboard.widgets].sort(
        (a, b) => a.sort_order - b.sort_order,
      );
      expect(inOrder.map(({ size }) => size)).toEqual([...sizes].sort(order));
    });
  });
});
