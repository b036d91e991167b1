import { lazy, Suspense, type ComponentProps } from 'react';
import type { WidgetSetting } from './WidgetPicker';

const Setting = lazy(() =>
  import('./WidgetPicker').then(m => ({ default: m.WidgetSetting })),
);

function LazySetting(props: ComponentProps<typeof WidgetSetting>) {
  return (
    <Suspense fallback={null}>
      <Setting value={props.value} onChange={props.onChange} />
    </Suspense>
  );
}

/** The home page widget's metadata, for both frontend systems. */
export const dashboardCard = {
  name: 'CallboardDashboardWidget',
  title: 'Dashboard widget',
  description: 'A chart, number or table from one of your dashboards.',
  layout: {
    width: { minColumns: 3, defaultColumns: 6 },
    height: { minRows: 3, defaultRows: 6 },
  },
  settings: {
    schema: {
      title: 'Widget',
      type: 'object',
      properties: { widget: { title: 'Widget', type: 'string' } },
    },
    uiSchema: { widget: { 'ui:widget': LazySetting } },
  },
} as const;
