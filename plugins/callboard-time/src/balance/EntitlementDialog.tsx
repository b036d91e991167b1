import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_ENTITLED_DAYS,
  timeOffKinds,
  type LeaveEntitlement,
} from '@callboard/plugin-callboard-common';
import {
  formatFailure,
  SelectField,
  FormDialog,
  getErrorStatus,
  LoadingState,
  QueryState,
  toIfMatchHeader,
  useEndpointMutation,
  useWholeList,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { useTimeOffKindName } from '../admin/TimeOffList';
import { useRefreshTime } from '../data/refreshTime';
import type { BalancePerson } from './BalanceDetails';
import { callboardTimeBalanceTranslationRef } from './balanceTranslation';

/** Parses entitled days with at most two decimals; undefined for other text. */
function parseDays(text: string): number | undefined {
  const typed = text.trim().replace(',', '.');
  const isNumber = /^\d{1,3}(?:\.\d{1,2})?$/.test(typed);
  const days = Number(typed);
  return isNumber && days <= MAX_ENTITLED_DAYS ? days : undefined;
}

export function EntitlementDialog(props: {
  slug: string;
  person: BalancePerson;
  year: number;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const getKindName = useTimeOffKindName();
  const { slug, person, onClose } = props;
  const [kind, setKind] = useState<string>('vacation');
  const [year, setYear] = useState(props.year);
  /** The typed days and the entitlement they replace; undefined while the field shows the stored. */
  const [edited, setEdited] = useState<{
    text: string;
    base: LeaveEntitlement | undefined;
  }>();
  const [wasBlurred, setBlurred] = useState(false);
  const query = useWholeList(endpoints.listLeaveEntitlements, {
    params: { slug },
    query: { member_id: person.member_id },
  });
  const kindField = useRef<HTMLInputElement>(null);
  const isLoaded = query.data !== undefined;
  useEffect(() => {
    // The field is rendered after the dialog has opened, so the dialog cannot focus it.
    if (isLoaded) {
      kindField.current?.focus();
    }
  }, [isLoaded]);
  const entitlements = query.data?.items ?? [];
  const stored = entitlements.find(
    each => each.kind === kind && each.year === year,
  );
  // The server must reject a change of an entitlement that was refetched since the typing began.
  const base = edited ? edited.base : stored;
  const text = edited?.text ?? String(stored?.days ?? '');
  const days = parseDays(text);
  const save = useEndpointMutation(endpoints.setLeaveEntitlement, {
    toRequest: (entitledDays: number) => ({
      params: { slug },
      body: { member_id: person.member_id, kind, year, days: entitledDays },
      headers: base && toIfMatchHeader(base),
    }),
    toSuccessTitle: () =>
      t('entitlement.saved', { person: person.display_name }),
    onSuccess: onClose,
    onError: error => {
      if (getErrorStatus(error) === 412) {
        // Shows the new value, which the message asks the user to check.
        setEdited(undefined);
      }
    },
    onSettled: useRefreshTime(endpoints.listLeaveEntitlements),
  });
  const changeSelection = (change: () => void) => {
    change();
    setEdited(undefined);
    save.reset();
  };
  const kinds = [
    ...new Set([...timeOffKinds, ...entitlements.map(each => each.kind)]),
  ];
  const years = [props.year - 1, props.year, props.year + 1];
  const isInvalid = wasBlurred && text !== '' && days === undefined;

  return (
    <FormDialog
      title={t('entitlement.title', { person: person.display_name })}
      failure={formatFailure(
        save.error,
        t('entitlement.failed'),
        t('entitlement.conflict'),
      )}
      submitLabel={t('entitlement.save')}
      isBlocked={!isLoaded || days === undefined}
      isBusy={save.isPending}
      onSubmit={() => save.mutate(days!)}
      onClose={onClose}
    >
      <QueryState
        query={query}
        loading={<LoadingState rows={3} rowHeight={40} />}
        accessGranters={{ workspace: slug }}
      >
        {() => (
          <Stack spacing={2}>
            <SelectField
              inputRef={kindField}
              label={t('kind')}
              value={kind}
              options={kinds.map(value => ({
                value,
                label: getKindName(value),
              }))}
              onChange={value => changeSelection(() => setKind(value))}
            />
            <SelectField
              label={t('entitlement.year')}
              value={year}
              options={years.map(value => ({ value }))}
              onChange={value => changeSelection(() => setYear(value))}
            />
            <TextField
              required
              size="small"
              label={t('entitlement.days')}
              value={text}
              onChange={event => setEdited({ text: event.target.value, base })}
              onBlur={() => setBlurred(true)}
              error={isInvalid}
              helperText={
                isInvalid
                  ? t('entitlement.invalid', { max: String(MAX_ENTITLED_DAYS) })
                  : t('entitlement.daysHint')
              }
              inputProps={{ inputMode: 'decimal', maxLength: 6 }}
            />
          </Stack>
        )}
      </QueryState>
    </FormDialog>
  );
}
