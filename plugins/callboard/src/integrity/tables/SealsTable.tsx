import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type ActivitySeal,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  QueryState,
  Section,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import { useEffect, useRef } from 'react';
import { callboardIntegrityTranslationRef } from '../translation';
import { useSealColumns } from './useSealColumns';

const PAGE = 20;
const getRowId = ({ number }: ActivitySeal) => String(number);

/** The chain of integrity checkpoints, newest first. */
export function SealsTable(props: {
  /** The number of the newest checkpoint: a new one refetches the list. */
  newest: number;
}) {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const columns = useSealColumns();
  const list = useEndpointPages(endpoints.listActivitySeals, {
    query: { limit: PAGE },
  });
  const read = useRef(props.newest);
  const { refetch } = list;
  useEffect(() => {
    if (read.current !== props.newest) {
      read.current = props.newest;
      void refetch();
    }
  }, [props.newest, refetch]);
  return (
    <Section level={2} title={t('seals.title')} hint={t('seals.hint')}>
      <QueryState query={list}>
        {({ items }) => (
          <DataTable
            label={t('seals.title')}
            columns={columns}
            rows={items}
            rowId={getRowId}
            total={props.newest}
            pages={list}
          />
        )}
      </QueryState>
    </Section>
  );
}
