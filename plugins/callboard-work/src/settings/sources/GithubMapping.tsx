import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { EntityLink, parseRef } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Fragment } from 'react';
import { useWorkProject } from '../../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../../settingsTranslation';
import { GithubPeople } from './GithubPeople';
import { useRepository } from './useRepository';

const example = `metadata:
  annotations:
    github.com/project-slug: owner/repository`;

const codeStyle = {
  fontFamily: 'monospace',
  fontSize: 13,
  bgcolor: 'action.hover',
  borderRadius: 1,
} as const;

/** Shows whether issues of GitHub become items of the project, and of which repository. */
export function GithubMapping(props: {
  /** Whether the project has any items from GitHub. */
  hasItems: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project, workspace } = useWorkProject();
  const { slug, rivals } = useRepository();

  function getMappingState() {
    if (rivals.length > 0) {
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
            {rivals.map(ref => (
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
