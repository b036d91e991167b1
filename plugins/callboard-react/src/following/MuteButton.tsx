import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Subscription,
  SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import Button from '@mui/material/Button';
import { useToast } from '../hooks/useToast';
import type { FollowedWork } from './Followed';
import { callboardFollowingTranslationRef } from './followingTranslation';
import { useSubscription } from './useSubscription';

const isMuted = ({ level, source }: Subscription) =>
  level === 'none' && source !== 'none';

/** The level that undoes a choice: the person's former level, or null if they had none. */
const getOwnLevel = ({ level, source }: Subscription) =>
  source === 'own' ? level : null;

/** The level that unmutes: null resets the person's own choice, `all` overrides an inherited one. */
const getUnmutedLevel = ({ source }: Subscription): SubscriptionLevel | null =>
  // For an item of a muted project, a reset would have no effect.
  source === 'own' ? null : 'all';

/**
 * Mutes or unmutes a work item or project with one click. Renders nothing if the server returns no
 * subscription, for example because the item is deleted.
 *
 * @public
 */
export function MuteButton(props: { followed: FollowedWork }) {
  const { t } = useTranslationRef(callboardFollowingTranslationRef);
  const { query, choose } = useSubscription(props.followed);
  const notify = useToast();
  const { data } = query;
  if (!data) {
    return null;
  }
  const isItem = props.followed.iid !== undefined;
  const toggle = () => {
    const title = isMuted(data)
      ? t(isItem ? 'mute.unmutedItem' : 'mute.unmutedProject')
      : t(isItem ? 'mute.mutedItem' : 'mute.mutedProject');
    choose(isMuted(data) ? getUnmutedLevel(data) : 'none', () =>
      notify({
        status: 'success',
        title,
        onUndo: () => choose(getOwnLevel(data)),
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
