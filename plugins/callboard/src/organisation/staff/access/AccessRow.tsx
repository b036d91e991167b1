import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  MembershipExplanation,
  Project,
} from '@callboard/plugin-callboard-common';
import { EntityLink, parseRef } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { UseQueryResult } from '@tanstack/react-query';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useWhyLabels } from './useWhyLabels';

/** A project of a person, with the role and its reasons. */
export function AccessRow(props: {
  workspace: string;
  project: Project;
  explanation: Pick<
    UseQueryResult<MembershipExplanation, Error>,
    'data' | 'error'
  >;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { project, explanation } = props;
  const words = useWhyLabels(props.workspace);
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
        {data && words(data).join(' · ')}
        {error && t('access.failed')}
      </Box>
    </Box>
  );
}
