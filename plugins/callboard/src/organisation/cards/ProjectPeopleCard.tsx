import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import {
  CallboardProvider,
  LoadingState,
  QueryState,
  useCardWorkspace,
  useEntityProject,
  useStartProject,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { callboardStaffTranslationRef } from '../staffTranslation';
import { CardNote } from './CardNote';
import { ProjectPeople } from './ProjectPeople';

/** Offers to create the project of an entity that has none. */
function StartProject(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const starting = useStartProject(props.workspace);
  // A project exists already, but it is secret.
  if (starting.error) {
    return <CardNote>{t('card.nothing')}</CardNote>;
  }
  return (
    <Stack spacing={1} alignItems="flex-start">
      <CardNote>{t('card.noProject')}</CardNote>
      <Button
        variant="outlined"
        size="small"
        aria-disabled={starting.isPending}
        onClick={() => !starting.isPending && starting.mutate()}
      >
        {t('card.start')}
      </Button>
    </Stack>
  );
}

const skeleton = <LoadingState rows={4} rowHeight={28} />;

function ProjectOf(props: { workspace: string; isGuest: boolean }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, isGuest } = props;
  const { query, project } = useEntityProject(slug);
  return (
    <QueryState query={query} loading={skeleton}>
      {() => {
        if (project) {
          const isOutside = project.access === 'open' && project.role === null;
          return (
            <ProjectPeople
              workspace={slug}
              project={project}
              mayJoin={!isGuest && isOutside}
            />
          );
        }
        return isGuest ? (
          <CardNote>{t('card.nothing')}</CardNote>
        ) : (
          <StartProject workspace={slug} />
        );
      }}
    </QueryState>
  );
}

function Content() {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, isLoading } = useCardWorkspace();
  if (isLoading) {
    return skeleton;
  }
  return workspace ? (
    <ProjectOf
      workspace={workspace.slug}
      isGuest={workspace.role === 'guest'}
    />
  ) : (
    <CardNote>{t('card.nothing')}</CardNote>
  );
}

/** The departments and people of an entity's project. */
export function ProjectPeopleCard() {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return (
    <EntityInfoCard title={t('card.project')}>
      <CallboardProvider>
        <Content />
      </CallboardProvider>
    </EntityInfoCard>
  );
}
