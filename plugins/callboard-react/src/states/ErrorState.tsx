import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import type { AccessGivers } from '../access/AccessGivers';
import { getErrorStatus } from '../query/getErrorStatus';
import { callboardReactTranslationRef } from '../translation';
import { NoAccess } from './NoAccess';
import { StateLayout } from './StateLayout';

function getErrorMessage(error: Error): string {
  const body = (error as { body?: { error?: { message?: string } } }).body;
  return body?.error?.message ?? error.message;
}

/**
 * Explains an error, says which data are safe, and offers a retry. A 403 renders the no-access
 * state, because a retry would not help.
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
  givers?: AccessGivers;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const status = getErrorStatus(props.error);
  if (status === 403) {
    return <NoAccess givers={props.givers} />;
  }
  let happened: string = t('error.unexpected');
  if (status === undefined) {
    happened = t('error.unreachable');
  } else if (status === 503) {
    happened = t('error.unavailable');
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
      {happened} {props.safe ?? t('error.safe')}
      <Box component="p" sx={{ mb: 0, mt: 1, typography: 'caption' }}>
        {t('error.details')}: {getErrorMessage(props.error)}
      </Box>
    </StateLayout>
  );
}
