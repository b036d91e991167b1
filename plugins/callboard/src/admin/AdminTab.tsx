import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NoAccess,
  PageBody,
  QueryState,
  useMe,
} from '@callboard/plugin-callboard-react';
import type { ComponentProps, ReactNode } from 'react';
import { callboardTranslationRef } from '../translation';

function AdminsOnly(props: ComponentProps<typeof AdminTab>) {
  const { t } = useTranslationRef(callboardTranslationRef);
  return (
    <QueryState query={useMe()} loading={props.loading}>
      {me =>
        me.is_super_admin ||
        me.workspaces.some(workspace => workspace.role === 'admin') ? (
          props.children
        ) : (
          <>
            <NoAccess whoCanGive={t('admin.whoCanGive')} />
            {props.others}
          </>
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
  /** What there is for people who are no admins. */
  others?: ReactNode;
  children: ReactNode;
}) {
  return (
    <PageBody>
      <AdminsOnly {...props} />
    </PageBody>
  );
}
