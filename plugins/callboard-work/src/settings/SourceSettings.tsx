import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import {
  formatCount,
  LoadingState,
  QueryState,
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import {
  CALLBOARD_SOURCE,
  endpoints,
  type QueryInputOf,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { getSourceName } from '../badges/SourceBadge';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { SectionLayout } from './SectionLayout';
import { GithubMapping } from './GithubMapping';

/** The API counts the items of a source, but does not list the sources. */
const sources = [CALLBOARD_SOURCE, 'github', 'gitlab', 'jira'] as const;

/** Always listed, even without items. */
const alwaysListedSources: readonly string[] = [CALLBOARD_SOURCE, 'github'];

type SourceQuery = Pick<
  QueryInputOf<typeof endpoints.countWorkItems>,
  'source' | 'is_archived'
>;

/** The number of a project's items from a source; undefined for all other sources. */
interface SourceCount {
  source: string | undefined;
  count: number;
}

/** Counts the items of the project by source, including archived ones. */
function useSourceCounts(): UseQueryResult<SourceCount[], Error> {
  const client = useCallboardClient();
  const params = toProjectParams(useWorkProject());
  return useQuery({
    queryKey: [
      ...getQueryKey(endpoints.countWorkItems, { params }),
      'by-source',
    ],
    queryFn: async ({ signal }) => {
      const fetchTotal = async (query: SourceQuery) => {
        const call = { params, query, signal };
        return (await client.call(endpoints.countWorkItems, call)).total;
      };
      const countSourceItems = async (source?: string) => {
        const query = source ? { source } : {};
        const [open, archived] = await Promise.all([
          fetchTotal(query),
          fetchTotal({ ...query, is_archived: true }),
        ]);
        return open + archived;
      };
      const [total, ...counts] = await Promise.all([
        countSourceItems(),
        ...sources.map(countSourceItems),
      ]);
      const known: SourceCount[] = sources.map((source, index) => ({
        source,
        count: counts[index],
      }));
      const rest = total - counts.reduce((sum, count) => sum + count, 0);
      return [...known, { source: undefined, count: rest }].filter(
        ({ source, count }) =>
          // The rest is negative if an item was added between two responses.
          count > 0 ||
          (source !== undefined && alwaysListedSources.includes(source)),
      );
    },
  });
}

/** The number of items by source. */
function SourceCounts(props: { query: UseQueryResult<SourceCount[], Error> }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);

  function getSourceLabel(source: string | undefined): string {
    if (source === CALLBOARD_SOURCE) {
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

/** The sources of the project's items, and how to set them up. */
export function SourceSettings() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const counts = useSourceCounts();
  const fromGithub = counts.data?.find(({ source }) => source === 'github');
  return (
    <SectionLayout name="sources" hint={t('sources.hint')}>
      <Stack spacing={3} sx={{ mt: 2 }}>
        <SourceCounts query={counts} />
        <GithubMapping hasItems={(fromGithub?.count ?? 0) > 0} />
      </Stack>
    </SectionLayout>
  );
}
