import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Subscription,
  SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import Button from '@mui/material/Button';
import { useNotice } from '../hooks/useNotice';
import type { FollowedWork } from './Followed';
import { callboardFollowingTranslationRef } from './followingTranslation';
import { useSubscription } from './useSubscription';

const isMuted = ({ level, source }: Subscription) =>
  level === 'none' && source !== 'none';

/** What undoes a choice: the former one, or having made none. */
const formerOf = ({ level, source }: Subscription) =>
  source === 'own' ? level : null;

/** What lets somebody hear of something again that they have muted. */
const backFrom = ({ source }: Subscription): SubscriptionLevel | null =>
  // Of an item whose project is muted, forgetting would change nothing.
  source === 'own' ? null : 'all';

/**
 * Mutes a work item or project with one click, or takes that back. It is left out
 * where the server does not say what the person hears of it: it may be gone.
 *
 * @public
 */
export function MuteButton(props: { followed: FollowedWork }) {
  const { t } = useTranslationRef(callboardFollowingTranslationRef);
  const { query, choose } = useSubscription(props.followed);
  const notify = useNotice();
  const { data } = query;
  if (!data) {
    return null;
  }
  const isItem = props.followed.iid !== undefined;
  const toggle = () => {
    const title = isMuted(data)
      ? t(isItem ? 'mute.unmutedItem' : 'mute.unmutedProject')
      : t(isItem ? 'mute.mutedItem' : 'mute.mutedProject');
    choose(isMuted(data) ? backFrom(data) : 'none', () =>
      notify({
        status: 'success',
        title,
        onUndo: () => choose(formerOf(data)),
      }),
    );
  };
  const label = isMuted(data)
    ? t(isItem ? 'mute.itemBack' : 'mute.projectBack')
    : t(isItem ? 'mute.item' : 'mute.project');
  return (
    <Button size="small" variant="outlined" onClick={toggle}>
      {label}
    </Button>
  );
}
