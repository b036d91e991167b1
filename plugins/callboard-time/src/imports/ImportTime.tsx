import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ImportWizard,
  type ImportKind,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import {
  endpoints,
  MAX_IMPORTED_WORKLOGS,
  type WorklogImportResult,
} from '@callboard/plugin-callboard-common';
import { useCallback, useMemo, useState } from 'react';
import { callboardTimeAdminTranslationRef } from '../admin/timeAdminTranslation';
import { MapTime } from './MapTime';
import {
  emptyMapping,
  needsMapping,
  type TimeMapping,
  toImportMapping,
} from './TimeMapping';
import { useRefreshTime } from '../data/refreshTime';
import { myTimeRouteRef } from '../routes';

function useTimeImportKind(
  mapping: TimeMapping,
  onChoose: () => void,
): ImportKind {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  return useMemo(
    () => ({
      endpoint: endpoints.importWorklogs,
      fields: { mapping: toImportMapping(mapping) },
      // Both results are responses of `importWorklogs`.
      needsMapping: (result, previous) =>
        needsMapping(
          result as WorklogImportResult,
          previous as WorklogImportResult | undefined,
        ),
      onChoose,
      hasOnlyNewRows: true,
      maxRows: MAX_IMPORTED_WORKLOGS,
      fileName: 'time',
      columns: [
        { name: 'date', hint: t('import.date'), isRequired: true },
        { name: 'person', hint: t('import.person') },
        { name: 'work_item', hint: t('import.workItem'), isRequired: true },
        { name: 'minutes', hint: t('import.minutes') },
        { name: 'hours', hint: t('import.hours') },
        { name: 'description', hint: t('import.description') },
        { name: 'started_at', hint: t('import.startedAt') },
        { name: 'is_billable', hint: t('import.billable') },
        { name: 'activity_type', hint: t('import.activityType') },
      ],
    }),
    [t, mapping, onChoose],
  );
}

export function ImportTime(props: { slug: string }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug } = props;
  const [mapping, setMapping] = useState(emptyMapping);
  const clearMapping = useCallback(() => setMapping(emptyMapping), []);
  const kind = useTimeImportKind(mapping, clearMapping);
  const refresh = useRefreshTime();
  const href = useRouteRef(myTimeRouteRef);
  return (
    <Stack spacing={2}>
      <div>
        <Typography component="h2" variant="h6" sx={{ m: 0 }}>
          {t('import.title')}
        </Typography>
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ maxWidth: '72ch' }}
        >
          {t('import.hint')}
        </Typography>
      </div>
      <ImportWizard
        kind={kind}
        workspace={slug}
        backHref={`${href?.() ?? '/my-time'}?workspace=${slug}`}
        onImported={refresh}
        renderMapping={result => (
          <MapTime
            slug={slug}
            result={result as WorklogImportResult}
            mapping={mapping}
            onChange={setMapping}
          />
        )}
      />
    </Stack>
  );
}
