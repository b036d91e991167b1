import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Period,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  LoadingState,
  QueryState,
  Section,
  ResourcesProvider,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { useEntryColumns } from '../../entity/useEntryColumns';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';

const getRowId = ({ id }: Worklog) => id;

const readOnly = {
  mayChange: () => false,
  onEdit: () => {},
  onDelete: () => {},
};

/** The person is the same for all rows; the description comes last, since it may be long. */
const SHOWN_COLUMNS = ['date', 'item', 'time', 'description'];

/** The worklogs of a period with their descriptions, as far as the viewer may see them. */
export function PeriodEntries(props: { slug: string; period: Period }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, period } = props;
  const { member_id, week_start: date_from, week_end: date_to } = period;
  const list = useEndpointPages(endpoints.listWorklogs, {
    params: { slug },
    query: { member_id, date_from, date_to, order_by: 'logged_at' },
  });
  const all = useEntryColumns({ workspace: slug, ...readOnly });
  const columns = useMemo(
    () =>
      SHOWN_COLUMNS.flatMap(shown => all.find(({ id }) => id === shown) ?? []),
    [all],
  );
  const items = list.data?.items;
  const mentions = useMemo(
    () =>
      (items ?? []).map(({ work_item_id }) => ({
        entity_type: 'work_item',
        entity_id: work_item_id,
      })),
    [items],
  );
  return (
    <QueryState
      query={list}
      loading={<LoadingState rows={5} rowHeight={40} />}
      givers={{ workspace: slug }}
    >
      {loaded =>
        loaded.items.length > 0 && (
          <Section level={2} title={t('period.entries')}>
            <ResourcesProvider rows={mentions}>
              <DataTable
                label={t('period.entries')}
                columns={columns}
                rows={loaded.items}
                rowId={getRowId}
                total={loaded.total}
                pages={list}
              />
            </ResourcesProvider>
          </Section>
        )
      }
    </QueryState>
  );
}
