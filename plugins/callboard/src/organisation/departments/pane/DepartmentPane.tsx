import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorBoundary,
  PageTitle,
  useRecordRecentVisit,
} from '@callboard/plugin-callboard-react';
import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import { useEffect, useRef } from 'react';
import { DepartmentAccess } from '../access/DepartmentAccess';
import { useDepartments } from '../DepartmentsContext';
import { focusWhenDrawn } from '../focusWhenDrawn';
import type { DepartmentEntry } from '../model/indexTree';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentStats } from './DepartmentStats';
import { DepartmentHead } from './DepartmentHead';
import { DepartmentHistory } from './DepartmentHistory';
import { DepartmentPeople } from './DepartmentPeople';
import { DepartmentTabs } from './DepartmentTabs';
import { DepartmentTotals } from './DepartmentTotals';
import { getTabId } from './getTabId';

const parts = {
  people: DepartmentPeople,
  access: DepartmentAccess,
  totals: DepartmentTotals,
  history: DepartmentHistory,
};

/** How the pane closes: back to the tree it covers, or with a close button. */
type Close = 'back' | 'close';

function CloseButton(props: { id: string; close: Close }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { id } = props;
  const { select } = useDepartments().url;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The clicked element is unmounted if the pane replaces it.
    if (document.activeElement === document.body) {
      button.current?.focus({ preventScroll: true });
    }
  }, []);
  function close() {
    select(undefined);
    focusWhenDrawn(`[data-card="${id}"], [role=treeitem][data-id="${id}"]`);
  }
  return props.close === 'back' ? (
    <Button
      ref={button}
      startIcon={<ArrowBackIcon />}
      onClick={close}
      sx={{ alignSelf: 'start' }}
    >
      {t('pane.back')}
    </Button>
  ) : (
    <IconButton
      size="small"
      ref={button}
      aria-label={t('pane.close')}
      onClick={close}
      sx={{ position: 'absolute', top: 8, right: 8, zIndex: 1 }}
    >
      <CloseIcon fontSize="small" />
    </IconButton>
  );
}

function Found(props: { entry: DepartmentEntry }) {
  const { entry } = props;
  const { part } = useDepartments().url;
  const Part = parts[part];
  return (
    <>
      <PageTitle subject={entry.node.name} />
      <DepartmentHead entry={entry} />
      <ErrorBoundary resetKey={entry}>
        <DepartmentStats entry={entry} />
      </ErrorBoundary>
      <DepartmentTabs entry={entry} />
      <Box role="tabpanel" aria-labelledby={getTabId(part)}>
        <ErrorBoundary resetKey={entry}>
          <Part entry={entry} />
        </ErrorBoundary>
      </Box>
    </>
  );
}

/** One department: details, people, access, totals and history. */
export function DepartmentPane(props: { id: string; close?: Close }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, url } = useDepartments();
  const entry = index.entries.get(props.id);
  useRecordRecentVisit('department', entry?.node.id);
  return (
    <Stack spacing={2} sx={{ minWidth: 0 }}>
      {props.close && <CloseButton id={props.id} close={props.close} />}
      {entry ? (
        <Found entry={entry} />
      ) : (
        <EmptyState
          title={t('pane.missing')}
          action={
            <Button variant="outlined" onClick={() => url.select(undefined)}>
              {t('pane.back')}
            </Button>
          }
        >
          {t('pane.missingHint')}
        </EmptyState>
      )}
    </Stack>
  );
}
