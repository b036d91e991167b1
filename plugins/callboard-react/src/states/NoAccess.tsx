import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import type { ReactNode } from 'react';
import { callboardReactTranslationRef } from '../translation';
import { StateLayout } from './StateLayout';

/**
 * Tells the person that they may not see this, and who can give them access.
 *
 * @public
 */
export function NoAccess(props: {
  title?: ReactNode;
  /** Completes "Who can give it: …", for example "a super admin.". */
  whoCanGive?: string;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <StateLayout
      role="status"
      icon={<LockOutlinedIcon />}
      title={props.title ?? t('noAccess.title')}
    >
      {t('noAccess.whoCanGive', {
        who: props.whoCanGive ?? t('noAccess.defaultWho'),
      })}
    </StateLayout>
  );
}
