import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  humanize,
  parseDuration,
  timeOffKinds,
  type TimeOff,
  type NewTimeOff,
} from '@callboard/plugin-callboard-common';
import {
  DateField,
  formatDateRange,
  formatMinutes,
  LoadingState,
  QueryState,
  Section,
  useCallboardQuery,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useId, useRef, useState, type FormEvent } from 'react';
import { callboardTimeAdminTranslationRef } from '../admin/timeAdminTranslation';
import { useAttempt } from '../data/useAttempt';

/** Adds and removes a person's time off, and reports the result. */
function useTimeOffActions(
  slug: string,
  member_id: string,
): {
  /** @returns whether it was added */
  add: (off: Omit<NewTimeOff, 'member_id'>) => Promise<boolean>;
  remove: (off: TimeOff) => Promise<void>;
} {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const client = useCallboardClient();
  const notify = useToast();
  const attempt = useAttempt(endpoints.listTimeOff);
  const add = (off: Omit<NewTimeOff, 'member_id'>) =>
    attempt(async () => {
      await client.call(endpoints.createTimeOff, {
        params: { slug },
        body: { ...off, member_id },
      });
      notify({ status: 'success', title: t('people.added') });
    }, t('people.addFailed'));
  return {
    add,
    remove: async ({ id, date_from, date_to, kind, minutes_per_day }) => {
      await attempt(async () => {
        await client.call(endpoints.deleteTimeOff, { params: { slug, id } });
        notify({
          status: 'success',
          title: t('people.deleted'),
          onUndo: () => add({ date_from, date_to, kind, minutes_per_day }),
        });
      }, t('people.deleteFailed'));
    },
  };
}

type Kind = (typeof timeOffKinds)[number];

const isKnown = (kind: string): kind is Kind =>
  (timeOffKinds as readonly string[]).includes(kind);

function NewTimeOffForm(props: {
  onAdd: ReturnType<typeof useTimeOffActions>['add'];
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [kind, setKind] = useState<Kind>('vacation');
  const [perDay, setPerDay] = useState('');
  const minutes = perDay.trim() ? parseDuration(perDay) : null;
  const isWhole =
    from !== '' && to !== '' && to >= from && minutes !== undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (
      isWhole &&
      (await props.onAdd({
        date_from: from,
        date_to: to,
        minutes_per_day: minutes,
        kind,
      }))
    ) {
      setFrom('');
      setTo('');
      setPerDay('');
      // The pressed button is now disabled and takes no keys.
      first.current?.focus();
    }
  };
  return (
    <Box
      component="form"
      noValidate
      aria-label={t('people.add')}
      onSubmit={submit}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        gap: 1,
        rowGap: 1.5,
      }}
    >
      <Box sx={{ width: 168 }}>
        <DateField
          label={t('people.from')}
          value={from}
          onChange={setFrom}
          inputRef={first}
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
      <TextField
        select
        size="small"
        id={id}
        label={t('people.kind')}
        value={kind}
        onChange={event => setKind(event.target.value as Kind)}
        sx={{ minWidth: 140 }}
      >
        {timeOffKinds.map(each => (
          <MenuItem key={each} value={each}>
            {t(`people.kinds.${each}`)}
          </MenuItem>
        ))}
      </TextField>
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
      <Button type="submit" variant="outlined" disabled={!isWhole}>
        {t('people.add')}
      </Button>
    </Box>
  );
}

/** The time off of a person. */
export function TimeOffList(props: {
  slug: string;
  member: string;
  today: string;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug, member, today } = props;
  const actions = useTimeOffActions(slug, member);
  const query = useCallboardQuery(endpoints.listTimeOff, {
    params: { slug },
    query: { member_id: member, limit: 200 },
  });
  const formatRange = ({ date_from: start, date_to: end }: TimeOff) =>
    formatDateRange({ start, end }, today);
  return (
    <Section level={2} title={t('people.timeOff')}>
      <Stack spacing={2}>
        <QueryState
          query={query}
          loading={<LoadingState rows={3} rowHeight={36} />}
          givers={{ workspace: slug }}
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
                {items.map(off => (
                  <Box
                    component="li"
                    key={off.id}
                    sx={{ display: 'flex', alignItems: 'center', gap: 2 }}
                  >
                    <Box component="span" sx={{ minWidth: 160 }}>
                      {formatRange(off)}
                    </Box>
                    <Box component="span" sx={{ flex: 1 }}>
                      {isKnown(off.kind)
                        ? t(`people.kinds.${off.kind}`)
                        : humanize(off.kind)}
                      {off.minutes_per_day !== null &&
                        `, ${t('people.perDay', {
                          minutes: formatMinutes(off.minutes_per_day),
                        })}`}
                    </Box>
                    <IconButton
                      size="small"
                      aria-label={t('people.delete', {
                        range: formatRange(off),
                      })}
                      onClick={() => actions.remove(off)}
                    >
                      <DeleteOutlineIcon fontSize="small" />
                    </IconButton>
                  </Box>
                ))}
              </Box>
            ) : (
              <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
                {t('people.noTimeOff')}
              </Box>
            )
          }
        </QueryState>
        {!query.error && <NewTimeOffForm onAdd={actions.add} />}
      </Stack>
    </Section>
  );
}
