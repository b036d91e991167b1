import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project } from '@callboard/plugin-callboard-common';
import {
  ErrorState,
  formatCount,
  LoadingState,
  QueryState,
  getErrorStatus,
  type Pages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { AccessRow } from './AccessRow';
import { useExplanations } from './useExplanations';
import { useProjects } from './useProjects';

interface Whose {
  workspace: string;
  userRef: string;
  /** Whether it is the viewer's own access. */
  isMine: boolean;
}

function Projects(
  props: Whose & { projects: Project[]; list: Pages<Project> },
) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, userRef, isMine, projects, list } = props;
  const explanations = useExplanations(
    workspace,
    userRef,
    projects.map(({ id }) => id),
  );
  const refusal = explanations.find(
    ({ error }) => getErrorStatus(error) === 403,
  );
  if (refusal) {
    return <ErrorState error={refusal.error!} />;
  }
  const isWaiting = explanations.some(({ isPending }) => isPending);
  const shown = projects.flatMap((project, index) => {
    const explanation = explanations[index];
    // Projects without access must not appear and then disappear while explanations load.
    return explanation.isPending || explanation.data?.role === null
      ? []
      : { project, explanation };
  });
  const outside = explanations.filter(({ data }) => data?.role === null).length;
  const getEmptyMessage = () => {
    if (isMine) {
      return t('access.noneMine');
    }
    const formatted = formatCount(outside);
    return list.hasMore
      ? t('access.noneYet', { formatted })
      : t('access.none', { count: outside, formatted });
  };
  return (
    <>
      {shown.length > 0 && (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {shown.map(({ project, explanation }) => (
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
      {shown.length === 0 && !isWaiting && (
        <Typography variant="body2">{getEmptyMessage()}</Typography>
      )}
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1,
          mt: 1,
          color: 'text.secondary',
          typography: 'body2',
        }}
      >
        {outside > 0 &&
          shown.length > 0 &&
          t('access.notIn', {
            count: outside,
            formatted: formatCount(outside),
          })}
        {list.hasMore && (
          <Button aria-disabled={list.isLoadingMore} onClick={list.loadMore}>
            {t('access.more')}
          </Button>
        )}
      </Box>
    </>
  );
}

/** The projects of a person, each with the reasons for the access. */
export function AccessList(props: Whose) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const list = useProjects(props.workspace);
  return (
    <QueryState query={list} loading={<LoadingState rows={3} rowHeight={48} />}>
      {({ items }) => {
        // The list already contains the viewer's own roles, so the other projects need no request.
        const projects = props.isMine
          ? items.filter(({ role }) => role !== null)
          : items;
        if (projects.length === 0 && !list.hasMore) {
          return (
            <Typography variant="body2">
              {props.isMine
                ? `${t('access.noneMine')} ${t('access.noneMineHint')}`
                : t('access.empty')}
            </Typography>
          );
        }
        return <Projects {...props} projects={projects} list={list} />;
      }}
    </QueryState>
  );
}
