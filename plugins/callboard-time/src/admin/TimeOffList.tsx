import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  humanize,
  parseDuration,
  permissions,
  timeOffKinds,
  type TimeOff,
  type NewTimeOff,
} from '@callboard/plugin-callboard-common';
import {
  SelectField,
  DateField,
  formatDateRange,
  formatMinutes,
  LoadingState,
  QueryState,
  Section,
  SideDrawer,
  useAllowed,
  useEndpointMutation,
  useToast,
  useMe,
  useWholeList,
  useMinutesPerDay,
} from '@callboard/plugin-callboard-react';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useCallback, useRef, useState } from 'react';
import CloseIcon from '@mui/icons-material/Close';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';
import { clearIfUnchanged } from '../data/clearIfUnchanged';
import { useRefreshTime } from '../data/refreshTime';
import { callboardTimeTranslationRef } from '../translation';
import { Note } from '../shared/Note';
import { RowForm } from '../shared/RowForm';

export function TimeOffDrawer(props: {
  slug: string;
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, today, onClose } = props;
  const me = useMe().data;
  return (
    <SideDrawer label={t('mine.timeOff')} width={640} onClose={onClose}>
      <Box sx={{ p: 3 }}>
        <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
          <IconButton aria-label={t('mine.close')} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </Box>
        {me && <TimeOffList slug={slug} member={me.user_ref} today={today} />}
      </Box>
    </SideDrawer>
  );
}

function useTimeOffActions(slug: string, member_id: string) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const notify = useToast();
  const onSettled = useRefreshTime(endpoints.listTimeOff);
  const add = useEndpointMutation(endpoints.createTimeOff, {
    toRequest: (timeOff: Omit<NewTimeOff, 'member_id'>) => ({
      params: { slug },
      body: { ...timeOff, member_id },
    }),
    toSuccessTitle: () => t('people.added'),
    toFailureTitle: () => t('people.addFailed'),
    onSettled,
  });
  const remove = useEndpointMutation(endpoints.deleteTimeOff, {
    toRequest: ({ id }: TimeOff) => ({ params: { slug, id } }),
    toFailureTitle: () => t('people.deleteFailed'),
    isDoneIfMissing: true,
    onSuccess: (_, { date_from, date_to, kind, minutes_per_day }) =>
      notify({
        status: 'success',
        title: t('people.deleted'),
        onUndo: () => add.mutate({ date_from, date_to, kind, minutes_per_day }),
      }),
    onSettled,
  });
  return { add: add.mutate, isAdding: add.isPending, remove: remove.mutate };
}

type Kind = (typeof timeOffKinds)[number];

const isKnownKind = (kind: string): kind is Kind =>
  (timeOffKinds as readonly string[]).includes(kind);

export function useTimeOffKindName(): (kind: string) => string {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  return useCallback(
    kind => (isKnownKind(kind) ? t(`people.kinds.${kind}`) : humanize(kind)),
    [t],
  );
}

function NewTimeOffForm(props: {
  slug: string;
  onAdd: ReturnType<typeof useTimeOffActions>['add'];
  isBusy: boolean;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const firstField = useRef<HTMLInputElement>(null);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [kind, setKind] = useState<Kind>('vacation');
  const [perDay, setPerDay] = useState('');
  const minutesPerDay = useMinutesPerDay(props.slug);
  const minutes = perDay.trim() ? parseDuration(perDay, minutesPerDay) : null;
  const isComplete =
    from !== '' && to !== '' && to >= from && minutes !== undefined;
  const submit = () => {
    if (isComplete) {
      props.onAdd(
        { date_from: from, date_to: to, minutes_per_day: minutes, kind },
        {
          onSuccess: () => {
            setFrom(clearIfUnchanged(from));
            setTo(clearIfUnchanged(to));
            setPerDay(clearIfUnchanged(perDay));
            // The submit button is now disabled and would lose the focus.
            firstField.current?.focus();
          },
        },
      );
    }
  };
  return (
    <RowForm
      label={t('people.add')}
      rowGap={1.5}
      submitLabel={t('people.add')}
      isComplete={isComplete}
      isBusy={props.isBusy}
      onSubmit={submit}
    >
      <Box sx={{ width: 168 }}>
        <DateField
          label={t('people.from')}
          value={from}
          onChange={setFrom}
          inputRef={firstField}
        />
      </Box>
      <Box sx={{ width: 168 }}>
        <DateField
          label={t('people.to')}
          value={to}
          min={from || undefined}
          onChange={setTo}
        />
      </Box>
      <SelectField
        label={t('people.kind')}
        value={kind}
        options={timeOffKinds.map(value => ({
          value,
          label: t(`people.kinds.${value}`),
        }))}
        onChange={setKind}
        sx={{ minWidth: 140 }}
      />
      <TextField
        size="small"
        label={t('people.offPerDay')}
        helperText={t('people.offPerDayHint')}
        value={perDay}
        error={minutes === undefined}
        onChange={event => setPerDay(event.target.value)}
        inputProps={{ maxLength: 12 }}
        sx={{ width: 168 }}
      />
    </RowForm>
  );
}

export function TimeOffList(props: {
  slug: string;
  member: string;
  today: string;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const getKindName = useTimeOffKindName();
  const { slug, member, today } = props;
  const actions = useTimeOffActions(slug, member);
  const canAdd = useAllowed(permissions.timeOff.create, slug);
  const canDelete = useAllowed(permissions.timeOff.delete, slug);
  const query = useWholeList(endpoints.listTimeOff, {
    params: { slug },
    query: { member_id: member },
  });
  const formatRange = ({ date_from: start, date_to: end }: TimeOff) =>
    formatDateRange({ start, end }, today);
  return (
    <Section level={2} title={t('people.timeOff')}>
      <Stack spacing={2}>
        <QueryState
          query={query}
          loading={<LoadingState rows={3} rowHeight={36} />}
          accessGranters={{ workspace: slug }}
        >
          {({ items }) =>
            items.length > 0 ? (
              <Box
                component="ul"
                aria-label={t('people.timeOff')}
                sx={{
                  listStyle: 'none',
                  m: 0,
                  p: 0,
                  typography: 'body2',
                  maxWidth: 640,
                }}
              >
                {items.map(timeOff => (
                  <Box
                    component="li"
                    key={timeOff.id}
                    sx={{ display: 'flex', alignItems: 'center', gap: 2 }}
                  >
                    <Box component="span" sx={{ minWidth: 160 }}>
                      {formatRange(timeOff)}
                    </Box>
                    <Box component="span" sx={{ flex: 1 }}>
                      {getKindName(timeOff.kind)}
                      {timeOff.minutes_per_day !== null &&
                        `, ${t('people.perDay', {
                          minutes: formatMinutes(timeOff.minutes_per_day),
                        })}`}
                    </Box>
                    {canDelete && (
                      <IconButton
                        size="small"
                        aria-label={t('people.delete', {
                          range: formatRange(timeOff),
                        })}
                        onClick={() => actions.remove(timeOff)}
                      >
                        <DeleteOutlineIcon fontSize="small" />
                      </IconButton>
                    )}
                  </Box>
                ))}
              </Box>
            ) : (
              <Note>{t('people.noTimeOff')}</Note>
            )
          }
        </QueryState>
        {!query.error && canAdd && (
          <NewTimeOffForm
            slug={slug}
            onAdd={actions.add}
            isBusy={actions.isAdding}
          />
        )}
      </Stack>
    </Section>
  );
}
