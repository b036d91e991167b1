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

describe('dashboard templates', () => {
  it('defines a template for each template name', () => {
    expect(dashboardTemplates.map(({ name }) => name)).toEqual(
      dashboardTemplateNames,
    );
  });

  describe.each(dashboardTemplates)('$name', ({ dashboard }) => {
    const sizes = dashboard.widgets.map(({ size }) => size);

    it('passes the import validation unchanged', () => {
      expect(exportedDashboard.parse(dashboard)).toEqual(dashboard);
    });

    it('contains no IDs or references of a workspace', () => {
      expect(JSON.stringify(dashboard)).not.toMatch(UUID);
      expect(dashboard.references).toEqual([]);
    });

    it('places no two widgets in the same cells', () => {
      const overlapping = sizes.flatMap((one, nth) =>
        sizes.slice(nth + 1).filter(other => overlap(one, other)),
      );
      expect(overlapping).toEqual([]);
    });

    it('fills the grid without gaps', () => {
      const height = Math.max(0, ...sizes.map(size => size.y + size.height));
      const covered = sizes.reduce(
        (sum, size) => sum + size.width * size.height,
        0,
      );
      expect(covered).toBe(GRID_COLUMNS * height);
    });

    it('sets a unique title on each widget', () => {
      const titles = dashboard.widgets.map(({ title }) => title);
      expect(titles).not.toContain('');
      expect(new Set(titles).size).toBe(titles.length);
    });

    it('sorts its widgets by row, then by column', () => {
      const order = (a: WidgetSize, b: WidgetSize) => a.y - b.y || a.x - b.x;
      const inOrder = [...dashboard.widgets].sort(
        (a, b) => a.sort_order - b.sort_order,
      );
      expect(inOrder.map(({ size }) => size)).toEqual([...sizes].sort(order));
    });
  });
});
