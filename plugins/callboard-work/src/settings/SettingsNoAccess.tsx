import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NoAccess } from '@callboard/plugin-callboard-react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { BackToItems } from './BackToItems';

/** Tells users other than project admins that they cannot change the settings. */
export function SettingsNoAccess(props: { onBack: () => void }) {
  const { workspace, project } = useWorkProject();
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  return (
    <>
      <BackToItems onClick={props.onBack} />
      <NoAccess
        title={t('noSettings.title')}
        givers={{ workspace: workspace.slug, project: project.id }}
      />
    </>
  );
}
