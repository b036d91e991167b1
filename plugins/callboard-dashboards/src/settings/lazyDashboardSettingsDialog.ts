import { lazy } from 'react';

/** The settings dialog, loaded on demand, because it is rarely opened. */
export const LazyDashboardSettingsDialog = lazy(() =>
  import('./DashboardSettingsDialog').then(m => ({
    default: m.DashboardSettingsDialog,
  })),
);
