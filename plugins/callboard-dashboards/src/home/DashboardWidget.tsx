import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  EmptyState,
} from '@callboard/plugin-callboard-react';
import { callboardDashboardsEmbeddedTranslationRef } from '../embedded/embeddedTranslation';
import { EmbeddedWidget } from '../embedded/EmbeddedWidget';
import { parseChoice } from '../embedded/WidgetChoice';

const asItIs = {};

/** One of a dashboard's widgets, for the home page. */
export function DashboardWidget(props: {
  /** The workspace, the dashboard and the widget, as stored in the card's settings. */
  widget?: unknown;
}) {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  const choice = parseChoice(props.widget);
  return choice ? (
    <CallboardProvider>
      <EmbeddedWidget choice={choice} viewerFilters={asItIs} />
    </CallboardProvider>
  ) : (
    <EmptyState title={t('unset')}>{t('unsetHome')}</EmptyState>
  );
}
