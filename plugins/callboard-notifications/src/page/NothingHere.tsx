import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { callboardNotificationsTranslationRef } from '../translation';
import type { InboxUrl } from './useInboxUrl';

/** Explains why a list is empty, and links to a list that is not. */
export function NothingHere(props: { url: InboxUrl }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { view, unread, count, clear, set } = props.url;
  if (unread && count === 1 && view === 'inbox') {
    return (
      <EmptyState
        title={t('empty.unread')}
        action={
          <Button variant="outlined" onClick={() => set({ unread: false })}>
            {t('empty.showAll')}
          </Button>
        }
      />
    );
  }
  return count > 0 ? (
    <EmptyState
      title={t('empty.filtered')}
      action={
        <Button variant="outlined" onClick={clear}>
          {t('empty.clear')}
        </Button>
      }
    />
  ) : (
    <EmptyState title={t(`empty.${view}`)}>{t(`empty.${view}Hint`)}</EmptyState>
  );
}
