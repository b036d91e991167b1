import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityLink,
  ErrorState,
  formatCount,
  getErrorStatus,
  getQueryKey,
  LoadingState,
  type Pages,
  parseRef,
  QueryState,
  Row,
  Section,
  toCountParams,
  useCallboardClient,
  useEndpointPages,
  useWholeList,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import {
  type Project,
  type MembershipExplanation,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import Chip from '@mui/material/Chip';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useAccessReasons } from './useAccessReasons';

const PROJECTS_PER_PAGE = 20;

function useProjects(slug: string): Pages<Project> {
  return useEndpointPages(endpoints.listProjects, {
    params: { slug },
    query: { limit: PROJECTS_PER_PAGE },
  });
}

function AccessRow(props: {
  workspace: string;
  project: Project;
  explanation: Pick<
    UseQueryResult<MembershipExplanation, Error>,
    'data' | 'error'
  >;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { project, explanation } = props;
  const getReasons = useAccessReasons(props.workspace);
  const { data, error } = explanation;
  return (
    <Box
      component="li"
      sx={{
        py: 1,
        borderBottom: 1,
        borderColor: 'divider',
        typography: 'body2',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <EntityLink
          type={parseRef(project.entity_ref)?.kind}
          id={project.entity_ref}
          label={project.name}
        />
        {data?.role && (
          <Chip
            size="small"
            variant="outlined"
            label={t(`role.${data.role}`)}
            sx={{ m: 0 }}
          />
        )}
      </Box>
      <Box sx={{ color: error ? 'error.main' : 'text.secondary' }}>
        {data && getReasons(data).join(' · ')}
        {error && t('access.failed')}
      </Box>
    </Box>
  );
}

function useExplanations(
  slug: string,
  userRef: string,
  projectIds: readonly string[],
): UseQueryResult<MembershipExplanation, Error>[] {
  const client = useCallboardClient();
  const params = { slug };
  return useQueries({
    queries: projectIds.map(project => {
      const query = { user_ref: userRef, project };
      return {
        queryKey: getQueryKey(endpoints.explainMembership, { params, query }),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          client.call(endpoints.explainMembership, { params, query, signal }),
      };
    }),
  });
}

interface AccessProps {
  workspace: string;
  userRef: string;
  isMine: boolean;
}

function ProjectList(
  props: AccessProps & {
    projects: Project[];
    list: Pick<Pages<Project>, 'hasMore' | 'isLoadingMore' | 'loadMore'>;
  },
) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, userRef, isMine, projects, list } = props;
  const explanations = useExplanations(
    workspace,
    userRef,
    projects.map(({ id }) => id),
  );
  const forbidden = explanations.find(
    ({ error }) => getErrorStatus(error) === 403,
  );
  if (forbidden) {
    return <ErrorState error={forbidden.error!} />;
  }
  const isWaiting = explanations.some(({ isPending }) => isPending);
  const accessible = projects.flatMap((project, index) => {
    const explanation = explanations[index];
    // Projects without access must not appear and then disappear while explanations load.
    return explanation.isPending || explanation.data?.role === null
      ? []
      : { project, explanation };
  });
  const inaccessibleCount = explanations.filter(
    ({ data }) => data?.role === null,
  ).length;
  const getEmptyMessage = () => {
    if (isMine && !list.hasMore) {
      return t('access.noneMine');
    }
    const formatted = formatCount(inaccessibleCount);
    return list.hasMore
      ? t('access.noneYet', { formatted })
      : t('access.none', { count: inaccessibleCount, formatted });
  };
  return (
    <>
      {accessible.length > 0 && (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {accessible.map(({ project, explanation }) => (
            <AccessRow
              key={project.id}
              workspace={workspace}
              project={project}
              explanation={explanation}
            />
          ))}
        </Box>
      )}
      {isWaiting && <LoadingState rows={3} rowHeight={48} />}
      {accessible.length === 0 && !isWaiting && (
        <Typography variant="body2">{getEmptyMessage()}</Typography>
      )}
      <Row sx={{ mt: 1, color: 'text.secondary', typography: 'body2' }}>
        {inaccessibleCount > 0 &&
          accessible.length > 0 &&
          t('access.notIn', toCountParams(inaccessibleCount))}
        {list.hasMore && (
          <Button aria-disabled={list.isLoadingMore} onClick={list.loadMore}>
            {t('access.more')}
          </Button>
        )}
      </Row>
    </>
  );
}

function OwnAccessList(props: AccessProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const params = { slug: props.workspace };
  // Loads the whole list: it is sorted by name, so the viewer's projects can be anywhere.
  const list = useWholeList(endpoints.listProjects, { params });
  const [limit, setLimit] = useState(PROJECTS_PER_PAGE);
  return (
    <QueryState query={list} loading={<LoadingState rows={3} rowHeight={48} />}>
      {({ items }) => {
        const projects = items.filter(({ role }) => role !== null);
        return projects.length === 0 ? (
          <Typography variant="body2">
            {`${t('access.noneMine')} ${t('access.noneMineHint')}`}
          </Typography>
        ) : (
          <ProjectList
            {...props}
            projects={projects.slice(0, limit)}
            list={{
              hasMore: projects.length > limit,
              isLoadingMore: false,
              loadMore: () => setLimit(limit + PROJECTS_PER_PAGE),
            }}
          />
        );
      }}
    </QueryState>
  );
}

function AccessList(props: AccessProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const list = useProjects(props.workspace);
  return (
    <QueryState query={list} loading={<LoadingState rows={3} rowHeight={48} />}>
      {({ items }) =>
        items.length === 0 ? (
          <Typography variant="body2">{t('access.empty')}</Typography>
        ) : (
          <ProjectList {...props} projects={items} list={list} />
        )
      }
    </QueryState>
  );
}

/** Access to more projects than this is loaded on demand: each project requires a request. */
const MAX_AUTOLOADED_PROJECTS = 12;

/** The projects of another person; loaded on demand if the workspace has many projects. */
function OtherAccess(props: AccessProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const { total = 0 } = useProjects(props.workspace).data ?? {};
  return isOpen || total <= MAX_AUTOLOADED_PROJECTS ? (
    <AccessList {...props} />
  ) : (
    <Button variant="outlined" onClick={() => setOpen(true)}>
      {t('access.show')}
    </Button>
  );
}

export function AccessSection(props: AccessProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return (
    <Section title={t('profile.access')}>
      <Typography variant="body2" color="text.secondary">
        {props.isMine ? t('access.introMine') : t('access.intro')}
      </Typography>
      <Box sx={{ mt: 1 }}>
        {props.isMine ? (
          <OwnAccessList {...props} />
        ) : (
          <OtherAccess {...props} />
        )}
      </Box>
    </Section>
  );
}
