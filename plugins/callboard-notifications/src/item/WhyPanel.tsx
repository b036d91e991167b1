import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Notification } from '@callboard/plugin-callboard-common';
import { useNotice } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { typeLabel } from '../data/typeLabel';
import { useChangePreferences, usePreferences } from '../data/usePreferences';
import { withChannel } from '../data/withChannel';
import { notificationPreferencesRouteRef } from '../routes';
import { callboardNotificationsTranslationRef } from '../translation';

/** Turns the type of a notification off in the bell, or back on. */
function TypeSwitch(props: { type: string }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { type } = props;
  const { data } = usePreferences();
  const change = useChangePreferences();
  const notify = useNotice();
  const known = data?.types.find(each => each.type === type);
  if (!known) {
    return null;
  }
  const name = typeLabel(type, data);
  if (known.is_mandatory) {
    return <span>{t('why.mandatory')}</span>;
  }
  const set = (isOn: boolean) =>
    change(before => withChannel(before, [type], 'bell', isOn));
  const { bell } = known.channels;
  return (
    <Button
      size="small"
      variant="outlined"
      onClick={() => {
        set(!bell);
        notify({
          status: 'success',
          title: t(bell ? 'why.muted' : 'why.unmuted', { type: name }),
          onUndo: () => set(bell),
        });
      }}
    >
      {t(bell ? 'why.mute' : 'why.unmute', { type: name })}
    </Button>
  );
}

/** Why somebody got a notification, and the ways to change that. */
export function WhyPanel(props: {
  item: Notification;
  /** Called where a link leads away. */
  onLeave?: () => void;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const href = useRouteRef(notificationPreferencesRouteRef);
  const { item } = props;
  return (
    <Box
      role="note"
      aria-label={t('item.why')}
      sx={{
        typography: 'body2',
        color: 'text.secondary',
        overflowWrap: 'anywhere',
      }}
    >
      <Box sx={{ mb: 1 }}>{item.reason.text}</Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1.5,
        }}
      >
        <TypeSwitch type={item.type} />
        {href && (
          <Link to={href()} onClick={props.onLeave}>
            {t('why.preferences')}
          </Link>
        )}
      </Box>
    </Box>
  );
}
