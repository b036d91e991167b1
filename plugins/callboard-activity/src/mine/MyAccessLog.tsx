import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type AccessLogEntry,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  QueryState,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import { callboardActivityTranslationRef } from '../translation';
import { Intro } from './Intro';
import { useAccessLogColumns } from './useAccessLogColumns';

const getRowId = ({ id }: AccessLogEntry) => id;

/** The access log of the reader's own activity. */
export function MyAccessLog() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const pages = useEndpointPages(endpoints.listMyAccessLog, { query: {} });
  const columns = useAccessLogColumns();
  return (
    <>
      <Intro>{t('accessLog.intro')}</Intro>
      <QueryState query={pages}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('accessLog.none')}>
              {t('accessLog.noneHint')}
            </EmptyState>
          ) : (
            <DataTable
              label={t('accessLog.label')}
              columns={columns}
              rows={items}
              rowId={getRowId}
              pages={pages}
              isMain
            />
          )
        }
      </QueryState>
    </>
  );
}
