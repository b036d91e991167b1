import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, permissions } from '@callboard/plugin-callboard-common';
import {
  CopyableText,
  formatFailure,
  LoadingState,
  QueryState,
  RelativeTime,
  useAllowed,
  useCallboardQuery,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState } from 'react';
import { callboardTimeTranslationRef } from '../translation';

function useFeedActions() {
  const invalidates = [endpoints.getCalendarFeed];
  const create = useEndpointMutation(endpoints.createCalendarFeed, {
    toRequest: () => ({}),
    invalidates,
  });
  const revoke = useEndpointMutation(endpoints.deleteCalendarFeed, {
    toRequest: () => ({}),
    invalidates,
    onSuccess: () => create.reset(),
  });
  return { create, revoke };
}

/** A new URL is shown only once, so a click outside the dialog does not close it. */
export function CalendarFeedDialog(props: { onClose: () => void }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { onClose } = props;
  const id = useId();
  const feed = useCallboardQuery(endpoints.getCalendarFeed, {});
  const { create, revoke } = useFeedActions();
  const canCreate = useAllowed(permissions.calendarFeed.create);
  const canRevoke = useAllowed(permissions.calendarFeed.delete);
  const isBusy = create.isPending || revoke.isPending;
  const error = create.error ?? revoke.error;
  const createdAt = feed.data?.created_at;
  const [actionToConfirm, setActionToConfirm] = useState<'renew' | 'end'>();
  /** Runs an irreversible action on the second click. The first URL is created on one click. */
  const requireConfirmation =
    (action: 'renew' | 'end', run: () => void) => () => {
      if (isBusy) {
        return;
      }
      const isConfirmed = !createdAt || actionToConfirm === action;
      setActionToConfirm(isConfirmed ? undefined : action);
      if (isConfirmed) {
        run();
      }
    };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={(_event, reason) => reason !== 'backdropClick' && onClose()}
      aria-labelledby={id}
    >
      <DialogTitle id={id}>{t('feed.title')}</DialogTitle>
      <DialogContent sx={{ typography: 'body2' }}>
        <Box component="p" sx={{ mt: 0 }}>
          {t('feed.hint')}
        </Box>
        {error && (
          <Alert severity="error" sx={{ mb: 2 }}>
            {formatFailure(error, t('feed.failed'))}
          </Alert>
        )}
        {actionToConfirm && (
          <Alert severity="warning" sx={{ mb: 2 }}>
            {t(actionToConfirm === 'end' ? 'feed.askEnd' : 'feed.askRenew')}
          </Alert>
        )}
        {create.data && (
          <>
            <Alert severity="warning">{t('feed.once')}</Alert>
            <CopyableText name={t('feed.address')} text={create.data.url} />
          </>
        )}
        <QueryState
          query={feed}
          loading={<LoadingState rows={1} rowHeight={24} />}
        >
          {() =>
            createdAt && !create.data ? (
              <p>
                {t('feed.since')} <RelativeTime instant={createdAt} />
              </p>
            ) : null
          }
        </QueryState>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2, flexWrap: 'wrap' }}>
        {createdAt && canRevoke && (
          <Button
            color="error"
            aria-disabled={isBusy}
            onClick={requireConfirmation('end', revoke.mutate)}
            sx={{ mr: 'auto' }}
          >
            {t('feed.end')}
          </Button>
        )}
        {canCreate && (
          <Button
            variant={createdAt ? 'text' : 'outlined'}
            disabled={!feed.data}
            aria-disabled={isBusy}
            onClick={requireConfirmation('renew', create.mutate)}
          >
            {t(createdAt ? 'feed.renew' : 'feed.create')}
          </Button>
        )}
        <Button variant="contained" onClick={onClose}>
          {t('feed.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
