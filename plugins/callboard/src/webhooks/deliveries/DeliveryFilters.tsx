import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  webhookDeliveryStatus,
  webhookEventTypes,
  type ResponseOf,
  type endpoints,
  type WebhookDeliveryStatus,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  Row,
  useUrlState,
  ValuePicker,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { callboardWebhooksTranslationRef } from '../translation';

export interface DeliveryFilter {
  status?: WebhookDeliveryStatus;
  type?: string;
}

const filterParameters = ['status', 'type'] as const;

/** The API rejects longer types. */
const MAX_TYPE_LENGTH = 128;

/** Returns the filters in the URL, and a function that changes them. Ignores an invalid status. */
export function useDeliveryFilter() {
  const [{ status, type }, setState] = useUrlState(filterParameters);
  const filter = useMemo(
    () => ({
      status: webhookDeliveryStatus.safeParse(status).data,
      type: type?.slice(0, MAX_TYPE_LENGTH),
    }),
    [status, type],
  );
  return [filter, setState] as const;
}

const typeOptions = webhookEventTypes.map(type => ({
  value: type,
  label: type,
}));

const ANY_STATUS = 'all';
const statusChoices = [ANY_STATUS, ...webhookDeliveryStatus.options] as const;

export function DeliveryFilters(props: {
  filter: DeliveryFilter;
  onChange: (patch: DeliveryFilter) => void;
  health: ResponseOf<typeof endpoints.getWebhookHealth> | undefined;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { filter, onChange, health } = props;
  const getChoiceLabel = (choice: (typeof statusChoices)[number]) => {
    const name = t(`deliveries.${choice}`);
    const count =
      choice === 'failed' || choice === 'pending' ? health?.[choice] : 0;
    return count
      ? t('deliveries.counted', { name, formatted: formatCount(count) })
      : name;
  };
  return (
    <Row
      role="search"
      aria-label={t('deliveries.filters')}
      rowGap={1.5}
      sx={{ mb: 1.5 }}
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={t('deliveries.statusFilter')}
        value={filter.status ?? ANY_STATUS}
        onChange={(_event, value: (typeof statusChoices)[number] | null) =>
          value &&
          onChange({ status: value === ANY_STATUS ? undefined : value })
        }
      >
        {statusChoices.map(choice => (
          <ToggleButton
            key={choice}
            value={choice}
            sx={{ textTransform: 'none', px: 1.5, whiteSpace: 'nowrap' }}
          >
            {getChoiceLabel(choice)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Box sx={{ width: 240 }}>
        <ValuePicker
          fullWidth
          label={t('deliveries.type')}
          value={filter.type}
          onChange={type => onChange({ type })}
          options={typeOptions}
          getLabel={type => type}
        />
      </Box>
      {(filter.status || filter.type) && (
        <Button
          onClick={() => onChange({ status: undefined, type: undefined })}
        >
          {t('deliveries.clear')}
        </Button>
      )}
    </Row>
  );
}
