import { POLICY_DENIAL } from '@callboard/plugin-callboard-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import type { UseQueryResult } from '@tanstack/react-query';
import {
  type AccessGranters,
  AccessGrantersList,
} from '../access/AccessGrantersList';
import { getErrorStatus, getProblems } from '../query/getProblems';
import { callboardReactTranslationRef } from '../translation';
import { StateLayout } from './EmptyState';
import { LoadingState } from './LoadingState';

/** Explains that the person has no access, and names the people who can grant it. @public */
export function NoAccess(props: {
  title?: ReactNode;
  /** The required access, in a sentence. */
  children?: ReactNode;
  /** The scope whose admins can grant access; without a scope, super admins can. */
  accessGranters?: AccessGranters;
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
        <AccessGrantersList accessGranters={props.accessGranters ?? {}} />
      </Box>
    </StateLayout>
  );
}

/** Explains that the portal's permission policy denies access. @public */
export function PolicyDenial() {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <StateLayout
      role="status"
      icon={<LockOutlinedIcon />}
      title={t('noAccess.title')}
    >
      {t('noAccess.policy')}
    </StateLayout>
  );
}

/**
 * Explains an error, reassures that no data were lost, and offers a retry. A 403 renders `NoAccess`
 * or `PolicyDenial` instead, because a retry would not help.
 *
 * @public
 */
export function ErrorState(props: {
  error: Error;
  onRetry?: () => void;
  /** The failure; "This could not be loaded" by default. */
  title?: ReactNode;
  /** The reassurance; "Nothing was changed or lost." by default. */
  safe?: ReactNode;
  /** The scope whose admins can grant access, if the person lacks it. */
  accessGranters?: AccessGranters;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const status = getErrorStatus(props.error);
  const { message } = getProblems(props.error);
  if (status === 403 && message === POLICY_DENIAL) {
    return <PolicyDenial />;
  }
  if (status === 403) {
    return <NoAccess accessGranters={props.accessGranters} />;
  }
  let explanation: string = t('error.unexpected');
  if (status === undefined) {
    explanation = t('error.unreachable');
  } else if (status === 503) {
    explanation = t('error.unavailable');
  }
  return (
    <StateLayout
      role="alert"
      icon={<ErrorOutlineIcon />}
      title={props.title ?? t('error.title')}
      action={
        props.onRetry && (
          <Button variant="outlined" onClick={props.onRetry}>
            {t('error.retry')}
          </Button>
        )
      }
    >
      {explanation} {props.safe ?? t('error.safe')}
      <Box component="p" sx={{ mb: 0, mt: 1, typography: 'caption' }}>
        {t('error.details')}: {message}
      </Box>
    </StateLayout>
  );
}

/**
 * Renders the data of a query, or its loading, error or no-access state. Existing data stay visible
 * during a refetch.
 *
 * @public
 */
export function QueryState<T>(props: {
  query: Pick<UseQueryResult<T, Error>, 'data' | 'error'> & {
    refetch: () => unknown;
  };
  children: (data: T) => ReactNode;
  loading?: ReactNode;
  /** The scope whose admins can grant access, if the person lacks it. */
  accessGranters?: AccessGranters;
}) {
  const { data, error, refetch } = props.query;
  if (data !== undefined) {
    return <>{props.children(data)}</>;
  }
  if (error) {
    return (
      <ErrorState
        error={error}
        onRetry={() => refetch()}
        accessGranters={props.accessGranters}
      />
    );
  }
  return <>{props.loading ?? <LoadingState />}</>;
}
