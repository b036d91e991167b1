import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount, PersonChip } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useWorkProject } from '../../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../../settingsTranslation';
import { LOGIN_ANNOTATION, useUnknownAtGithub } from './useUnknownAtGithub';

const MAX_SHOWN_PEOPLE = 5;

/** Explains how assignees are matched, and lists the members without a match. */
export function GithubPeople() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { workspace, people } = useWorkProject();
  const unknown = useUnknownAtGithub(people);
  const more = (unknown?.length ?? 0) - MAX_SHOWN_PEOPLE;
  return (
    <>
      <p>{t('github.people', { annotation: LOGIN_ANNOTATION })}</p>
      {unknown?.length === 0 && people.length > 0 && (
        <p>{t('github.allKnown')}</p>
      )}
      {unknown && unknown.length > 0 && (
        <>
          <p>{t('github.unknown')}</p>
          <Box
            component="ul"
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              columnGap: 2,
              rowGap: 0.5,
              listStyle: 'none',
              m: 0,
              mt: 1,
              p: 0,
            }}
          >
            {unknown.slice(0, MAX_SHOWN_PEOPLE).map(({ user_ref, name }) => (
              <li key={user_ref}>
                <PersonChip
                  userRef={user_ref}
                  name={name}
                  workspace={workspace.slug}
                />
              </li>
            ))}
            {more > 0 && (
              <li>{t('github.more', { number: formatCount(more) })}</li>
            )}
          </Box>
        </>
      )}
    </>
  );
}
