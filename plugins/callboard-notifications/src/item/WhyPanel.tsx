import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Notification } from '@callboard/plugin-callboard-common';
import { MuteButton, Row, useToast } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import {
  getTypeLabel,
  useChangePreferences,
  usePreferences,
  setChannel,
  useCanChangePreferences,
} from '../data/usePreferences';
import { notificationPreferencesRouteRef } from '../routes';
import { callboardNotificationsTranslationRef } from '../translation';

function TypeSwitch(props: { type: string }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { type } = props;
  const { data } = usePreferences();
  const canChange = useCanChangePreferences();
  const changePreferences = useChangePreferences();
  const showToast = useToast();
  const preference = data?.types.find(known => known.type === type);
  if (!preference || !canChange) {
    return null;
  }
  const name = getTypeLabel(type, data);
  const setBell = (isOn: boolean) =>
    changePreferences(before => setChannel(before, [type], 'bell', isOn));
  const { bell } = preference.channels;
  return (
    <Button
      size="small"
      variant="outlined"
      onClick={() => {
        setBell(!bell);
        showToast({
          status: 'success',
          title: t(bell ? 'why.muted' : 'why.unmuted', { type: name }),
          onUndo: () => setBell(bell),
        });
      }}
    >
      {t(bell ? 'why.mute' : 'why.unmute', { type: name })}
    </Button>
  );
}

function NotificationSettings(props: { item: Notification }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { type, thread, workspace_slug: slug } = props.item;
  const { data } = usePreferences();
  if (!data) {
    return null;
  }
  if (data.types.find(known => known.type === type)?.is_mandatory) {
    return <span>{t('why.mandatory')}</span>;
  }
  return (
    <>
      {thread && (
        <MuteButton
          followed={{
            slug,
            pid: thread.project_id,
            iid: thread.work_item_id ?? undefined,
          }}
        />
      )}
      <TypeSwitch type={type} />
    </>
  );
}

export function WhyPanel(props: { item: Notification; onLeave?: () => void }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const getHref = useRouteRef(notificationPreferencesRouteRef);
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
      <Row gap={1.5}>
        <NotificationSettings item={item} />
        {getHref && (
          <Link to={getHref()} onClick={props.onLeave}>
            {t('why.preferences')}
          </Link>
        )}
      </Row>
    </Box>
  );
}
