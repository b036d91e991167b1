import {
  LoadingState,
  OnlyHere,
  PageBody,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { roleIncludes } from '@callboard/plugin-callboard-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardTimeTranslationRef } from '../translation';

const skeleton = <LoadingState rows={8} rowHeight={36} />;

const logsTime = ({ role }: OwnWorkspace) => roleIncludes(role, 'member');

function Content() {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <WorkspaceChoice
      isOpen={logsTime}
      whatItTakes={t('mine.whatItTakes')}
      loading={skeleton}
    >
      {(_workspace, picker) => <>{picker}</>}
    </WorkspaceChoice>
  );
}

/** The time of the reader in a workspace, by week or by day. @public */
export function MyTimePage() {
  return (
    <PageBody>
      <OnlyHere>
        <Content />
      </OnlyHere>
    </PageBody>
  );
}
