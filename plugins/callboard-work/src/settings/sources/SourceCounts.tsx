import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatCount,
  LoadingState,
  QueryState,
} from '@callboard/plugin-callboard-react';
import { OWN_SOURCE } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import type { UseQueryResult } from '@tanstack/react-query';
import { getSourceName } from '../../badges/getSourceName';
import { callboardWorkSettingsTranslationRef } from '../../settingsTranslation';
import type { SourceCount } from './useSourceCounts';

/** The number of items by source. */
export function SourceCounts(props: {
  query: UseQueryResult<SourceCount[], Error>;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);

  function getSourceLabel(source: string | undefined): string {
    if (source === OWN_SOURCE) {
      return t('sources.own');
    }
    return source ? getSourceName(source) : t('sources.others');
  }

  return (
    <QueryState
      query={props.query}
      loading={<LoadingState rows={2} rowHeight={28} />}
    >
      {counts => (
        <Box
          component="table"
          sx={{
            width: '100%',
            maxWidth: 400,
            borderCollapse: 'collapse',
            typography: 'body2',
            '& th, & td': {
              fontWeight: 'inherit',
              py: 1,
              px: 0,
              borderBottom: 1,
              borderColor: 'divider',
            },
            '& thead th': { color: 'text.secondary' },
            '& th': { textAlign: 'start' },
            '& td, & th:last-child': {
              textAlign: 'end',
              fontVariantNumeric: 'tabular-nums',
            },
          }}
        >
          <thead>
            <tr>
              <th scope="col">{t('sources.source')}</th>
              <th scope="col">{t('sources.items')}</th>
            </tr>
          </thead>
          <tbody>
            {counts.map(({ source, count }) => (
              <tr key={source ?? ''}>
                <th scope="row">{getSourceLabel(source)}</th>
                <td>{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </Box>
      )}
    </QueryState>
  );
}
