import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  canAdminister,
  ExactPath,
  NoAccess,
  PageBody,
  QueryState,
  useCardWorkspace,
  useMyAccess,
  type AccessTest,
  type EffectiveAccess,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { callboardTranslationRef } from '../translation';

/** Shows viewers without access the people who can grant the admin role. */
function NoAdmin() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { workspace, isLoading } = useCardWorkspace();
  return isLoading ? null : (
    <NoAccess accessGranters={{ workspace: workspace?.slug }}>
      {t('admin.whatItTakes')}
    </NoAccess>
  );
}

/**
 * The frame of each admin tab. By default, super admins and admins of at least one workspace have
 * access.
 */
export function AdminTab(props: {
  /** Whether the viewer has access; by default, whether they are an admin. */
  hasAccess?: AccessTest;
  loading?: ReactNode;
  /** Whether the tab has sub-pages. If not, addresses below its own show an error. */
  hasSubPages?: boolean;
  children: ReactNode | ((access: EffectiveAccess) => ReactNode);
}) {
  const { hasAccess = canAdminister, children, hasSubPages } = props;
  return (
    <PageBody>
      <WithAccess loading={props.loading}>
        {access => {
          if (!hasAccess(access)) {
            return <NoAdmin />;
          }
          const page =
            typeof children === 'function' ? children(access) : children;
          return hasSubPages ? page : <ExactPath>{page}</ExactPath>;
        }}
      </WithAccess>
    </PageBody>
  );
}

function WithAccess(props: {
  loading?: ReactNode;
  children: (access: EffectiveAccess) => ReactNode;
}) {
  return (
    <QueryState query={useMyAccess()} loading={props.loading}>
      {props.children}
    </QueryState>
  );
}
