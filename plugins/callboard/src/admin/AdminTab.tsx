import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MyAccess } from '@callboard/plugin-callboard-common';
import {
  mayAdministrate,
  NoAccess,
  PageBody,
  QueryState,
  useCardWorkspace,
  useMyAccess,
  type AccessTest,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { callboardTranslationRef } from '../translation';

/** What the admin page takes, and who can make somebody an admin. */
function NoAdmin() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { workspace, isLoading } = useCardWorkspace();
  return isLoading ? null : (
    <NoAccess givers={{ workspace: workspace?.slug }}>
      {t('admin.whatItTakes')}
    </NoAccess>
  );
}

/**
 * What every tab of the admin page stands in: seen by super admins and by
 * whoever is an admin of at least one workspace.
 */
export function AdminTab(props: {
  /** Whether there is something for the reader; for admins by default. */
  isOpen?: AccessTest;
  /** A skeleton in the shape of the tab. */
  loading?: ReactNode;
  children: ReactNode | ((access: MyAccess) => ReactNode);
}) {
  const { isOpen = mayAdministrate, children } = props;
  return (
    <PageBody>
      <Known loading={props.loading}>
        {access => {
          if (!isOpen(access)) {
            return <NoAdmin />;
          }
          return typeof children === 'function' ? children(access) : children;
        }}
      </Known>
    </PageBody>
  );
}

function Known(props: {
  loading?: ReactNode;
  children: (access: MyAccess) => ReactNode;
}) {
  return (
    <QueryState query={useMyAccess()} loading={props.loading}>
      {props.children}
    </QueryState>
  );
}
