import { LegacyPage } from '@callboard/plugin-callboard-react/legacy';
import { AnalyticsContent } from '../analytics/AnalyticsContent';

/** The page Analytics with its header. */
export function LegacyAnalyticsPage(props: { title?: string }) {
  return (
    <LegacyPage title={props.title ?? 'Analytics'}>
      <AnalyticsContent />
    </LegacyPage>
  );
}
