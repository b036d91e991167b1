import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  findConfigProblems,
  type Dashboard,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { WidgetBody } from '../widgets/WidgetBody';
import { WidgetFrame } from '../widgets/WidgetFrame';
import { callboardDashboardsEditTranslationRef } from './editTranslation';
import { toPlainReason } from './toPlainReason';
import { usePreview } from './usePreview';
import type { WidgetDraft } from './WidgetDraft';

const HEIGHT = 280;
const AROUND = 56;

/** A preview of a widget, or the reason why it is invalid. */
export function WidgetPreview(props: {
  slug: string;
  dashboard: Pick<Dashboard, 'id' | 'config'>;
  draft: WidgetDraft;
}) {
  const { t } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { slug, dashboard, draft } = props;
  const query = usePreview(slug, dashboard, draft);
  const problems = findConfigProblems(draft.widget_type, draft.config);
  return (
    <Box sx={{ height: HEIGHT, flexShrink: 0 }} aria-live="polite">
      <WidgetFrame title={draft.title}>
        {problems.length > 0 ? (
          <Box role="alert" sx={{ typography: 'body2' }}>
            {t('form.cannot')}
            <ul>
              {problems.map(({ path, message }) => (
                <li key={path.join()}>{toPlainReason(message)}</li>
              ))}
            </ul>
          </Box>
        ) : (
          <WidgetBody widget={draft} query={query} height={HEIGHT - AROUND} />
        )}
      </WidgetFrame>
    </Box>
  );
}
