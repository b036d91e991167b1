import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  notificationChannels,
  type NotificationChannel,
  type NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Tooltip from '@mui/material/Tooltip';
import type { ReactNode } from 'react';
import { callboardNotificationsTranslationRef } from '../translation';

/** The names of groups that have a translation. */
const translatedGroups = [
  'announcement',
  'critical_event',
  'dashboard',
  'department',
  'membership_sync',
  'period',
  'project_member',
  'staff',
  'timer',
  'webhook',
  'work_item',
  'worklog',
  'workspace_member',
] as const;

function useGroupName(): (name: string) => string {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  return name => {
    const group = translatedGroups.find(translated => translated === name);
    if (group) {
      return t(`preferences.group.${group}`);
    }
    const text = name.replace(/[_-]+/g, ' ').trim();
    return text
      ? text[0].toLocaleUpperCase() + text.slice(1)
      : t('preferences.group.other');
  };
}

type TypePreference = NotificationPreferences['types'][number];

/** The types about one kind of resource, such as `work_item`. */
interface TypeGroup {
  name: string;
  types: TypePreference[];
}

function groupPreferences(types: readonly TypePreference[]): TypeGroup[] {
  const groups = new Map<string, TypeGroup>();
  for (const type of types) {
    const [name] = type.type.split('.');
    const group = groups.get(name) ?? { name, types: [] };
    group.types.push(type);
    groups.set(name, group);
  }
  return [...groups.values()];
}

type SetChannel = (
  types: readonly string[],
  channel: NotificationChannel,
  isOn: boolean,
) => void;

const cellStyle = {
  textAlign: 'center',
  p: 0,
  width: { xs: 52, sm: 84 },
} as const;

function getLockReason(
  { is_mandatory, is_mail_only, channels }: TypePreference,
  channel: NotificationChannel,
) {
  if (is_mail_only) {
    return channel === 'email' ? undefined : 'mailOnly';
  }
  if (channel === 'bell') {
    return is_mandatory ? 'mandatory' : undefined;
  }
  // With `bell: false` the type creates no notifications, so no channel sends any.
  return channels.bell ? undefined : 'needsBell';
}

function ChannelCell(props: {
  type: TypePreference;
  channel: NotificationChannel;
  disabled: boolean;
  onSet: SetChannel;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { type, channel, onSet } = props;
  const lockReason = getLockReason(type, channel);
  const isOn =
    type.channels[channel] && (!lockReason || lockReason === 'mandatory');
  return (
    <Box component="td" sx={cellStyle}>
      <Tooltip
        title={lockReason ? t(`preferences.${lockReason}`) : ''}
        describeChild
      >
        <span>
          <Checkbox
            size="small"
            checked={isOn}
            disabled={props.disabled || lockReason !== undefined}
            inputProps={{
              'aria-label': t('preferences.cell', {
                type: type.label,
                channel: t(`preferences.channel.${channel}`),
              }),
            }}
            onChange={() => onSet([type.type], channel, !isOn)}
          />
        </span>
      </Tooltip>
    </Box>
  );
}

function AllTypesCell(props: {
  types: readonly TypePreference[];
  channel: NotificationChannel;
  disabled: boolean;
  onSet: SetChannel;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { channel, onSet } = props;
  const types = props.types.filter(type => !getLockReason(type, channel));
  const enabledCount = types.filter(({ channels }) => channels[channel]).length;
  return (
    <Box component="td" sx={cellStyle}>
      <Checkbox
        size="small"
        checked={types.length > 0 && enabledCount === types.length}
        indeterminate={enabledCount > 0 && enabledCount < types.length}
        disabled={props.disabled || types.length === 0}
        inputProps={{
          'aria-label': t('preferences.cell', {
            type: t('preferences.all'),
            channel: t(`preferences.channel.${channel}`),
          }),
        }}
        onChange={() =>
          onSet(
            types.map(({ type }) => type),
            channel,
            enabledCount < types.length,
          )
        }
      />
    </Box>
  );
}

function Heading(props: { children: ReactNode; scope: 'row' | 'rowgroup' }) {
  const isGroup = props.scope === 'rowgroup';
  const columnCount = 1 + notificationChannels.length;
  return (
    <Box
      component="th"
      scope={props.scope}
      colSpan={isGroup ? columnCount : undefined}
      sx={{
        textAlign: 'start',
        fontWeight: isGroup ? 600 : 400,
        px: { xs: 1.5, sm: 2 },
        py: isGroup ? 1 : 0.75,
        overflowWrap: 'anywhere',
      }}
    >
      {props.children}
    </Box>
  );
}

export function TypeMatrix(props: {
  preferences: NotificationPreferences;
  disabled: boolean;
  onSet: SetChannel;
}) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const getGroupName = useGroupName();
  const { disabled, onSet } = props;
  const { types } = props.preferences;
  return (
    <Box
      component="table"
      aria-label={t('preferences.types')}
      sx={{
        width: '100%',
        borderCollapse: 'collapse',
        typography: 'body2',
        '& tr': { borderBottom: 1, borderColor: 'divider' },
        '& tbody:last-of-type tr:last-of-type': { borderBottom: 0 },
      }}
    >
      <thead>
        <tr>
          <Box
            component="th"
            scope="col"
            sx={{
              textAlign: 'start',
              px: { xs: 1.5, sm: 2 },
              py: 1,
              fontWeight: 600,
            }}
          >
            {t('preferences.type')}
          </Box>
          {notificationChannels.map(channel => (
            <Tooltip
              key={channel}
              title={t(`preferences.channelHint.${channel}`)}
              describeChild
            >
              <Box
                component="th"
                scope="col"
                sx={{
                  ...cellStyle,
                  fontWeight: 600,
                  fontSize: { xs: 11, sm: 'inherit' },
                }}
              >
                {t(`preferences.channel.${channel}`)}
              </Box>
            </Tooltip>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <Heading scope="row">
            <em>{t('preferences.all')}</em>
          </Heading>
          {notificationChannels.map(channel => (
            <AllTypesCell
              key={channel}
              types={types}
              channel={channel}
              disabled={disabled}
              onSet={onSet}
            />
          ))}
        </tr>
      </tbody>
      {groupPreferences(types).map(group => (
        <tbody key={group.name}>
          <Box component="tr" sx={{ bgcolor: 'action.hover' }}>
            <Heading scope="rowgroup">{getGroupName(group.name)}</Heading>
          </Box>
          {group.types.map(type => (
            <tr key={type.type}>
              <Heading scope="row">
                {type.label}
                {type.is_mandatory && (
                  <Tooltip title={t('preferences.mandatory')}>
                    <LockOutlinedIcon
                      titleAccess={t('preferences.mandatory')}
                      sx={{
                        ml: 0.75,
                        fontSize: 16,
                        color: 'text.secondary',
                        verticalAlign: 'text-bottom',
                      }}
                    />
                  </Tooltip>
                )}
              </Heading>
              {notificationChannels.map(channel => (
                <ChannelCell
                  key={channel}
                  type={type}
                  channel={channel}
                  disabled={disabled}
                  onSet={onSet}
                />
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </Box>
  );
}
