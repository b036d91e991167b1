import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Look } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  QueryState,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import { callboardActivityTranslationRef } from '../translation';
import { Intro } from './Intro';
import { useLookColumns } from './useLookColumns';

const idOf = ({ id }: Look) => id;

/** Who looked at what the reader did. */
export function MyLooks() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const pages = useEndpointPages(endpoints.listMyLooks, { query: {} });
  const columns = useLookColumns();
  return (
    <>
      <Intro>{t('looks.intro')}</Intro>
      <QueryState query={pages}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('looks.none')}>
              {t('looks.noneHint')}
            </EmptyState>
          ) : (
            <DataTable
              label={t('looks.label')}
              columns={columns}
              rows={items}
              rowId={idOf}
              pages={pages}
              isMain
            />
          )
        }
      </QueryState>
    </>
  );
}
