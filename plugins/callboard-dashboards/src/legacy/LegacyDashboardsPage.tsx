import { LegacyPage } from '@callboard/plugin-callboard-react/legacy';
import { DashboardsPages } from '../DashboardsPages';

/** The page Dashboards with its header. */
export function LegacyDashboardsPage(props: { title?: string }) {
  return (
    <LegacyPage title={props.title ?? 'Dashboards'}>
      <DashboardsPages />
    </LegacyPage>
  );
}
