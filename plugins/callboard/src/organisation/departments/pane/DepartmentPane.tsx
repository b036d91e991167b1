import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorBoundary,
  PageTitle,
  useRecordRecentVisit,
  departmentSectionsApiRef,
  OtherSections,
  EntityHistory,
  type GetValueName,
  formatCount,
  PersonChip,
} from '@callboard/plugin-callboard-react';
import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import { useEffect, useRef, useCallback } from 'react';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { DepartmentLink } from '../DepartmentLabels';
import { DepartmentAccess } from './DepartmentAccess';
import {
  useDepartments,
  type DepartmentPart,
  focusDepartment,
} from '../DepartmentsContext';
import type { DepartmentEntry } from '../useDepartmentTree';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentHead } from './DepartmentHead';
import { DepartmentPeople } from './DepartmentPeople';
import { Detail, DetailList } from './DepartmentsSummary';

const MAX_SHOWN_CHILDREN = 6;

function ChildDepartments(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { children } = props.entry.node;
  const hiddenCount = children.length - MAX_SHOWN_CHILDREN;
  return (
    <Box
      component="span"
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5 }}
    >
      {children.slice(0, MAX_SHOWN_CHILDREN).map(({ id, name }) => (
        <DepartmentLink key={id} id={id} name={name} />
      ))}
      {hiddenCount > 0 &&
        t('facts.more', { formatted: formatCount(hiddenCount) })}
    </Box>
  );
}

function DepartmentStats(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace } = useDepartments();
  const { node, path } = props.entry;
  const codes = [
    [t('field.code'), node.code],
    [t('field.shortName'), node.short_name],
    [t('field.deptCode'), node.dept_code],
    [t('field.type'), node.dept_type],
  ] as const;
  return (
    <DetailList>
      <Detail name={t('field.manager')}>
        {node.manager_ref ? (
          <PersonChip
            userRef={node.manager_ref}
            name={node.manager_name}
            workspace={workspace.slug}
          />
        ) : (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t('facts.noManager')}
          </Box>
        )}
      </Detail>
      {codes.map(
        ([name, value]) =>
          value && (
            <Detail key={name} name={name}>
              {value}
            </Detail>
          ),
      )}
      <Detail name={t('facts.level')}>{path.length}</Detail>
      <Detail name={t('facts.people')}>
        {node.children.length > 0
          ? t('facts.peopleOf', {
              direct: formatCount(node.staff_count),
              all: formatCount(node.staff_count_recursive),
            })
          : formatCount(node.staff_count)}
      </Detail>
      {node.children.length > 0 && (
        <Detail name={t('facts.descendants')}>
          <ChildDepartments entry={props.entry} />
        </Detail>
      )}
    </DetailList>
  );
}

function getTabId(part: DepartmentPart): string {
  return `callboard-department-${part}`;
}

function DepartmentTabs(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { part, parts, setPart } = useDepartments().urlState;
  const { name, staff_count } = props.entry.node;
  return (
    <Tabs
      variant="scrollable"
      scrollButtons={false}
      value={part}
      aria-label={t('pane.parts', { name })}
      onChange={(_, chosen) => setPart(chosen)}
      sx={{ borderBottom: 1, borderColor: 'divider' }}
    >
      {parts.map(value => (
        <Tab
          key={value}
          id={getTabId(value)}
          value={value}
          label={
            value === 'people'
              ? t('part.people', { formatted: formatCount(staff_count) })
              : t(`part.${value}`)
          }
        />
      ))}
    </Tabs>
  );
}

function DepartmentHistory(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, workspace } = useDepartments();
  const getValueName = useCallback<GetValueName>(
    (field, value) => {
      if (field !== 'parent_id') {
        return undefined;
      }
      if (value === null) {
        return t('topLevel');
      }
      return typeof value === 'string'
        ? index.entries.get(value)?.node.name
        : undefined;
    },
    [t, index],
  );
  return (
    <EntityHistory
      workspace={workspace.slug}
      entityType="department"
      entityId={props.entry.node.id}
      getValueName={getValueName}
    />
  );
}

/**
 * The totals that other plugins provide for a department. They have their own tab, so that they
 * load only on demand and do not shift other content.
 */
function DepartmentTotals(props: { entry: DepartmentEntry }) {
  const { workspace } = useDepartments();
  const { entry } = props;
  return (
    <Stack spacing={2}>
      <OtherSections
        from={departmentSectionsApiRef}
        about={{ workspace, department: entry.node }}
        resetKey={entry}
      />
    </Stack>
  );
}

const partComponents = {
  people: DepartmentPeople,
  access: DepartmentAccess,
  totals: DepartmentTotals,
  history: DepartmentHistory,
};

/** The button that closes the pane: `back` has a text, `close` is only an icon. */
type CloseButtonKind = 'back' | 'close';

function CloseButton(props: { id: string; kind: CloseButtonKind }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { id } = props;
  const { select } = useDepartments().urlState;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // If the pane replaces the tree, the clicked row is unmounted, and the focus would be lost.
    if (document.activeElement === document.body) {
      button.current?.focus({ preventScroll: true });
    }
  }, []);
  function close() {
    select(undefined);
    focusDepartment(id);
  }
  return props.kind === 'back' ? (
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

function DepartmentContent(props: { entry: DepartmentEntry }) {
  const { entry } = props;
  const { part } = useDepartments().urlState;
  const Part = partComponents[part];
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

export function DepartmentPane(props: {
  id: string;
  closeButton?: CloseButtonKind;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, urlState } = useDepartments();
  const entry = index.entries.get(props.id);
  useRecordRecentVisit('department', entry?.node.id);
  return (
    <Stack spacing={2} sx={{ minWidth: 0 }}>
      {props.closeButton && (
        <CloseButton id={props.id} kind={props.closeButton} />
      )}
      {entry ? (
        <DepartmentContent entry={entry} />
      ) : (
        <EmptyState
          title={t('pane.missing')}
          action={
            <Button
              variant="outlined"
              onClick={() => urlState.select(undefined)}
            >
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
