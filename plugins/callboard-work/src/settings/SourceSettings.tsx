import { useTranslationRef, useApi } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import {
  EntityLink,
  formatCount,
  getQueryKey,
  LoadingState,
  parseRef,
  PersonChip,
  type PersonOption,
  QueryState,
  Row,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import {
  CALLBOARD_SOURCE,
  endpoints,
  type QueryInputOf,
  DEFAULT_WORKSPACE,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import Typography from '@mui/material/Typography';
import { Fragment } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { getSourceName } from '../badges/SourceBadge';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { SectionLayout } from './SectionLayout';
import { SyncedSources } from './SyncedSources';

/** The sources to count one by one; the items of all other sources are counted together. */
const sources = [CALLBOARD_SOURCE, 'github', 'gitlab', 'jira'] as const;

const alwaysListedSources: readonly string[] = [CALLBOARD_SOURCE, 'github'];

type SourceQuery = Pick<
  QueryInputOf<typeof endpoints.countWorkItems>,
  'source' | 'is_archived'
>;

/**
 * The number of a project's items from a source or, if `source` is undefined, from all other
 * sources.
 */
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
      const countItems = async (source?: string) => {
        const query = source ? { source } : {};
        const [open, archived] = await Promise.all([
          fetchTotal(query),
          fetchTotal({ ...query, is_archived: true }),
        ]);
        return open + archived;
      };
      const [total, ...counts] = await Promise.all([
        countItems(),
        ...sources.map(countItems),
      ]);
      const knownCounts: SourceCount[] = sources.map((source, index) => ({
        source,
        count: counts[index],
      }));
      const otherCount = total - counts.reduce((sum, count) => sum + count, 0);
      return [...knownCounts, { source: undefined, count: otherCount }].filter(
        ({ source, count }) =>
          // `otherCount` is negative if an item was added between two responses.
          count > 0 ||
          (source !== undefined && alwaysListedSources.includes(source)),
      );
    },
  });
}

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

/** The default annotation that contains a User's GitHub login. */
const LOGIN_ANNOTATION = 'github.com/user-login';

/** Returns the people whose User has no GitHub login; undefined until the catalog responds. */
function usePeopleWithoutGithubLogin(
  people: readonly PersonOption[],
): readonly PersonOption[] | undefined {
  const catalog = useApi(catalogApiRef);
  const entityRefs = people.map(({ user_ref }) => user_ref);
  const { data } = useQuery({
    queryKey: ['callboard', 'github-logins', entityRefs],
    enabled: people.length > 0,
    staleTime: 60_000,
    queryFn: async () => {
      const { items } = await catalog.getEntitiesByRefs({
        entityRefs,
        fields: ['metadata.annotations'],
      });
      return items.map(user => user?.metadata.annotations?.[LOGIN_ANNOTATION]);
    },
  });
  return data && people.filter((_, index) => !data[index]);
}

const MAX_SHOWN_PEOPLE = 5;

/** Explains how assignees are matched, and lists the members without a GitHub login. */
function GithubPeople() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { workspace, people } = useWorkProject();
  const unmatched = usePeopleWithoutGithubLogin(people);
  const hiddenCount = (unmatched?.length ?? 0) - MAX_SHOWN_PEOPLE;
  return (
    <>
      <p>{t('github.people', { annotation: LOGIN_ANNOTATION })}</p>
      {unmatched?.length === 0 && people.length > 0 && (
        <p>{t('github.allKnown')}</p>
      )}
      {unmatched && unmatched.length > 0 && (
        <>
          <p>{t('github.unknown')}</p>
          <Row
            component="ul"
            columnGap={2}
            rowGap={0.5}
            sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}
          >
            {unmatched.slice(0, MAX_SHOWN_PEOPLE).map(({ user_ref, name }) => (
              <li key={user_ref}>
                <PersonChip
                  userRef={user_ref}
                  name={name}
                  workspace={workspace.slug}
                />
              </li>
            ))}
            {hiddenCount > 0 && (
              <li>{t('github.more', { number: formatCount(hiddenCount) })}</li>
            )}
          </Row>
        </>
      )}
    </>
  );
}

/** The annotation that names an entity's GitHub repository. */
const REPOSITORY_ANNOTATION = 'github.com/project-slug';

/**
 * By default, entities of these kinds can have projects. The browser cannot read the configuration.
 */
const PROJECT_KINDS = ['component', 'system'];

function useRepository() {
  const { entity } = useEntity();
  const catalog = useApi(catalogApiRef);
  const entityRef = stringifyEntityRef(entity);
  const slug = entity.metadata.annotations?.[REPOSITORY_ANNOTATION];
  const { data } = useQuery({
    queryKey: ['callboard', 'entities-of-repository', slug],
    enabled: slug !== undefined,
    staleTime: 60_000,
    queryFn: async () => {
      const { items } = await catalog.queryEntities({
        filter: {
          kind: PROJECT_KINDS,
          [`metadata.annotations.${REPOSITORY_ANNOTATION}`]: slug!,
        },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      });
      return items.map(item => stringifyEntityRef(item));
    },
  });
  return {
    /** `owner/name`; undefined if the entity has no annotation. */
    slug,
    /**
     * The other entities that name the repository. If one can have a project, no issues are
     * imported.
     */
    otherEntities: (data ?? []).filter(ref => ref !== entityRef).sort(),
  };
}

const example = `metadata:
  annotations:
    github.com/project-slug: owner/repository`;

const codeStyle = {
  fontFamily: 'monospace',
  fontSize: 13,
  bgcolor: 'action.hover',
  borderRadius: 1,
} as const;

/** Shows whether GitHub issues become items of the project, and from which repository. */
function GithubMapping(props: { hasItems: boolean }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project, workspace } = useWorkProject();
  const { slug, otherEntities } = useRepository();

  function getMappingState() {
    if (otherEntities.length > 0) {
      return 'contested' as const;
    }
    if (project.archived_at) {
      return 'archived' as const;
    }
    return props.hasItems ? ('flows' as const) : ('waits' as const);
  }

  return (
    <Box sx={{ typography: 'body2', '& p': { m: 0, mt: 1 } }}>
      <Typography component="h4" variant="body2" fontWeight={600}>
        {t('github.title')}
      </Typography>
      {slug === undefined ? (
        <>
          <p>{t('github.none')}</p>
          <Box component="pre" sx={{ ...codeStyle, p: 1.5, overflowX: 'auto' }}>
            {example}
          </Box>
        </>
      ) : (
        <>
          <p>
            {t('github.repository', {
              slug: (
                <Box component="code" sx={{ ...codeStyle, px: 0.5 }}>
                  {slug}
                </Box>
              ),
            })}{' '}
            {t(`github.${getMappingState()}`)}
            {otherEntities.map(ref => (
              <Fragment key={ref}>
                {' '}
                <EntityLink
                  type={parseRef(ref)?.kind}
                  id={ref}
                  label={parseRef(ref)?.name}
                />
              </Fragment>
            ))}
          </p>
          {workspace.slug !== DEFAULT_WORKSPACE && (
            <p>{t('github.otherWorkspace')}</p>
          )}
          <Box sx={{ color: 'text.secondary' }}>
            <p>{t('github.mapping')}</p>
            <GithubPeople />
          </Box>
        </>
      )}
    </Box>
  );
}

export function SourceSettings() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const counts = useSourceCounts();
  const fromGithub = counts.data?.find(({ source }) => source === 'github');
  return (
    <SectionLayout name="sources" hint={t('sources.hint')}>
      <Stack spacing={3} sx={{ mt: 2 }}>
        <SourceCounts query={counts} />
        <SyncedSources />
        <GithubMapping hasItems={(fromGithub?.count ?? 0) > 0} />
      </Stack>
    </SectionLayout>
  );
}
