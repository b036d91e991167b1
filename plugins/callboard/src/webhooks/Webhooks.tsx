import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  UnknownAddress,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { AdminTab } from '../admin/AdminTab';
import { useRights } from '../workspaces/useRights';
import { WebhookDetail } from './detail/WebhookDetail';
import { CreateWebhook } from './form/CreateWebhook';
import { EditWebhook } from './form/EditWebhook';
import { WebhookList } from './list/WebhookList';
import { callboardWebhooksTranslationRef } from './translation';

function WebhooksOf(props: { workspace: OwnWorkspace; picker: ReactNode }) {
  const { slug } = props.workspace;
  return (
    <Routes>
      <Route
        index
        element={<WebhookList workspace={slug} picker={props.picker} />}
      />
      <Route path="create" element={<CreateWebhook workspace={slug} />} />
      <Route path=":id" element={<WebhookDetail workspace={slug} />} />
      <Route path=":id/edit" element={<EditWebhook workspace={slug} />} />
      <Route path="*" element={<UnknownAddress />} />
    </Routes>
  );
}

function Choice() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { isAdminOf } = useRights();
  return (
    <WorkspaceChoice
      isOpen={({ slug }) => isAdminOf(slug)}
      whatItTakes={t('whatItTakes')}
    >
      {(workspace, picker) => (
        <WebhooksOf
          key={workspace.slug}
          workspace={workspace}
          picker={picker}
        />
      )}
    </WorkspaceChoice>
  );
}

/** The webhooks of a workspace, the one in the URL, or the form that creates one. */
export function Webhooks() {
  return (
    <AdminTab>
      <Choice />
    </AdminTab>
  );
}
