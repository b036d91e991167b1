import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CriticalEvent } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  canAdminister,
  EmptyState,
  LoadingState,
  PersonChip,
  QueryState,
  RelativeTime,
  Row,
  useMyAccess,
} from '@callboard/plugin-callboard-react';
import GppGoodOutlinedIcon from '@mui/icons-material/GppGoodOutlined';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { criticalEventsRouteRef } from '../routes';
import {
  AcknowledgeButton,
  useOpenEvents,
  CriticalEventSummary,
} from '../critical/CriticalEvent';
import { callboardCriticalTranslationRef } from '../critical/translation';

const MAX_ROWS = 5;
const skeleton = <LoadingState rows={MAX_ROWS} rowHeight={44} />;

function EventItem(props: { event: CriticalEvent }) {
  const { event } = props;
  return (
    <Row
      component="li"
      justifyContent="space-between"
      columnGap={2}
      rowGap={0}
      sx={{ py: 0.75, borderBottom: 1, borderColor: 'divider' }}
    >
      <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
        <CriticalEventSummary event={event} />
        <Stack
          direction="row"
          flexWrap="wrap"
          gap={1}
          sx={{ color: 'text.secondary' }}
        >
          <PersonChip
            userRef={event.actor_ref}
            name={event.actor_name}
            size={20}
          />
          <RelativeTime instant={event.last_at} />
        </Stack>
      </Box>
      <AcknowledgeButton event={event} />
    </Row>
  );
}

function EventList() {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const getHref = useRouteRef(criticalEventsRouteRef);
  return (
    <QueryState query={useOpenEvents(MAX_ROWS)} loading={skeleton}>
      {({ items }) => (
        <Box sx={{ typography: 'body2' }}>
          {items.length === 0 ? (
            <EmptyState icon={<GppGoodOutlinedIcon />} title={t('empty.open')}>
              {t('empty.openHint')}
            </EmptyState>
          ) : (
            <Box
              component="ul"
              aria-label={t('widget.label')}
              sx={{ listStyle: 'none', m: 0, p: 0 }}
            >
              {items.map(event => (
                <EventItem key={event.id} event={event} />
              ))}
            </Box>
          )}
          {getHref && (
            <Box sx={{ pt: 1 }}>
              <Link to={getHref()}>{t('widget.seeAll')}</Link>
            </Box>
          )}
        </Box>
      )}
    </QueryState>
  );
}

function AdminEvents() {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  return (
    <QueryState query={useMyAccess()} loading={skeleton}>
      {access =>
        canAdminister(access) ? (
          <EventList />
        ) : (
          <EmptyState title={t('widget.noAccess')}>
            {t('widget.noAccessHint')}
          </EmptyState>
        )
      }
    </QueryState>
  );
}

export function CriticalEvents() {
  return (
    <CallboardProvider>
      <AdminEvents />
    </CallboardProvider>
  );
}
