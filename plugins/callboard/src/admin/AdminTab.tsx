import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NoAccess,
  PageBody,
  QueryState,
  useMe,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { callboardTranslationRef } from '../translation';

function AdminsOnly(props: { loading?: ReactNode; children: ReactNode }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  return (
    <QueryState query={useMe()} loading={props.loading}>
      {me =>
        me.is_super_admin ||
        me.workspaces.some(workspace => workspace.role === 'admin') ? (
          props.children
        ) : (
          <NoAccess whoCanGive={t('admin.whoCanGive')} />
        )
      }
    </QueryState>
  );
}

/**
 * What every tab of the admin page stands in: seen by super admins and by
 * whoever is an admin of at least one workspace.
 */
export function AdminTab(props: {
  /** A skeleton in the shape of the tab. */
  loading?: ReactNode;
  children: ReactNode;
}) {
  return (
    <PageBody>
      <AdminsOnly loading={props.loading}>{props.children}</AdminsOnly>
    </PageBody>
  );
}
