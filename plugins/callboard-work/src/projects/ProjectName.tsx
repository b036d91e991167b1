import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ProjectOverview } from '@callboard/plugin-callboard-common';
import { EntityLink, parseRef } from '@callboard/plugin-callboard-react';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import StarIcon from '@mui/icons-material/Star';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';

/** A project's name with a link to its board, and its kind in the catalog. */
export function ProjectName(props: {
  overview: ProjectOverview;
  boardHref: string | undefined;
}) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { overview, boardHref } = props;
  const { project, is_mine } = overview;
  const isSecret = project.access === 'secret';
  const cut = {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  } as const;
  return (
    <Box sx={{ minWidth: 0, maxWidth: '100%' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
        {is_mine && (
          <StarIcon
            titleAccess={t('isMine')}
            sx={{ fontSize: 16, color: 'warning.main', flexShrink: 0 }}
          />
        )}
        {isSecret && (
          <LockOutlinedIcon
            titleAccess={t('isSecret')}
            sx={{ fontSize: 16, color: 'text.secondary', flexShrink: 0 }}
          />
        )}
        <Box component="span" title={project.name} sx={cut}>
          {boardHref ? (
            <Link to={boardHref} style={{ fontWeight: 600 }}>
              {project.name}
            </Link>
          ) : (
            project.name
          )}
        </Box>
        <Box
          component="span"
          sx={{ color: 'text.secondary', typography: 'caption', flexShrink: 0 }}
        >
          {project.identifier}
        </Box>
        {project.archived_at && <Chip size="small" label={t('isArchived')} />}
      </Box>
      <Box sx={{ color: 'text.secondary', typography: 'caption', ...cut }}>
        <EntityLink
          type={parseRef(project.entity_ref)?.kind}
          id={project.entity_ref}
          label={project.entity_ref}
        />
      </Box>
    </Box>
  );
}
