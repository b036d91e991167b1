import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import Step from '@mui/material/Step';
import StepLabel from '@mui/material/StepLabel';
import Stepper from '@mui/material/Stepper';
import { Link } from '@backstage/core-components';
import type {
  ImportResult,
  RowOutcome,
} from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, useState, type ReactNode } from 'react';
import Typography from '@mui/material/Typography';
import { EmptyState } from '../states/EmptyState';
import { formatCount, toCountParams } from '../text/formatNumbers';
import { FileStep } from './FileStep';
import { FailedRowsAlert, StepActions, StepHeading } from './importStep';
import { type ImportKind, useImport, type Import } from './useImport';
import { OutcomeChips, PreviewTable } from './PreviewTable';
import {
  type PreviewRow,
  toPreviewRows,
  getPreviewColumns,
} from './previewRows';
import { callboardImportTranslationRef } from './importTranslation';

/** The maximum number of ignored columns to name. Exports of Jira can have thousands of columns. */
const MAX_SHOWN_COLUMNS = 20;

function FileRemarks(props: {
  kind: ImportKind;
  result: ImportResult;
  rows: PreviewRow[];
  canMap: boolean;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { canMap } = props;
  const { created, updated, failed, ignored_columns: ignored } = props.result;
  const hasNoEffect = created + updated === 0;
  const failedCount = toCountParams(failed);
  const failures = props.rows.filter(({ outcome }) => outcome === 'failed');
  return (
    <>
      {failed > 0 ? (
        <FailedRowsAlert kind={props.kind} rows={failures}>
          {hasNoEffect
            ? t('preview.allFailed', failedCount)
            : t('preview.failedStay', failedCount)}{' '}
          {canMap && t('preview.mapHint')}
        </FailedRowsAlert>
      ) : (
        hasNoEffect && (
          <Alert severity="info">
            {canMap && props.rows.length === 0
              ? t('preview.unmapped')
              : t('preview.nothing')}
          </Alert>
        )
      )}
      {ignored.length > 0 && (
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ overflowWrap: 'anywhere' }}
        >
          {t('preview.ignored', {
            count: ignored.length,
            names: ignored.slice(0, MAX_SHOWN_COLUMNS).join(', '),
          })}
          {ignored.length > MAX_SHOWN_COLUMNS &&
            `, ${t('preview.moreColumns', {
              count: ignored.length - MAX_SHOWN_COLUMNS,
              formatted: formatCount(ignored.length - MAX_SHOWN_COLUMNS),
            })}`}
        </Typography>
      )}
    </>
  );
}

function MapStep(props: {
  run: Import;
  result: ImportResult;
  mapping: ReactNode;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { run } = props;
  const isBusy = run.busy !== undefined;
  return (
    <Stack spacing={2}>
      <div>
        <StepHeading result={props.result}>{t('map.title')}</StepHeading>
        <Typography variant="body2" color="text.secondary">
          {t('map.hint')}
        </Typography>
      </div>
      {props.mapping}
      <StepActions run={run}>
        <Button onClick={run.goBack} disabled={isBusy}>
          {t('preview.back')}
        </Button>
        <Button variant="contained" onClick={run.check} aria-disabled={isBusy}>
          {t('file.preview')}
        </Button>
      </StepActions>
    </Stack>
  );
}

function PreviewStep(props: {
  kind: ImportKind;
  run: Import;
  result: ImportResult;
  mapping: ReactNode;
  canMap: boolean;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, run, result } = props;
  const [selectedOutcome, setSelectedOutcome] = useState<RowOutcome>();
  const allRows = useMemo(() => toPreviewRows(result), [result]);
  const columns = useMemo(
    () => getPreviewColumns(allRows, kind.keepsColumnOrder ? [] : kind.columns),
    [allRows, kind],
  );
  const rows = useMemo(
    () =>
      selectedOutcome
        ? allRows.filter(({ outcome }) => outcome === selectedOutcome)
        : allRows,
    [allRows, selectedOutcome],
  );
  const changedRows = result.created + result.updated;
  const isBusy = run.busy !== undefined;
  return (
    <Stack spacing={2}>
      <div>
        <StepHeading result={result}>{t('preview.title')}</StepHeading>
        <Typography variant="body2" color="text.secondary">
          {t('preview.hint')}
        </Typography>
      </div>
      <OutcomeChips
        result={result}
        chosen={selectedOutcome}
        onChoose={setSelectedOutcome}
      />
      <FileRemarks {...props} rows={allRows} />
      {props.mapping}
      {rows.length > 0 && (
        <PreviewTable key={selectedOutcome} rows={rows} columns={columns} />
      )}
      {rows.length === 0 && selectedOutcome && (
        <EmptyState title={t('preview.none')} />
      )}
      <StepActions run={run}>
        <Button onClick={run.goBack} disabled={isBusy}>
          {t('preview.back')}
        </Button>
        {run.isOutdated ? (
          <Button
            variant="contained"
            aria-disabled={isBusy}
            onClick={run.check}
          >
            {t('preview.update')}
          </Button>
        ) : (
          <Button
            variant="contained"
            disabled={changedRows === 0}
            aria-disabled={isBusy}
            onClick={run.submit}
          >
            {t('preview.submit', {
              count: changedRows,
              formatted: formatCount(changedRows),
            })}
          </Button>
        )}
      </StepActions>
    </Stack>
  );
}

function ResultStep(props: {
  kind: ImportKind;
  run: Import;
  result: ImportResult;
  backHref: string;
  actions: ReactNode;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, run, result } = props;
  const rows = useMemo(() => toPreviewRows(result), [result]);
  const { failed } = result;
  return (
    <Stack spacing={2}>
      <StepHeading result={result}>
        {result.created + result.updated > 0
          ? t('result.title')
          : t('result.nothing')}
      </StepHeading>
      <OutcomeChips result={result} />
      {failed > 0 && (
        <FailedRowsAlert kind={kind} rows={rows}>
          {t('result.failed', {
            count: failed,
            formatted: formatCount(failed),
          })}{' '}
          {t('result.failedHint', { count: failed })}
        </FailedRowsAlert>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button
          variant="contained"
          component={Link}
          to={props.backHref}
          underline="none"
          // The portal's link style would override the button's colour.
          sx={{ '&&': { color: 'primary.contrastText' } }}
        >
          {t('result.done')}
        </Button>
        <Button onClick={run.restart}>{t('result.another')}</Button>
        {props.actions}
      </Box>
    </Stack>
  );
}

/**
 * Imports a file in steps: file, map if necessary, preview, result. It changes no data before the
 * person confirms the preview.
 *
 * @public
 */
export function ImportWizard(props: {
  kind: ImportKind;
  workspace: string;
  backHref: string;
  /** Called when data may have changed. */
  onImported: () => void;
  /**
   * Renders the fields that map the file's columns and names to Callboard: in the mapping step if
   * `kind.needsMapping` is set, else above the rows of the preview.
   */
  renderMapping?: (result: ImportResult) => ReactNode;
  /** Renders further actions after the import, such as an undo. */
  renderActions?: (result: ImportResult) => ReactNode;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, backHref } = props;
  const run = useImport(kind, props.workspace, props.onImported);
  const { current } = run;
  const steps = kind.needsMapping
    ? (['file', 'map', 'preview', 'result'] as const)
    : (['file', 'preview', 'result'] as const);
  return (
    <Stack spacing={3}>
      <Stepper
        activeStep={steps.findIndex(step => step === current.step)}
        aria-label={t('steps.label')}
        sx={{ maxWidth: 560, '& > :first-of-type': { paddingInlineStart: 0 } }}
      >
        {steps.map(step => (
          <Step
            key={step}
            completed={current.step === 'result' ? true : undefined}
            aria-current={step === current.step ? 'step' : undefined}
          >
            <StepLabel>{t(`steps.${step}`)}</StepLabel>
          </Step>
        ))}
      </Stepper>
      {current.step === 'file' && (
        <FileStep kind={kind} run={run} hasFocus={current.hasReturned} />
      )}
      {current.step === 'map' && (
        <MapStep
          run={run}
          result={current.result}
          mapping={props.renderMapping?.(current.result)}
        />
      )}
      {current.step === 'preview' && (
        <PreviewStep
          kind={kind}
          run={run}
          result={current.result}
          mapping={
            kind.needsMapping ? null : props.renderMapping?.(current.result)
          }
          canMap={props.renderMapping !== undefined}
        />
      )}
      {current.step === 'result' && (
        <ResultStep
          kind={kind}
          run={run}
          result={current.result}
          backHref={backHref}
          actions={props.renderActions?.(current.result)}
        />
      )}
    </Stack>
  );
}
