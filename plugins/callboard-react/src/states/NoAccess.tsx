import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import type { AccessGivers } from '../access/AccessGivers';
import { GiversList } from '../access/GiversList';
import { callboardReactTranslationRef } from '../translation';
import { StateLayout } from './StateLayout';

/** Explains that the person has no access, and names the people who can grant it. @public */
export function NoAccess(props: {
  title?: ReactNode;
  /** The required access, in a sentence. */
  children?: ReactNode;
  /** The scope whose admins can grant access; super admins unless it names a workspace. */
  givers?: AccessGivers;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <StateLayout
      role="status"
      icon={<LockOutlinedIcon />}
      title={props.title ?? t('noAccess.title')}
    >
      {props.children}
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'center',
          alignItems: 'center',
          columnGap: 1.5,
          rowGap: 0.5,
          mt: 1,
        }}
      >
        <span>{t('noAccess.whoCanGive')}</span>
        <GiversList givers={props.givers ?? {}} />
      </Box>
    </StateLayout>
  );
}
